/**
 * "Would you like to speak?": answered in one tap, without hurry, and never by itself.
 *
 * Stands in the bar's own row, in place of what makes no sense while one is asked, so that nothing
 * else on the screen moves when it comes.
 */
import { whereIStand } from "../../core/lineup";
import { t } from "../../i18n/t";
import { Action, cx } from "../../ui";
import { canAnswer } from "./can";
import styles from "./Offer.module.css";
import { useFloorAsk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

export function Offer() {
  const view = useFloorParts();
  const ask = useFloorAsk();
  const stand = whereIStand(view);
  if (stand.is !== "offered") return null;
  const why = canAnswer(view);
  return (
    <>
      <span className={cx(styles.words)}>{t("act.offer")}</span>
      <Action
        tone="primary"
        icon="play"
        label={t("act.accept")}
        why={why}
        onAct={() => ask({ type: "accept_turn" })}
      />
      <Action icon="right" label={t("act.pass")} why={why} onAct={() => ask({ type: "pass" })} />
      <Action
        icon="clock"
        label={t("act.come_back_to_me")}
        short={t("act.come_back_to_me_short")}
        why={why ?? (stand.again ? t("why.again_once") : null)}
        onAct={() => ask({ type: "come_back_to_me" })}
      />
    </>
  );
}
