import { act, cleanup, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { RoomProvider } from "../../bind/room";
import { aLine, memberView, seat } from "../../test/cast";
import { type FakeRoom, fakeRoom } from "../../test/room";
import { useUnread } from "./useUnread";

function Unread({ inSight }: { inSight: boolean }) {
  return <output>{useUnread(inSight)}</output>;
}

async function open(lines: number, inSight: boolean): Promise<FakeRoom> {
  const room = await fakeRoom(memberView({ lines: upTo(lines) }));
  render(
    <RoomProvider session={room.session} group={null}>
      <Unread inSight={inSight} />
    </RoomProvider>,
  );
  return room;
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => aLine(i + 1));
const unread = () => screen.getByRole("status").textContent;

it("what stood there when one came in is not new", async () => {
  const room = await open(3, false);
  expect(unread()).toBe("0");
  act(() => room.show(memberView({ lines: upTo(5) })));
  expect(unread()).toBe("2");
});

it("one's own lines, and those in sight, are not counted", async () => {
  const room = await open(3, false);
  const mine = aLine(4, { from: seat.maren });
  act(() => room.show(memberView({ lines: [...upTo(3), mine] })));
  expect(unread()).toBe("0");
});

it("what was not read is still not read after the page was loaded again", async () => {
  const room = await open(3, true);
  cleanup();
  render(
    <RoomProvider session={room.session} group={null}>
      <Unread inSight={false} />
    </RoomProvider>,
  );
  act(() => room.show(memberView({ lines: upTo(5) })));
  expect(unread()).toBe("2");
  cleanup();
  await open(6, false);
  expect(unread()).toBe("3");
});
