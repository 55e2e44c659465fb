/** Where a box begins: two buttons, and why not where it is not possible. */
import { useState } from "react";
import { t } from "../../i18n/t";
import { Button, Row, Soft } from "../../ui";
import { ask_kinds, easiest, type Opening } from "./box";
import styles from "./Feedback.module.css";
import { About } from "./FirstUse";
import { useWhyNot } from "./useWhyNot";

export function Start({ onOpen }: { onOpen: (opening: Opening) => void }) {
  const whyNot = useWhyNot();
  const [about, setAbout] = useState(false);
  const why = (kind: Opening["kind"]) => whyNot(easiest[kind]);
  const possible = ask_kinds.find((kind) => why(kind) === null);
  const whyMeToo = why("me_too");
  const whyNone = possible === undefined ? why("words") : null;
  const open = (kind: Opening["kind"]) => onOpen({ kind, prompt: "", template: null });
  return (
    <>
      <Row>
        <Button isDisabled={possible === undefined} onPress={() => open(possible ?? "words")}>
          {t("boxes.start")}
        </Button>
        <Button isDisabled={whyMeToo !== null} onPress={() => open("me_too")}>
          {t("boxes.start_me_too")}
        </Button>
      </Row>
      {whyNone !== null && <Soft>{whyNone}</Soft>}
      {whyNone === null && whyMeToo !== null && (
        <Soft>{t("boxes.not_me_too", { why: whyMeToo })}</Soft>
      )}
      <div className={styles.about}>
        <Button size="s" tone="quiet" onPress={() => setAbout(true)}>
          {t("boxes.about")}
        </Button>
      </div>
      {about && <About onClose={() => setAbout(false)} />}
    </>
  );
}
