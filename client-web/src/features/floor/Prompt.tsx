/** The question of a round. A long one is cut for the eye in the middle, and read whole on its own. */
import { useState } from "react";
import { t } from "../../i18n/t";
import { Button, Dialog, Prose } from "../../ui";
import styles from "./Activity.module.css";

/** More than fits beside everything else in the middle, in characters. */
const long = 110;

export function Prompt({ prompt }: { prompt: string }) {
  const [open, setOpen] = useState(false);
  const isLong = [...prompt].length > long;
  return (
    <>
      <p className={styles.prompt} dir="auto" data-long={isLong || undefined}>
        “{prompt}”
      </p>
      {isLong && (
        <Button tone="quiet" size="s" onPress={() => setOpen(true)}>
          {t("floor.prompt_all")}
        </Button>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={t("floor.prompt")}>
        <Prose>{prompt}</Prose>
      </Dialog>
    </>
  );
}
