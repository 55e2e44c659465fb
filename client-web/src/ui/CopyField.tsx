/** Something to hand over: shown whole, selectable, with one button that copies it. */
import { useId, useState } from "react";
import { t } from "../i18n/t";
import { announce } from "./Announcer";
import { Button } from "./Button";
import styles from "./CopyField.module.css";

export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // No clipboard without a secure context: the old way, from the field itself.
      const field = document.getElementById(id);
      if (field instanceof HTMLInputElement) {
        field.select();
        document.execCommand("copy");
      }
    }
    setCopied(true);
    announce(t("copy.done"));
  }
  return (
    <div className={styles.copy}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.row}>
        <input
          id={id}
          readOnly
          value={value}
          className={styles.value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button tone="primary" icon={copied ? "check" : "copy"} onPress={copy}>
          {copied ? t("copy.copied") : t("copy.copy")}
        </Button>
      </div>
    </div>
  );
}
