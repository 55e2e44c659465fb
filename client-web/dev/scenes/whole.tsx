/** Scenes of the whole room, with what was drawn apart before. */
import { AtDoor } from "../../src/app/room/AtDoor";
import { RoomBody } from "../../src/app/room/RoomBody";
import { WaitingRoom } from "../../src/features/room/WaitingRoom";
import { aBox, aCheckin, memberView, now, seat, therapistView } from "../../src/test/cast";
import { lines } from "../../src/test/states";
import type { Scene } from "../scene";
import { mood, revealed, scaleAnswers } from "./checkins";
import { door } from "./door";

export const wholeScenes: Scene[] = [
  {
    name: "room-checkin",
    place: "room",
    view: memberView({ checkin: aCheckin({ template: mood(0) }) }),
    draw: () => <RoomBody />,
  },
  {
    name: "room-box",
    place: "room",
    view: memberView({ box: aBox() }),
    draw: () => <RoomBody />,
  },
  {
    name: "room-box-therapist",
    place: "room",
    view: therapistView({ box: aBox(), lines }),
    draw: () => <RoomBody />,
  },
  {
    name: "room-me-too",
    place: "room",
    view: memberView({
      box: aBox({ ask: { kind: "me_too" }, prompt: "I have hidden how bad a week was." }),
      lines,
    }),
    draw: () => <RoomBody />,
  },
  {
    name: "room-results",
    place: "room",
    view: memberView({ checkin: revealed(mood(1), scaleAnswers) }),
    draw: () => <RoomBody />,
  },
  {
    name: "room-help",
    place: "room",
    view: memberView(
      {},
      {
        help: { raised_at: now - 31_000, acknowledged_by: null, unanswered: true },
        observers: [{ seat: 11, name: "Dr. Sato", agreed: null }],
      },
    ),
    draw: () => <RoomBody />,
  },
  {
    name: "room-safe-mode",
    place: "room",
    view: memberView({
      session: { ...memberView().session, safe_mode: { ends_at: now + 9 * 60_000 + 41_000 } },
    }),
    draw: () => <RoomBody />,
  },
  {
    name: "room-therapist",
    place: "room",
    view: {
      ...door,
      checkin: aCheckin({ template: mood(0), answered: [seat.maren, seat.theo] }),
      alerts: [
        {
          alert: 2,
          seat: seat.noor,
          kind: "help",
          raised_at: now - 12_000,
          acknowledged_by: null,
          unanswered: false,
        },
      ],
    },
    draw: () => <RoomBody />,
  },
  {
    name: "room-door",
    place: "stage",
    view: memberView(
      { seats: [] },
      { standing: "waiting", observers: [{ seat: 11, name: "Dr. Sato", agreed: null }] },
    ),
    draw: () => (
      <>
        <AtDoor />
        <WaitingRoom />
      </>
    ),
  },
];
