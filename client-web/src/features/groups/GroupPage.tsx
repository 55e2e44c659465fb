/** One group: its session, its people and their links, its saved check-ins, its past. */
import { useEffect } from "react";
import { useLoad, useSending } from "../../bind/load";
import { useStore } from "../../bind/store";
import { account } from "../../core/account";
import { ApiFailure, api } from "../../core/api";
import { go, href } from "../../core/route";
import { wordsFor } from "../../i18n/failures";
import { dateTime, minutesLong } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { GroupPage as GroupPageView, OpenSession, PastSession } from "../../protocol";
import {
  Button,
  Card,
  Failure,
  LinkButton,
  Page,
  Row,
  Section,
  Soft,
  Stack,
  Waiting,
} from "../../ui";
import styles from "./GroupPage.module.css";
import { People } from "./People";
import { SavedCheckins } from "./SavedCheckins";

export function GroupPage({ group }: { group: string }) {
  const [page, reload] = useLoad(group, () => api.group(group));
  const therapist = useStore(account.state);
  useEffect(() => {
    // The name beside "sign out", when the page was opened by its address.
    if (therapist === null) account.refresh().catch(() => {});
  }, [therapist]);
  switch (page.is) {
    case "loading":
      return <Waiting label={t("common.loading")} />;
    case "failed":
      return (
        <Page title={t("groups.title")} back={{ href: href.groups(), label: t("groups.title") }}>
          <Failure words={wordsFor(page.failure)} onRetry={() => void reload()} />
        </Page>
      );
    case "ready":
      return <Ready page={page.value} me={therapist?.person ?? null} reload={reload} />;
  }
}

function Ready({
  page,
  me,
  reload,
}: {
  page: GroupPageView;
  me: string | null;
  reload: () => Promise<void>;
}) {
  const { group } = page;
  return (
    <Page
      title={group.settings.name}
      back={{ href: href.groups(), label: t("groups.title") }}
      actions={
        <LinkButton href={href.groupSettings(group.id)} icon="edit">
          {t("group.settings")}
        </LinkButton>
      }
    >
      <Stack gap="xl">
        <SessionCard group={group.id} session={page.session} />
        <People group={group.id} roster={page.roster} me={me} reload={reload} />
        <SavedCheckins group={group.id} />
        <Past past={page.past} />
      </Stack>
    </Page>
  );
}

function SessionCard({ group, session }: { group: string; session: OpenSession | null }) {
  const { busy, failure, run } = useSending();
  async function open() {
    await run(async () => {
      try {
        const opened = await api.openSession(group);
        go(href.therapistRoom(opened.session, group));
      } catch (failed) {
        // The other therapist was quicker: that is the session to go to.
        if (!(failed instanceof ApiFailure) || failed.session === null) throw failed;
        go(href.therapistRoom(failed.session, group));
      }
    });
  }
  return (
    <Card tone={session === null ? "surface" : "green"}>
      <Stack gap="s">
        <Row spread gap="m">
          <div className={styles.session}>
            <h2>{session === null ? t("session.none") : t("session.opened")}</h2>
            <p>
              {session === null
                ? t("session.none_words")
                : t("session.opened_words", { time: dateTime(session.opened_at) })}
            </p>
          </div>
          {session === null ? (
            <Button tone="primary" busy={busy} onPress={() => void open()}>
              {t("session.open")}
            </Button>
          ) : (
            <LinkButton tone="primary" icon="door" href={href.therapistRoom(session.id, group)}>
              {t("session.enter")}
            </LinkButton>
          )}
        </Row>
        <Failure words={failure === null ? null : wordsFor(failure)} />
      </Stack>
    </Card>
  );
}

function Past({ past }: { past: PastSession[] }) {
  return (
    <Section title={t("past.title")}>
      {past.length === 0 ? (
        <Soft>{t("past.none")}</Soft>
      ) : (
        <ul className={styles.past}>
          {past.map((session) => (
            <li key={session.number}>
              <strong>{t("past.session", { n: session.number })}</strong>
              <span>
                {t("past.lasted", {
                  day: dateTime(session.opened_at),
                  minutes: minutesLong(session.ended_at - session.opened_at),
                })}
              </span>
              <span>{t("past.attended", { n: session.attended })}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
