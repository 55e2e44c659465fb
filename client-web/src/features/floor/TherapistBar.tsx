/** What a therapist can do with the floor, in one bar; rarer things stand behind the last buttons. */
import { useState } from "react";
import { useAsk } from "../../bind/room";
import { whereIStand } from "../../core/lineup";
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import { Action, ActionBar, ActionsMenu, type MenuAction } from "../../ui";
import { canBeGiven, canGoNext, canLead, whoIsNext } from "./can";
import { EndTurn } from "./EndTurn";
import { GiveFloor } from "./GiveFloor";
import { LeaveConfirm } from "./LeaveConfirm";
import { Offer } from "./Offer";
import { StartRound } from "./StartRound";
import { TakeHands } from "./TakeHands";
import { useFloorAsk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

type Open = "give" | "round" | "hands" | "leave" | null;

export function TherapistBar({ meToo }: Pick<ModesProps, "meToo">) {
  const view = useFloorParts();
  const [open, setOpen] = useState<Open>(null);
  const ask = useAsk();
  const { session } = view;
  const close = () => setOpen(null);
  return (
    <>
      <ActionBar label={t("session.bar")} calls={whereIStand(view).is === "offered"}>
        {session.phase === "waiting" && (
          <Action
            icon="play"
            tone="primary"
            label={t("lead.start")}
            short={t("lead.start_short")}
            onAct={() => void ask({ feature: "session", type: "start" })}
          />
        )}
        {session.phase === "live" && <Floor onOpen={setOpen} meToo={meToo} />}
        {session.phase === "closing" && (
          <Action
            icon="door"
            label={t("act.leave")}
            short={t("act.leave_short")}
            onAct={() => setOpen("leave")}
          />
        )}
        {session.phase === "waiting" && <More onLeave={() => setOpen("leave")} />}
      </ActionBar>
      {open === "give" && <GiveFloor onClose={close} />}
      {open === "round" && <StartRound onClose={close} />}
      {open === "hands" && <TakeHands onClose={close} />}
      <LeaveConfirm open={open === "leave"} onClose={close} />
    </>
  );
}

interface ModesProps {
  onOpen: (open: Open) => void;
  meToo: MenuAction;
}

function Floor({ onOpen, meToo }: ModesProps) {
  const view = useFloorParts();
  const ask = useFloorAsk();
  const { floor } = view;
  if (floor === null) return null;
  const stand = whereIStand(view).is;
  const speaking = stand === "speaking";
  return (
    <>
      {speaking && <EndTurn />}
      {stand === "offered" ? <Offer /> : <NextAndGive onOpen={onOpen} speaking={speaking} />}
      <Action
        icon={floor.paused ? "play" : "pause"}
        label={floor.paused ? t("lead.resume") : t("lead.pause")}
        tone={floor.paused ? "amber" : "plain"}
        onAct={() => ask({ type: floor.paused ? "resume" : "pause" })}
      />
      <Action
        icon="heart"
        label={floor.space_held ? t("lead.release") : t("lead.hold")}
        short={floor.space_held ? t("lead.release_short") : t("lead.hold_short")}
        tone={floor.space_held ? "amber" : "plain"}
        onAct={() => ask({ type: floor.space_held ? "release_space" : "hold_space" })}
      />
      <Modes onOpen={onOpen} meToo={meToo} />
    </>
  );
}

function NextAndGive({ onOpen, speaking }: { onOpen: (open: Open) => void; speaking: boolean }) {
  const view = useFloorParts();
  const ask = useFloorAsk();
  const { floor, seats } = view;
  const next = whoIsNext(view);
  const whyNext = canGoNext(view);
  return (
    <>
      <Action
        icon="next"
        tone={whyNext === null && !speaking ? "primary" : "plain"}
        label={next === null ? t("lead.next") : t("lead.next_name", { name: nameOf(seats, next) })}
        short={t("lead.next")}
        why={whyNext}
        // What was on this screen when it was pressed: another therapist may have been faster.
        onAct={() =>
          ask({
            type: "next",
            turn: floor?.turn?.turn ?? null,
            offered: floor?.round?.offered ?? null,
          })
        }
      />
      <Action
        icon="person"
        label={t("lead.give")}
        short={t("lead.give_short")}
        why={canLead(view) ?? (canBeGiven(view).length === 0 ? t("why.nobody_here") : null)}
        onAct={() => onOpen("give")}
      />
    </>
  );
}

function Modes({ onOpen, meToo }: ModesProps) {
  const view = useFloorParts();
  const ask = useFloorAsk();
  const all = useAsk();
  const { floor, seats } = view;
  const last = floor?.last_speaker ?? null;
  const lastHere = last !== null && seats.some((s) => s.seat === last && s.standing === "in");
  return (
    <ActionsMenu
      icon="menu"
      label={t("lead.modes")}
      heading={t("lead.modes_heading")}
      items={[
        {
          id: "round",
          label: t("lead.round"),
          hint: t("lead.round_hint"),
          icon: floor?.mode === "go_round" ? "check" : "everyone",
          onAction: () => onOpen("round"),
        },
        {
          id: "hands",
          label: t("lead.hands"),
          hint: t("lead.hands_hint"),
          icon: floor?.mode === "hands" ? "check" : "hand",
          onAction: () => onOpen("hands"),
        },
        {
          id: "open",
          label: t("lead.open"),
          hint: t("lead.open_hint"),
          icon: floor?.mode === "open" ? "check" : "unlock",
          onAction: () => ask({ type: "open_floor" }),
        },
        lastHere && {
          id: "again",
          label: t("lead.first_again", { name: nameOf(seats, last) }),
          hint: t("lead.first_again_hint"),
          icon: "up",
          onAction: () => ask({ type: "put_first_again" }),
        },
      ]}
      others={[
        {
          id: "with_you",
          label: t("act.with_you"),
          hint: t("act.with_you_hint"),
          icon: "heart",
          onAction: () => void all({ feature: "conversation", type: "with_you" }),
        },
        meToo,
        {
          id: "leave",
          label: t("act.leave"),
          icon: "door",
          onAction: () => onOpen("leave"),
        },
      ]}
    />
  );
}

function More({ onLeave }: { onLeave: () => void }) {
  return (
    <Action
      icon="door"
      tone="quiet"
      label={t("act.leave")}
      short={t("act.leave_short")}
      onAct={onLeave}
    />
  );
}
