/** Everything about the door in one panel, for therapists. */
import { t } from "../../i18n/t";
import { Disclosure, Stack } from "../../ui";
import { Absent, DoorRules, ObserversIn } from "./DoorRules";
import { WaitingList } from "./WaitingList";

export function DoorPanel({ level = 2 }: { level?: 2 | 3 }) {
  return (
    <Stack gap="s">
      <WaitingList level={level} />
      <ObserversIn />
      <Absent />
      <Disclosure summary={t("door.rules")}>
        <DoorRules />
      </Disclosure>
    </Stack>
  );
}
