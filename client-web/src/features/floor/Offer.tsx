/** "It is your turn, if you like": answered in one tap, without hurry, and never by itself. */
import { whereIStand } from "../../core/lineup";
import { t } from "../../i18n/t";
import { Action, ActionBar } from "../../ui";
import { canAnswer } from "./can";
import styles from "./Offer.module.css";
import { useFloorAsk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

/** Nothing, unless one is being asked. */
export function Offer() {
  const view = useFloorParts();
  const ask = useFloorAsk();
  const stand = whereIStand(view);
  if (stand.is !== "offered") return null;
  const why = canAnswer(view);
  return (
    <div className={styles.offer}>
      <p className={styles.words}>{t("act.offer")}</p>
      <ActionBar label={t("act.offer")}>
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
          why={why ?? (stand.again ? t("why.again_once") : null)}
          onAct={() => ask({ type: "come_back_to_me" })}
        />
      </ActionBar>
    </div>
  );
}
