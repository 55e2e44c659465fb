/** Check-ins in the therapist's hands: ask, see who has answered, show the answers, put away. */
import { useState } from "react";
import { useAsking, useGroupId, useView } from "../../bind/room";
import { list } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { CheckinView } from "../../protocol";
import { Badge, Button, Confirm, Icon, Section, Soft, Stack } from "../../ui";
import styles from "./Checkins.module.css";
import { progress } from "./results";
import { SaveTemplate } from "./SaveTemplate";
import { type Anonymous, Starter } from "./Starter";

export interface CheckinPanelProps {
  level?: 2 | 3;
  anonymous: Anonymous;
}

export function CheckinPanel({ level = 2, anonymous }: CheckinPanelProps) {
  const checkin = useView((view) => view.checkin);
  const [starting, setStarting] = useState(false);
  return (
    <Section title={t("checkin.title")} level={level}>
      {checkin === null ? (
        <Button onPress={() => setStarting(true)}>{t("checkin.start")}</Button>
      ) : (
        <Running key={checkin.checkin} checkin={checkin} />
      )}
      {starting && checkin === null && (
        <Starter anonymous={anonymous} onClose={() => setStarting(false)} />
      )}
    </Section>
  );
}

function Running({ checkin }: { checkin: CheckinView }) {
  const seats = useView((view) => view.seats);
  const group = useGroupId();
  const [sure, setSure] = useState<"reveal" | "close" | null>(null);
  const [ask, busy] = useAsking();
  const { answered, missing } = progress(checkin, seats);
  const { template } = checkin;
  const collecting = checkin.stage === "collecting";
  const n = answered.length;
  const m = n + missing.length;
  const reveal = () => {
    setSure(null);
    void ask({ feature: "checkins", type: "reveal", checkin: checkin.checkin });
  };
  const close = () => {
    setSure(null);
    void ask({ feature: "checkins", type: "close", checkin: checkin.checkin });
  };
  return (
    <Stack gap="s">
      <p className={styles.asked} dir="auto">
        {template.prompt}
      </p>
      <Soft>{t(`template.${template.shown_to}`)}</Soft>
      {collecting && (
        <>
          <p>
            <Badge tone={n === m && m > 0 ? "green" : "plain"}>
              {t("checkin.answered", { n, m })}
            </Badge>
          </p>
          <ul className={styles.who}>
            {answered.map((person) => (
              <li key={person.seat}>
                <Icon name="check" size={1} />
                {person.name} <span className={styles.soft}>{t("checkin.has_answered")}</span>
              </li>
            ))}
            {missing.map((person) => (
              <li key={person.seat}>
                <Icon name="clock" size={1} />
                {person.name} <span className={styles.soft}>{t("checkin.not_yet")}</span>
              </li>
            ))}
          </ul>
          <p className={styles.hint}>{t("checkin.hidden")}</p>
          <Button tone="primary" busy={busy} isDisabled={n === 0} onPress={() => setSure("reveal")}>
            {t("checkin.reveal")}
          </Button>
        </>
      )}
      <Button
        size="s"
        busy={busy}
        onPress={() => (collecting && n > 0 ? setSure("close") : close())}
      >
        {t("checkin.close")}
      </Button>
      {group !== null && <SaveTemplate group={group} template={template} />}
      <Confirm
        open={sure === "reveal"}
        onClose={() => setSure(null)}
        onConfirm={reveal}
        title={t("checkin.reveal_title", { n, m })}
        confirm={t("checkin.reveal")}
      >
        <p>
          {t(template.shown_to === "group" ? "checkin.reveal_group" : "checkin.reveal_therapists")}
        </p>
        {missing.length > 0 && (
          <p>{t("checkin.reveal_early", { names: list(missing.map((p) => p.name)) })}</p>
        )}
      </Confirm>
      <Confirm
        open={sure === "close"}
        onClose={() => setSure(null)}
        onConfirm={close}
        title={t("checkin.close_title")}
        confirm={t("checkin.close")}
      >
        <p>{t("checkin.close_words")}</p>
      </Confirm>
    </Stack>
  );
}
