import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { RoomProvider } from "../../bind/room";
import { seat } from "../../test/cast";
import { type FakeRoom, fakeRoom } from "../../test/room";
import { stateOf } from "../../test/states";
import { Notices } from "../../ui";
import { Bar } from "./Bar";

async function bar(state: string, role: "member" | "therapist"): Promise<FakeRoom> {
  const room = await fakeRoom(stateOf(state, role));
  render(
    <RoomProvider session={room.session} group={null}>
      <Bar meToo={{ id: "me_too", label: "Ask: me too?", onAction: () => {} }} />
      <Notices />
    </RoomProvider>,
  );
  return room;
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));

describe("a member's bar", () => {
  it("raises a hand in one tap", async () => {
    const room = await bar("round", "member");
    await press(/^Raise hand/);
    expect(room.asked).toEqual([
      { feature: "floor", type: "raise_hand", kind: "speak", private: false },
    ]);
  });

  it("raises a hand that only therapists see", async () => {
    const room = await bar("round", "member");
    await press("Other ways to raise your hand");
    await userEvent.click(screen.getByRole("menuitem", { name: /To speak, seen by therapists/ }));
    expect(room.asked).toEqual([
      { feature: "floor", type: "raise_hand", kind: "speak", private: true },
    ]);
  });

  it("takes a raised hand down", async () => {
    const room = await bar("hands", "member");
    await press(/^Take hand down/);
    expect(room.asked).toEqual([{ feature: "floor", type: "lower_hand" }]);
  });

  it.each([
    ["Speak now", "accept_turn"],
    ["Pass", "pass"],
    ["Come back to me", "come_back_to_me"],
  ])("answers an offer with “%s”", async (name, type) => {
    const room = await bar("offer_me", "member");
    await press(name);
    expect(room.asked).toEqual([{ feature: "floor", type }]);
  });

  it("says why a hand cannot be raised, instead of being dead", async () => {
    const room = await bar("held", "member");
    const button = screen.getByRole("button", { name: /^Raise hand/ });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(button);
    expect(room.asked).toEqual([]);
    const notice = screen.getByRole("region", { name: "Notices" });
    expect(within(notice).getByText(/Your therapist is holding the space/)).toBeTruthy();
  });

  it("ends the turn that was seen, and lets the speaker name the next", async () => {
    const room = await bar("speaking", "member");
    await press(/^End my turn/);
    await userEvent.click(screen.getByRole("menuitem", { name: "Noor" }));
    expect(room.asked).toEqual([{ feature: "floor", type: "end_turn", turn: 5, next: seat.noor }]);
  });

  it("leaves only after asking", async () => {
    const room = await bar("open", "member");
    await press(/^Leave/);
    expect(room.asked).toEqual([]);
    await userEvent.click(
      within(screen.getByRole("alertdialog")).getByRole("button", { name: "Leave" }),
    );
    expect(room.asked).toEqual([{ feature: "roster", type: "leave" }]);
  });
});

describe("a therapist's bar", () => {
  it("goes on from the turn that was on this screen", async () => {
    const room = await bar("hands", "therapist");
    await press(/^Next: Ayo/);
    expect(room.asked).toEqual([{ feature: "floor", type: "next", turn: 5, offered: null }]);
  });

  it("goes on from the offer that was on this screen", async () => {
    const room = await bar("offer_me", "therapist");
    await press(/^Next/);
    expect(room.asked).toEqual([
      { feature: "floor", type: "next", turn: null, offered: seat.maren },
    ]);
  });

  it("keeps what is not about the floor apart from how it passes", async () => {
    await bar("round", "therapist");
    await press("Floor");
    const modes = within(screen.getByRole("group", { name: "How the floor passes" }));
    expect(modes.getByRole("menuitem", { name: /^Open the floor/ })).toBeVisible();
    for (const name of [/^With you/, /^Ask: me too/, /^Leave/]) {
      expect(screen.getByRole("menuitem", { name })).toBeVisible();
      expect(modes.queryByRole("menuitem", { name })).toBeNull();
    }
  });

  it("says what was refused until something else is done", async () => {
    const room = await bar("held", "therapist");
    room.refuse("wrong_phase");
    await press(/^Release/);
    const words = "That is not possible at this point of the session.";
    expect(await screen.findByText(words)).toBeVisible();
    room.refuse(null);
    await press(/^Release/);
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
  });

  it("starts the session", async () => {
    const room = await bar("waiting", "therapist");
    await press(/^Start session/);
    expect(room.asked).toEqual([{ feature: "session", type: "start" }]);
  });

  it("holds the space and releases it", async () => {
    const room = await bar("held", "therapist");
    await press(/^Release/);
    expect(room.asked).toEqual([{ feature: "floor", type: "release_space" }]);
  });

  it("gives somebody the floor for some minutes", async () => {
    const room = await bar("round", "therapist");
    await press(/^Give the floor/);
    await userEvent.click(screen.getByRole("radio", { name: "Noor" }));
    await userEvent.click(screen.getByRole("checkbox", { name: /keep their place/ }));
    await press("Give Noor the floor");
    expect(room.asked).toEqual([
      {
        feature: "floor",
        type: "give_floor",
        seat: seat.noor,
        keep_place: true,
        allotment_ms: 180_000,
      },
    ]);
  });

  it("starts a round as it was described", async () => {
    const room = await bar("open", "therapist");
    await press(/^Floor/);
    await userEvent.click(screen.getByRole("menuitem", { name: /^Go-round/ }));
    await userEvent.type(screen.getByRole("textbox", { name: /The question/ }), "One word?");
    await userEvent.click(screen.getByRole("radio", { name: "As I choose" }));
    await press("Move Theo up");
    await userEvent.click(screen.getByRole("switch", { name: /Only who speaks/ }));
    await press("Start the go-round");
    expect(room.asked).toEqual([
      {
        feature: "floor",
        type: "start_round",
        prompt: "One word?",
        order: {
          order: "chosen",
          seats: [seat.theo, seat.maren, seat.ayo, seat.river, seat.noor, seat.sam],
        },
        allotment_ms: 180_000,
        auto_advance: false,
        strict: true,
        nomination: false,
      },
    ]);
  });
});
