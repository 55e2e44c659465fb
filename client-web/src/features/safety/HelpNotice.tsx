/** Where one's own call for help stands. Whoever called is never left with silence. */
import { useEffect } from "react";
import { useAsking, useLink, useNow, useView } from "../../bind/room";
import { useStore } from "../../bind/store";
import { t } from "../../i18n/t";
import { announce, Banner, Button } from "../../ui";
import { CrisisWords } from "./CrisisWords";
import { type CallState, callState } from "./calls";
import { pressed } from "./pressed";

export function HelpNotice() {
  const help = useView((view) => view.me.help);
  const connected = useLink().is === "connected";
  const isPressed = useStore(pressed);
  const waits = help !== null && help.acknowledged_by === null;
  const now = useNow(1_000, waits);
  const state = callState(help, now, { pressed: isPressed, connected });
  const [ask, busy] = useAsking();
  const spoken = said(state);
  useEffect(() => {
    if (spoken !== null) announce(spoken, "assertive");
  }, [spoken]);

  function cancel() {
    void ask({ feature: "safety", type: "cancel_help" }).then((answer) => {
      if (answer.is === "ok") announce(t("help.cancelled"));
    });
  }
  const takeBack = (words: string) => (
    <Button size="s" busy={busy} onPress={cancel}>
      {words}
    </Button>
  );

  switch (state.is) {
    case "none":
      return null;
    case "sending":
      if (!state.lineLost) return <Banner title={t("help.sending")} icon="heart" />;
      return (
        <Banner tone="rose" title={t("help.sending")}>
          <p>{t("help.not_sent")}</p>
          <CrisisWords />
        </Banner>
      );
    case "told":
      return (
        <Banner icon="heart" title={t("help.told")} actions={takeBack(t("help.cancel"))}>
          {t("help.told_words")}
        </Banner>
      );
    case "with_you":
      return (
        <Banner
          tone="green"
          icon="heart"
          title={t("help.with_you", { name: state.name })}
          actions={takeBack(t("help.done"))}
        >
          {t("help.with_you_words")}
        </Banner>
      );
    case "unanswered":
      return (
        <Banner tone="rose" title={t("help.unanswered")} actions={takeBack(t("help.cancel"))}>
          <p>{t("help.unanswered_words")}</p>
          <CrisisWords />
        </Banner>
      );
  }
}

function said(state: CallState): string | null {
  switch (state.is) {
    case "none":
      return null;
    case "sending":
      return state.lineLost ? t("help.not_sent") : null;
    case "told":
      return t("help.told");
    case "with_you":
      return t("help.with_you", { name: state.name });
    case "unanswered":
      return `${t("help.unanswered")} ${t("help.unanswered_words")}`;
  }
}
