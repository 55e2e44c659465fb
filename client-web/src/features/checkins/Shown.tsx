/** Who exactly will see the answer, and when: on every check-in, before anything else. */
import { t } from "../../i18n/t";
import type { ShownTo } from "../../protocol";
import { Visibility } from "../../ui";

export function Shown({ to }: { to: ShownTo }) {
  return (
    <Visibility
      to={to === "group" ? "everyone" : "therapists"}
      words={`${t(`checkin.to_${to}`)}. ${t(`checkin.to_${to}_when`)}`}
    />
  );
}
