/** Who exactly will see the answer, and when: on every check-in, before anything else. */
import { t } from "../../i18n/t";
import type { ShownTo } from "../../protocol";
import { type Audience, Visibility } from "../../ui";

const audiences: Record<ShownTo, Audience> = {
  group: "everyone",
  therapists: "therapists",
  anonymous: "anonymous",
};

export function Shown({ to }: { to: ShownTo }) {
  return (
    <Visibility
      to={audiences[to]}
      words={`${t(`checkin.to_${to}`)}. ${t(`checkin.to_${to}_when`)}`}
    />
  );
}
