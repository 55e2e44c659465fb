/**
 * Alerts for therapists: over the page until one of them takes it, then a quiet line.
 *
 * No sound, since sound would tell the group; spoken at once to a screen reader.
 */
import { useEffect, useRef } from "react";
import { useAsking, useNow, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { announce, Badge, Banner, Button, Disclosure, minutes, Reach } from "../../ui";
import { type Alert, alertsOf } from "./calls";
import styles from "./Safety.module.css";

function useAlerts() {
  const alerts = useView((view) => view.alerts);
  const seats = useView((view) => view.seats);
  const notes = useView((view) => view.notes);
  const me = useView((view) => view.me);
  return alertsOf({ alerts, seats, notes, me });
}

function sentence({ kind, name }: Alert): string {
  return t(`alert.${kind}`, { name: name ?? t("alert.somebody") });
}

/** Nobody is on these yet. */
export function AlertNotices() {
  const { open } = useAlerts();
  const now = useNow(1_000, open.length > 0);
  const told = useRef(new Set<number>());
  useEffect(() => {
    for (const alert of open) {
      if (told.current.has(alert.alert)) continue;
      told.current.add(alert.alert);
      announce(sentence(alert), "assertive");
    }
  });
  return open.map((alert) => <AlertNotice key={alert.alert} alert={alert} now={now} />);
}

function AlertNotice({ alert, now }: { alert: Alert; now: number }) {
  const [ask, busy] = useAsking();
  const name = alert.name ?? t("alert.somebody");
  return (
    <Banner
      tone={alert.kind === "help" ? "rose" : "amber"}
      icon={alert.kind === "help" ? "heart" : "warning"}
      title={
        <span className={styles.alertTitle}>
          {sentence(alert)}
          <span className={styles.time}>{t("alert.since", { time: since(alert, now) })}</span>
        </span>
      }
      actions={
        <Button
          tone={alert.kind === "help" ? "danger-solid" : "amber"}
          busy={busy}
          aria-label={t("alert.acknowledge_name", { name })}
          onPress={() => void ask({ feature: "safety", type: "acknowledge", alert: alert.alert })}
        >
          {t("alert.acknowledge")}
        </Button>
      }
    >
      {alert.back && <p>{t("alert.back", { name })}</p>}
      {alert.unanswered && <p>{t("alert.unanswered", { name })}</p>}
      {alert.contact === null ? (
        <p>{t("alert.no_contact", { name })}</p>
      ) : (
        <Reach contact={alert.contact} />
      )}
    </Banner>
  );
}

/** For the header: that something waits, and for how long. */
export function AlertBadges() {
  const { open } = useAlerts();
  const now = useNow(1_000, open.length > 0);
  return open.map((alert) => (
    <Badge key={alert.alert} tone={alert.kind === "help" ? "rose" : "amber"}>
      {sentence(alert)} · {since(alert, now)}
    </Badge>
  ));
}

/** Taken care of, with who is on it and how to reach the person. */
export function AlertHistory() {
  const { taken } = useAlerts();
  if (taken.length === 0) return null;
  return (
    <Disclosure summary={t("alert.earlier", { n: taken.length })}>
      <ul className={styles.taken}>
        {taken.map((alert) => (
          <li key={alert.alert}>
            <p>
              <strong>{sentence(alert)}</strong>
            </p>
            <p>
              {alert.by?.you
                ? t("alert.by_you")
                : t("alert.by", { name: alert.by?.name ?? t("alert.a_therapist") })}
            </p>
            {alert.contact !== null && <Reach contact={alert.contact} />}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function since(alert: Alert, now: number): string {
  return minutes(Math.max(0, now - alert.raisedAt));
}
