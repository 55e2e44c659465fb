/**
 * "I need help now": one press, one question that says who sees it, and it is out.
 *
 * Pressing again while a call stands is not possible; `HelpNotice` shows where it stands.
 */
import { useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { Button, Dialog, Visibility } from "../../ui";
import { CrisisWords } from "./CrisisWords";
import { pressed } from "./pressed";

export function HelpButton() {
  const role = useView((view) => view.me.role);
  const help = useView((view) => view.me.help);
  const safeMode = useView((view) => view.session.safe_mode) !== null;
  const [open, setOpen] = useState(false);
  const [ask, busy] = useAsking();
  if (role === "therapist") return null;
  const stands = help !== null && help.acknowledged_by === null;
  function call() {
    setOpen(false);
    pressed.set(true);
    void ask({ feature: "safety", type: "ask_help" }).then(() => pressed.set(false));
  }
  return (
    <>
      <Button tone="danger" isDisabled={stands || busy} onPress={() => setOpen(true)}>
        {t("help.button")}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("help.ask_title")}
        size="s"
        alert
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t("help.ask_no")}</Button>
            <Button tone="danger-solid" autoFocus onPress={call}>
              {t("help.ask_yes")}
            </Button>
          </>
        }
      >
        <Visibility to="therapists" words={t("help.ask_words")} />
        {safeMode && (
          <>
            <p>{t("help.ask_no_therapist")}</p>
            <CrisisWords />
          </>
        )}
      </Dialog>
    </>
  );
}
