/** The menu of one seat, for therapists. What is hard to undo asks once more. */
import { useState } from "react";
import { useAsk, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { Command, SeatId, SeatView } from "../../protocol";
import { Confirm, Menu, type MenuAction, notify, RadioGroup } from "../../ui";
import { actionsFor, type SeatAction } from "./actions";

export interface SeatMenuProps {
  seat: SeatView;
  /** Each entry is left out where no callback is given. */
  onGiveFloor?: (seat: SeatId) => void;
  onWrite?: (seat: SeatId) => void;
  onLowerHand?: (seat: SeatId) => void;
}

type Asking = "send_back" | "remove" | null;

export function SeatMenu({ seat, onGiveFloor, onWrite, onLowerHand }: SeatMenuProps) {
  const role = useView((view) => view.me.role);
  const notes = useView((view) => view.notes).find((n) => n.seat === seat.seat) ?? null;
  const floor = useView((view) => view.floor);
  const live = useView((view) => view.session.phase) === "live";
  const [asking, setAsking] = useState<Asking>(null);
  const ask = useAsk();
  const { name } = seat;
  const actions = actionsFor(seat, notes, floor, live);
  if (role !== "therapist" || actions.length === 0) return null;

  async function done(command: Command, words: string) {
    const answer = await ask(command);
    if (answer.is === "ok") notify(words, "good");
  }
  const mute = (muted: boolean) =>
    done(
      { feature: "moderation", type: "mute_text", seat: seat.seat, muted },
      t(muted ? "moderation.muted" : "moderation.unmuted", { name }),
    );

  const item: Record<SeatAction, MenuAction | null> = {
    give_floor: onGiveFloor
      ? {
          id: "give_floor",
          label: t("moderation.give_floor"),
          icon: "play",
          onAction: () => onGiveFloor(seat.seat),
        }
      : null,
    write: onWrite
      ? {
          id: "write",
          label: t("moderation.write", { name }),
          hint: t("moderation.write_hint", { name }),
          icon: "send",
          onAction: () => onWrite(seat.seat),
        }
      : null,
    lower_hand: onLowerHand
      ? {
          id: "lower_hand",
          label: t("moderation.lower_hand"),
          icon: "hand",
          onAction: () => onLowerHand(seat.seat),
        }
      : null,
    mute: {
      id: "mute",
      label: t("moderation.mute"),
      hint: t("moderation.mute_hint", { name }),
      icon: "pause",
      onAction: () => void mute(true),
    },
    unmute: {
      id: "unmute",
      label: t("moderation.unmute"),
      icon: "play",
      onAction: () => void mute(false),
    },
    send_back: {
      id: "send_back",
      label: t("moderation.send_back"),
      icon: "door",
      onAction: () => setAsking("send_back"),
    },
    remove: {
      id: "remove",
      label: t("moderation.remove"),
      icon: "close",
      danger: true,
      onAction: () => setAsking("remove"),
    },
  };

  return (
    <>
      <Menu
        label={t("moderation.menu", { name })}
        icon="more"
        heading={notes?.muted ? `${name} · ${t("moderation.is_muted")}` : name}
        items={actions.map((action) => item[action])}
      />
      <Confirm
        open={asking === "send_back"}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          setAsking(null);
          void done(
            { feature: "moderation", type: "send_to_waiting", seat: seat.seat },
            t("moderation.sent_back", { name }),
          );
        }}
        title={t("moderation.send_back_title", { name })}
        confirm={t("moderation.send_back_yes")}
      >
        <p>{t("moderation.send_back_words", { name })}</p>
      </Confirm>
      <Removing
        seat={seat}
        open={asking === "remove"}
        onClose={() => setAsking(null)}
        onRemove={(mayReturn) => {
          setAsking(null);
          void done(
            { feature: "moderation", type: "remove", seat: seat.seat, may_return: mayReturn },
            t("moderation.removed", { name }),
          );
        }}
      />
    </>
  );
}

function Removing({
  seat: { name },
  open,
  onClose,
  onRemove,
}: {
  seat: SeatView;
  open: boolean;
  onClose: () => void;
  onRemove: (mayReturn: boolean) => void;
}) {
  const [back, setBack] = useState<"may" | "may_not">("may");
  return (
    <Confirm
      open={open}
      onClose={onClose}
      onConfirm={() => onRemove(back === "may")}
      title={t("moderation.remove_title", { name })}
      confirm={t("moderation.remove_yes")}
      danger
    >
      <p>{t("moderation.remove_words", { name })}</p>
      <RadioGroup
        label={t("moderation.remove_return", { name })}
        options={[
          { value: "may", label: t("moderation.remove_may") },
          { value: "may_not", label: t("moderation.remove_may_not") },
        ]}
        value={back}
        onChange={setBack}
      />
    </Confirm>
  );
}
