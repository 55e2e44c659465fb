/** Leaving on purpose asks once; a lost connection is not leaving and never comes here. */
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { Confirm } from "../../ui";

export function LeaveConfirm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [ask, busy] = useAsking();
  const role = useView((view) => view.me.role);
  return (
    <Confirm
      open={open}
      onClose={onClose}
      onConfirm={async () => {
        await ask({ feature: "roster", type: "leave" });
        onClose();
      }}
      title={t("act.leave_title")}
      confirm={t("act.leave_confirm")}
      cancel={t("act.leave_cancel")}
      busy={busy}
      danger
    >
      <p>{t(role === "therapist" ? "act.leave_words_therapist" : "act.leave_words")}</p>
    </Confirm>
  );
}
