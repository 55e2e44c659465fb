/** Scenes of safety, moderation and observation. */
import { SeatMenu } from "../../src/features/moderation";
import { ObservePanel } from "../../src/features/observation";
import {
  AlertHistory,
  AlertNotices,
  CrisisButton,
  HelpButton,
  HelpNotice,
  SafeModeNotice,
} from "../../src/features/safety";
import type { View } from "../../src/protocol";
import { memberView, notesOn, now, seat, seats, therapistView } from "../../src/test/cast";
import type { Scene } from "../scene";
import { contact } from "./door";

export const safetyScenes: Scene[] = [
  {
    name: "help-none",
    place: "header",
    view: memberView(),
    draw: () => (
      <>
        <HelpButton />
        <CrisisButton />
      </>
    ),
  },
  {
    name: "help-told",
    place: "notices",
    view: memberView(
      {},
      { help: { raised_at: now - 4_000, acknowledged_by: null, unanswered: false } },
    ),
    draw: () => (
      <>
        <HelpNotice />
        <HelpButton />
      </>
    ),
  },
  {
    name: "help-with-you",
    place: "notices",
    view: memberView(
      {},
      { help: { raised_at: now - 40_000, acknowledged_by: "Dr. Hale", unanswered: false } },
    ),
    draw: () => <HelpNotice />,
  },
  {
    name: "help-unanswered",
    place: "notices",
    view: memberView(
      {},
      { help: { raised_at: now - 31_000, acknowledged_by: null, unanswered: true } },
    ),
    draw: () => <HelpNotice />,
  },
  {
    name: "alerts",
    place: "notices",
    view: therapistView({
      notes: [notesOn(seat.noor, { contact }), notesOn(seat.sam)],
      alerts: [
        {
          alert: 1,
          seat: seat.sam,
          kind: "dropped_after_turn",
          raised_at: now - 50_000,
          acknowledged_by: null,
          unanswered: false,
        },
        {
          alert: 2,
          seat: seat.noor,
          kind: "help",
          raised_at: now - 34_000,
          acknowledged_by: null,
          unanswered: true,
        },
      ],
    }),
    draw: () => <AlertNotices />,
  },
  {
    name: "alerts-taken",
    place: "side",
    view: therapistView({
      notes: [notesOn(seat.noor, { contact })],
      alerts: [
        {
          alert: 2,
          seat: seat.noor,
          kind: "help",
          raised_at: now - 34_000,
          acknowledged_by: seat.hale,
          unanswered: false,
        },
      ],
    }),
    draw: () => <AlertHistory />,
  },
  {
    name: "safe-mode",
    place: "notices",
    view: memberView({
      session: { ...memberView().session, safe_mode: { ends_at: now + 9 * 60_000 + 41_000 } },
    }),
    draw: () => <SafeModeNotice />,
  },
  {
    name: "seat-menu",
    place: "header",
    view: therapistView({ notes: [notesOn(seat.ayo, { muted: true })] }),
    draw: () => (
      <>
        {seats()
          .filter((s) => s.role === "member")
          .map((s) => (
            <span key={s.seat}>
              {s.name}
              <SeatMenu seat={s} onGiveFloor={() => {}} onWrite={() => {}} onLowerHand={() => {}} />
            </span>
          ))}
      </>
    ),
  },
  {
    name: "observe",
    place: "side right",
    view: therapistView({
      floor: {
        ...(therapistView().floor as NonNullable<View["floor"]>),
        turn: {
          turn: 3,
          holder: seat.ayo,
          kind: "hand",
          started_at: now - 61_000,
          allotment_ms: null,
          paused_ms: 0,
          paused_since: null,
          responds_to: null,
          wish: null,
          time_up: false,
        },
      },
    }),
    draw: () => <ObservePanel />,
  },
];
