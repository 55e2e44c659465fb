/** Scenes of the door. */
import { DoorPanel, ObserverQuestions, WaitingBadge } from "../../src/features/door";
import { AlertBadges, CrisisButton } from "../../src/features/safety";
import { memberView, notesOn, now, seat, seats, therapistView } from "../../src/test/cast";
import type { Scene } from "../scene";

const at = (number: number, name: string, change: object) => ({
  seat: number,
  name,
  role: "member" as const,
  standing: "waiting" as const,
  presence: "connected" as const,
  with_you_until: null,
  ...change,
});

export const contact = { place: "12 Mill Lane, Ardle", phone: "+49 30 901820" };

export const door = therapistView({
  seats: [
    ...seats(),
    at(8, "Jo", {}),
    at(9, "Wren Achterberg-Oyelaran", { presence: "reconnecting" }),
    at(10, "Kit", { standing: "arriving" }),
    at(11, "Dr. Sato", { role: "observer" }),
  ],
  notes: [
    notesOn(8, { contact }),
    notesOn(9, { roster_name: null }),
    notesOn(10),
    notesOn(11, { roster_name: null, consent: { agreed: 3, asked: 6, declined: false } }),
  ],
  absent: ["Lucía", "Ben"],
});

export const doorScenes: Scene[] = [
  { name: "door", place: "side", view: door, draw: () => <DoorPanel /> },
  {
    name: "door-locked",
    place: "side",
    view: {
      ...door,
      session: { ...door.session, locked: true },
      notes: [notesOn(11, { consent: { agreed: 6, asked: 6, declined: false } })],
    },
    draw: () => <DoorPanel />,
  },
  {
    name: "door-observers",
    place: "side",
    view: {
      ...door,
      seats: [...seats(), at(11, "Dr. Sato", { role: "observer", standing: "in" })],
      notes: [notesOn(11, { consent: { agreed: 4, asked: 6, declined: true } })],
    },
    draw: () => <DoorPanel />,
  },
  {
    name: "door-empty",
    place: "side",
    view: therapistView({ absent: [] }),
    draw: () => <DoorPanel />,
  },
  {
    name: "header-therapist",
    place: "header",
    view: {
      ...door,
      alerts: [
        {
          alert: 1,
          seat: seat.noor,
          kind: "help",
          raised_at: now - 12_000,
          acknowledged_by: null,
          unanswered: false,
        },
      ],
    },
    draw: () => (
      <>
        <WaitingBadge />
        <AlertBadges />
        <CrisisButton />
      </>
    ),
  },
  {
    name: "observer-question",
    place: "notices",
    view: memberView({}, { observers: [{ seat: 11, name: "Dr. Sato", agreed: null }] }),
    draw: () => <ObserverQuestions />,
  },
  {
    name: "observer-answered",
    place: "notices",
    view: memberView(
      {},
      {
        observers: [
          { seat: 11, name: "Dr. Sato", agreed: true },
          { seat: 12, name: "Kim Trainee", agreed: false },
        ],
      },
    ),
    draw: () => <ObserverQuestions />,
  },
];
