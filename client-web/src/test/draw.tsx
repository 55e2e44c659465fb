/** Draws a part of the room over a room without a server, with everything it needs around it. */
import { act, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { RoomProvider } from "../bind/room";
import type { View } from "../protocol";
import { Announcer, Notices, UiProvider } from "../ui";
import { type FakeRoom, fakeRoom } from "./room";

export interface Drawn extends FakeRoom {
  user: ReturnType<typeof userEvent.setup>;
  /** What a screen reader was told, in order. */
  spoken: () => string[];
}

export async function draw(part: ReactNode, view: View): Promise<Drawn> {
  const room = await fakeRoom(view);
  render(
    <UiProvider>
      <Announcer />
      <RoomProvider session={room.session} group={null}>
        {part}
      </RoomProvider>
      <Notices />
    </UiProvider>,
  );
  return {
    ...room,
    show: (next) => act(() => room.show(next)),
    carry: (change) => act(() => room.carry(change)),
    user: userEvent.setup(),
    spoken: () =>
      [...document.querySelectorAll("[data-announcer] p")].map((p) => p.textContent ?? ""),
  };
}
