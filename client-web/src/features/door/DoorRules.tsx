/** Which rule holds at the door, whether it is locked, and whose chairs stand empty. */
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { Admission } from "../../protocol";
import { Select, Switch } from "../../ui";
import styles from "./Door.module.css";
import { observersIn } from "./waiting";

const rules: Admission[] = ["one_by_one", "roster", "everybody"];

export function DoorRules() {
  const admission = useView((view) => view.session.admission);
  const locked = useView((view) => view.session.locked);
  const [ask, busy] = useAsking();
  return (
    <div className={styles.rules}>
      <Select
        label={t("door.rule")}
        options={rules.map((rule) => ({ value: rule, label: t(`door.rule_${rule}`) }))}
        value={admission}
        onChange={(rule) =>
          void ask({ feature: "session", type: "set_admission", admission: rule })
        }
        disabled={busy}
      />
      <Switch
        on={locked}
        onChange={(on) => void ask({ feature: "session", type: "lock", locked: on })}
        hint={t("door.lock_hint")}
      >
        {t("door.lock")}
      </Switch>
    </div>
  );
}

/** Names of the roster who are not in the circle. */
export function Absent() {
  const absent = useView((view) => view.absent);
  const over = useView((view) => view.session.phase === "closing");
  // In the debrief all members have left, and nobody is missed.
  if (over || absent.length === 0) return null;
  return (
    <div>
      <p className={styles.label}>{t("door.absent")}</p>
      <ul className={styles.absent}>
        {absent.map((name, i) => (
          // Two people of one name are two people.
          // biome-ignore lint/suspicious/noArrayIndexKey: names are not unique and have no ids
          <li key={`${name} ${i}`}>{name}</li>
        ))}
      </ul>
      <p className={styles.hint}>{t("door.absent_hint")}</p>
    </div>
  );
}

/** Observers in the circle, where everybody agreed. */
export function ObserversIn() {
  const seats = useView((view) => view.seats);
  const observers = observersIn(seats);
  if (observers.length === 0) return null;
  return (
    <div>
      <p className={styles.label}>{t("door.observers")}</p>
      <ul className={styles.absent}>
        {observers.map((one) => (
          <li key={one.seat}>{one.name}</li>
        ))}
      </ul>
      <p className={styles.hint}>{t("door.observers_hint")}</p>
    </div>
  );
}
