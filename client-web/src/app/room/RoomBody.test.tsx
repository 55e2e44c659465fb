import { act, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { RoomProvider } from "../../bind/room";
import { fakeRoom } from "../../test/room";
import { stateOf, states } from "../../test/states";
import { Announcer } from "../../ui";
import { RoomBody } from "./RoomBody";

async function enter(state: string, role: string) {
  const room = await fakeRoom(stateOf(state, role));
  render(
    <RoomProvider session={room.session} group={null}>
      <RoomBody />
      <Announcer />
    </RoomProvider>,
  );
  return room;
}

describe.each(["member", "therapist"])("the room of a %s", (role) => {
  it.each(states)("draws the state “%s”, with one heading and one main part", async (state) => {
    await enter(state, role);
    // By selector: asking for roles walks the whole room each time.
    expect(document.querySelectorAll("h1")).toHaveLength(1);
    expect(document.querySelectorAll("main")).toHaveLength(1);
    const seats = screen.getByLabelText("People in the circle");
    expect(seats.querySelectorAll("li").length).toBeGreaterThan(1);
  });
});

describe("the room", () => {
  it("shows a member nothing that is for therapists", async () => {
    await enter("hands", "member");
    const words = [...document.querySelectorAll("button")].map(
      (button) => button.getAttribute("aria-label") ?? button.textContent,
    );
    for (const name of [
      /^Next/,
      /Give the floor/,
      /End session/,
      /Lock the/,
      /Actions for/,
      /^Group/,
    ]) {
      expect(words.filter((one) => name.test(one))).toEqual([]);
    }
  });

  it("says aloud what changes, from one place", async () => {
    const room = await enter("open", "member");
    act(() => room.show(stateOf("round", "member")));
    expect(screen.getByText("Theo has the floor.")).toBeTruthy();
    act(() => room.show(stateOf("offer_me", "member")));
    const urgent = document.querySelector("[aria-live=assertive]");
    expect(urgent?.textContent).toContain("It is your turn, if you like.");
  });
});
