/** The crisis text is never more than one press away, for everybody, whatever else goes on. */
import { useState } from "react";
import { t } from "../../i18n/t";
import { Button, Dialog, Soft } from "../../ui";
import { CrisisWords } from "./CrisisWords";

export function CrisisButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="quiet" icon="heart" onPress={() => setOpen(true)}>
        {t("crisis.button")}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("crisis.title")} size="s">
        <CrisisWords />
        <Soft>{t("crisis.from")}</Soft>
      </Dialog>
    </>
  );
}
