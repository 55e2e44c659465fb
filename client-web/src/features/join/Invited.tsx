/** Invited and here: waits for the session to open, then goes to its door by itself. */
import { useEffect } from "react";
import { useLoad } from "../../bind/load";
import { ApiFailure, api } from "../../core/api";
import { go, href } from "../../core/route";
import { browserSurroundings } from "../../core/wake";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import { announce, Banner, Button, CrisisCard, Screen } from "../../ui";

/** Between two looks, in milliseconds, with up to half as much added so that a group spreads out. */
const look_ms = 4_000;

export function Invited({ as }: { as: string }) {
  const [invited, reload] = useLoad(as, () => api.invited(as), "visitor");
  const session = invited.is === "ready" ? invited.value.session : null;

  useEffect(() => {
    if (session === null) return;
    announce(t("invited.open"));
    go(href.memberRoom(session, as), true);
  }, [session, as]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      timer = setTimeout(() => void reload().then(look), look_ms * (1 + Math.random() / 2));
    };
    look();
    // A phone in a pocket does not look; it does as soon as it is taken out.
    const stop = browserSurroundings.onWake(() => void reload());
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [reload]);

  switch (invited.is) {
    case "loading":
      return <Screen waiting title={t("join.opening")} />;
    case "failed":
      return (
        <Screen
          title={t("join.failed")}
          actions={
            <Button tone="primary" onPress={() => void reload()}>
              {t("common.try_again")}
            </Button>
          }
        >
          <p>
            {invited.failure instanceof ApiFailure &&
            (invited.failure.code === "not_found" || invited.failure.code === "not_signed_in")
              ? t("join.cookie_lost")
              : wordsFor(invited.failure)}
          </p>
        </Screen>
      );
    case "ready": {
      const { name, group_name: group, role, crisis_text: crisis } = invited.value;
      return (
        <Screen waiting title={t("invited.title", { name })} inTab={t("join.title")}>
          <p>
            {role === "observer"
              ? t("invited.lead_observer", { group })
              : t("invited.lead", { group })}
          </p>
          <Banner tone="amber" icon="clock" title={t("invited.closed")}>
            {session === null ? t("invited.closed_words") : t("invited.going")}
          </Banner>
          <p>{t("invited.shared")}</p>
          <CrisisCard text={crisis} />
        </Screen>
      );
    }
  }
}
