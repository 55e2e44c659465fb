/** The screens before and after the room, each with plain words and the one thing to do next. */
import { useLoad } from "../../bind/load";
import type { FailureCode } from "../../core/api";
import { ApiFailure, api } from "../../core/api";
import { href, signInFirst } from "../../core/route";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import type { View } from "../../protocol";
import { Button, CrisisCard, LinkButton, Screen } from "../../ui";

export function Connecting({ slow, onRetry }: { slow: boolean; onRetry: () => void }) {
  return (
    <Screen
      waiting
      title={t("room.connecting")}
      actions={slow && <Button onPress={onRetry}>{t("line.retry")}</Button>}
    >
      <p>{slow ? t("room.connecting_slow") : t("room.connecting_words")}</p>
    </Screen>
  );
}

export function Moved({ onTakeOver }: { onTakeOver: () => void }) {
  return (
    <Screen
      title={t("room.moved")}
      actions={
        <Button tone="primary" onPress={onTakeOver}>
          {t("room.moved_here")}
        </Button>
      }
    >
      <p>{t("room.moved_words")}</p>
    </Screen>
  );
}

export function Removed({ view, as }: { view: View | null; as: string | null }) {
  return (
    <Screen title={t("room.removed")}>
      <p>{t("room.removed_words")}</p>
      <Crisis view={view} as={as} />
    </Screen>
  );
}

export function Left({ view, as }: { view: View | null; as: string | null }) {
  return (
    <Screen
      title={t("room.left")}
      actions={
        as === null ? (
          <LinkButton href={href.groups()}>{t("room.over_home")}</LinkButton>
        ) : (
          <LinkButton href={href.invited(as)}>{t("room.left_again")}</LinkButton>
        )
      }
    >
      <p>{t("room.left_words")}</p>
      <Crisis view={view} as={as} />
    </Screen>
  );
}

export function Over({ view, as }: { view: View | null; as: string | null }) {
  return (
    <Screen
      title={t("room.over")}
      actions={
        as === null && (
          <LinkButton tone="primary" href={href.groups()}>
            {t("room.over_home")}
          </LinkButton>
        )
      }
    >
      <p>{view?.session.ended === "therapist_lost" ? t("room.over_lost") : t("room.over_words")}</p>
      <p>{erasedWords(view)}</p>
      <Crisis view={view} as={as} />
    </Screen>
  );
}

/** Whoever was not told how it ended, after a reload for example, is told what holds either way. */
function erasedWords(view: View | null): string {
  switch (view?.session.phase) {
    case "ended":
      return t("room.over_erased");
    case "closing":
      return t("room.over_erased_soon");
    default:
      return t("room.over_erased_when");
  }
}

export function Refused({ code, as }: { code: FailureCode; as: string | null }) {
  const signIn = code === "not_signed_in" && as === null;
  return (
    <Screen
      title={t("room.refused")}
      actions={
        as !== null ? (
          <LinkButton href={href.invited(as)}>{t("common.try_again")}</LinkButton>
        ) : signIn ? (
          <Button tone="primary" onPress={signInFirst}>
            {t("login.title")}
          </Button>
        ) : (
          <LinkButton tone="primary" href={href.groups()}>
            {t("room.over_home")}
          </LinkButton>
        )
      }
    >
      <p>
        {code === "not_signed_in" && as !== null
          ? t("join.cookie_lost")
          : wordsFor(new ApiFailure(code))}
      </p>
    </Screen>
  );
}

/** For members and observers; whoever comes back after a reload is told by their invitation. */
function Crisis({ view, as }: { view: View | null; as: string | null }) {
  if (as === null) return null;
  return view === null ? (
    <CrisisOf invitation={as} />
  ) : (
    <CrisisCard text={view.session.crisis_text} />
  );
}

function CrisisOf({ invitation }: { invitation: string }) {
  const [invited] = useLoad(invitation, () => api.invited(invitation), "visitor");
  return invited.is === "ready" ? <CrisisCard text={invited.value.crisis_text} /> : null;
}
