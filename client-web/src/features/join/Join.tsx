/** Opens a personal invitation in this browser, and says kindly why it cannot. */
import { useEffect } from "react";
import { useLoad } from "../../bind/load";
import { ApiFailure, api } from "../../core/api";
import { go, href } from "../../core/route";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import { Button, Screen } from "../../ui";

export function Join({ token }: { token: string | null }) {
  if (token === null) {
    return (
      <Screen title={t("join.title")}>
        <p>{t("join.no_token")}</p>
      </Screen>
    );
  }
  return <Opening key={token} token={token} />;
}

/** One opening per token: drawing twice, as React may, must not use a link twice. */
const openings = new Map<string, ReturnType<typeof api.openInvitation>>();

function open(token: string) {
  const known = openings.get(token);
  if (known !== undefined) return known;
  const opening = api.openInvitation(token);
  openings.set(token, opening);
  return opening;
}

function Opening({ token }: { token: string }) {
  const [invited, reload] = useLoad(token, () => open(token), "visitor");
  useEffect(() => {
    if (invited.is === "ready") go(href.invited(invited.value.as), true);
  }, [invited]);
  if (invited.is !== "failed") return <Screen waiting title={t("join.opening")} />;
  const { title, words, again } = whyNot(invited.failure);
  return (
    <Screen
      title={title}
      actions={
        again && (
          <Button
            tone="primary"
            onPress={() => {
              openings.delete(token);
              void reload();
            }}
          >
            {t("common.try_again")}
          </Button>
        )
      }
    >
      <p>{words}</p>
    </Screen>
  );
}

function whyNot(failure: unknown): { title: string; words: string; again: boolean } {
  switch (failure instanceof ApiFailure ? failure.code : null) {
    case "link_unknown":
    case "malformed":
      return { title: t("join.unknown"), words: t("join.unknown_words"), again: false };
    case "link_expired":
      return { title: t("join.expired"), words: t("join.expired_words"), again: false };
    case "link_revoked":
    case "link_used":
      return { title: t("join.revoked"), words: t("join.revoked_words"), again: false };
    default:
      return { title: t("join.failed"), words: wordsFor(failure), again: true };
  }
}
