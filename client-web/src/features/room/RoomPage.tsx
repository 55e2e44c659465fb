/**
 * The room's door and frame: connects one person to one session and shows the state they are in.
 *
 * What happens inside, once somebody is in the circle, is handed in as `body` by the app, since it
 * is made of many features and features do not know each other. A drop of the connection never
 * takes the body away: it stays as it was last seen, under a quiet notice.
 */
import { type ReactNode, useEffect, useState } from "react";
import { RoomProvider } from "../../bind/room";
import { useStore } from "../../bind/store";
import { api } from "../../core/api";
import { type Screen, screenOf } from "../../core/screen";
import { RoomSession } from "../../core/session";
import { t } from "../../i18n/t";
import { announce, troubleSoFar } from "../../ui";
import { Arriving } from "./Arriving";
import { Connecting, Left, Moved, Over, Refused, Removed } from "./Endings";
import { LineNotice } from "./LineNotice";
import { WaitingRoom } from "./WaitingRoom";

export interface RoomPageProps {
  session: string;
  /** The invitation to act as; `null` for the signed-in therapist. */
  as: string | null;
  /** The group, where it is known: for therapists. */
  group: string | null;
  /** The circle and everything in it. May use every hook of `bind/room`. */
  body: ReactNode;
  /** Stands over the screens at the door. May use every hook of `bind/room`. */
  atDoor: ReactNode;
  /** What surrounds the screens at the door and after the end. */
  frame: (children: ReactNode) => ReactNode;
}

export function RoomPage({ session, as, group, body, atDoor, frame }: RoomPageProps) {
  const [room, setRoom] = useState<RoomSession | null>(null);
  useEffect(() => {
    const made = new RoomSession({
      session,
      ticket: async () => (await api.ticket({ session, as })).ticket,
    });
    made.start();
    setRoom(made);
    return () => made.stop();
  }, [session, as]);
  if (room === null) return null;
  return (
    <RoomProvider session={room} group={group}>
      <Inside room={room} as={as} body={body} atDoor={atDoor} frame={frame} />
    </RoomProvider>
  );
}

function Inside({
  room,
  as,
  body,
  atDoor,
  frame,
}: Omit<RoomPageProps, "session" | "group"> & { room: RoomSession }) {
  const state = useStore(room.state);
  const screen = screenOf(state);
  useEffect(() => {
    if (screen.is === "room") announce(t("room.in"), "assertive");
    // What could not be done on the screen before is of no use on this one.
    return troubleLeaves;
  }, [screen.is]);
  return (
    <>
      <LineNotice />
      {screen.is === "room"
        ? body
        : frame(<Outside screen={screen} room={room} as={as} atDoor={atDoor} />)}
    </>
  );
}

function troubleLeaves() {
  troubleSoFar()();
}

type OutsideScreen = Exclude<Screen, { is: "room" }>;

function Outside({
  screen,
  room,
  as,
  atDoor,
}: {
  screen: OutsideScreen;
  room: RoomSession;
  as: string | null;
  atDoor: ReactNode;
}) {
  switch (screen.is) {
    case "connecting":
      return <Connecting slow={screen.slow} onRetry={() => room.retryNow()} />;
    case "moved":
      return <Moved onTakeOver={() => room.takeOver()} />;
    case "removed":
      return <Removed view={screen.view} as={as} />;
    case "left":
      return <Left view={screen.view} as={as} />;
    case "over":
      return <Over view={screen.view} as={as} />;
    case "refused":
      return <Refused code={screen.code} as={as} />;
    case "arriving":
      return (
        <>
          {atDoor}
          <Arriving />
        </>
      );
    case "waiting":
      return (
        <>
          {atDoor}
          <WaitingRoom />
        </>
      );
  }
}
