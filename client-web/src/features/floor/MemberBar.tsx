/** What a member can do, in one bar whose buttons keep their places. */
import { useState } from "react";
import { useAsk } from "../../bind/room";
import { myHandIsUp, toRespondTo, whereIStand } from "../../core/lineup";
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import { Action, ActionBar, ActionsMenu } from "../../ui";
import { atRest, canRaise, canRespond, canSayWithYou, type FloorParts } from "./can";
import { EndTurn } from "./EndTurn";
import { LeaveConfirm } from "./LeaveConfirm";
import { Offer } from "./Offer";
import { useFloorAsk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";
import { WishMenu } from "./WishMenu";

export function MemberBar() {
  const view = useFloorParts();
  const [leaving, setLeaving] = useState(false);
  const ask = useAsk();
  const { me, session } = view;
  const stand = whereIStand(view);
  const open = session.phase === "waiting" || session.phase === "live";
  return (
    <>
      <ActionBar label={t("session.bar")} calls={stand.is === "offered"}>
        {me.role === "member" && <Mine view={view} />}
        <Action
          icon={me.away ? "check" : "away"}
          tone={me.away ? "primary" : "plain"}
          label={me.away ? t("act.come_back") : t("act.step_away")}
          short={me.away ? t("act.come_back") : t("act.step_away_short")}
          why={open ? null : t("why.closing")}
          onAct={() => void ask({ feature: "roster", type: me.away ? "come_back" : "step_away" })}
        />
        <Action
          icon="door"
          tone="quiet"
          label={t("act.leave")}
          short={t("act.leave_short")}
          onAct={() => setLeaving(true)}
        />
      </ActionBar>
      <LeaveConfirm open={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}

/** What one can do with the floor, by where one stands. */
function Mine({ view }: { view: FloorParts }) {
  switch (whereIStand(view).is) {
    case "offered":
      return <Offer />;
    case "speaking":
      return (
        <>
          <EndTurn />
          <WishMenu />
        </>
      );
    default:
      return (
        <>
          <Hand view={view} />
          <WithYou />
        </>
      );
  }
}

/** Raise it in one tap; the other ways stand beside it. */
function Hand({ view }: { view: FloorParts }) {
  const ask = useFloorAsk();
  if (myHandIsUp(view)) {
    return (
      <Action
        icon="hand"
        tone="amber"
        label={t("act.lower")}
        short={t("act.lower_short")}
        why={atRest(view)}
        onAct={() => ask({ type: "lower_hand" })}
      />
    );
  }
  const why = canRaise(view);
  const whom = toRespondTo(view);
  const whyRespond = canRespond(view);
  const respond = whom === null ? t("act.respond_nobody") : name("act.respond");
  function name(key: "act.respond" | "act.private_respond"): string {
    return t(key, { name: nameOf(view.seats, whom) });
  }
  return (
    <>
      <Action
        icon="hand"
        tone={why === null ? "primary" : "plain"}
        label={t("act.raise")}
        short={t("act.raise_short")}
        why={why}
        onAct={() => ask({ type: "raise_hand", kind: "speak", private: false })}
      />
      <ActionsMenu
        bare
        icon="up"
        label={t("act.raise_kinds")}
        items={[
          {
            id: "respond",
            label: respond,
            hint: whyRespond ?? t("act.respond_hint"),
            icon: "hand",
            disabled: whyRespond !== null,
            onAction: () => ask({ type: "raise_hand", kind: "respond", private: false }),
          },
          {
            id: "private",
            label: t("act.private"),
            hint: why ?? t("act.private_hint"),
            icon: "lock",
            disabled: why !== null,
            onAction: () => ask({ type: "raise_hand", kind: "speak", private: true }),
          },
          whom !== null && {
            id: "private_respond",
            label: name("act.private_respond"),
            hint: whyRespond ?? t("act.private_hint"),
            icon: "lock",
            disabled: whyRespond !== null,
            onAction: () => ask({ type: "raise_hand", kind: "respond", private: true }),
          },
        ]}
      />
    </>
  );
}

function WithYou() {
  const view = useFloorParts();
  const ask = useAsk();
  return (
    <Action
      icon="heart"
      label={t("act.with_you")}
      why={canSayWithYou(view)}
      onAct={() => void ask({ feature: "conversation", type: "with_you" })}
    />
  );
}
