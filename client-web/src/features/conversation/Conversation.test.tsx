import { act, cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { RoomProvider } from "../../bind/room";
import type { LineView, View } from "../../protocol";
import { memberView, seat, therapistView } from "../../test/cast";
import { type FakeRoom, fakeRoom } from "../../test/room";
import { stateOf } from "../../test/states";
import { Conversation, type WriteTo } from "./Conversation";

async function open(
  view: View,
  writeTo: WriteTo | null = null,
  onMeToo = (_words: string) => {},
): Promise<FakeRoom> {
  const room = await fakeRoom(view);
  render(
    <RoomProvider session={room.session} group={null}>
      <Conversation
        writeTo={writeTo}
        meToo={(words) => ({ id: "me_too", label: "Me too?", onAction: () => onMeToo(words) })}
      />
    </RoomProvider>,
  );
  return room;
}

const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Write a line/ });

describe("the box to write in", () => {
  it("sends with Enter, to whom it says, and is empty afterwards", async () => {
    const user = userEvent.setup();
    const room = await open(memberView());
    await user.type(box(), "Good evening.{Enter}");
    expect(room.asked).toEqual([
      {
        feature: "conversation",
        type: "say",
        audience: { to: "everyone" },
        text: "Good evening.",
      },
    ]);
    expect(box().value).toBe("");
  });

  it("begins a new line with Shift and Enter", async () => {
    const user = userEvent.setup();
    const room = await open(memberView());
    await user.type(box(), "One{Shift>}{Enter}{/Shift}two");
    expect(box().value).toBe("One\ntwo");
    expect(room.asked).toEqual([]);
  });

  it("sends nothing where there is nothing", async () => {
    const user = userEvent.setup();
    const room = await open(memberView());
    await user.type(box(), "   {Enter}");
    expect(room.asked).toEqual([]);
    expect(screen.getByRole("button", { name: "Send to everyone" })).toHaveProperty(
      "disabled",
      true,
    );
  });

  it("puts refused words back, with the reason, before what was typed since", async () => {
    const user = userEvent.setup();
    const room = await open(memberView());
    room.refuse("muted");
    await user.type(box(), "Hello{Enter}");
    expect(box().value).toBe("Hello");
    expect(screen.getByText(/Your lines to everyone are paused/)).toBeTruthy();
  });

  it("says with its button and its label who will see it", async () => {
    const user = userEvent.setup();
    const room = await open(memberView());
    await user.click(screen.getByRole("radio", { name: "Therapist" }));
    expect(screen.getByRole("button", { name: "Send to your therapist" })).toBeTruthy();
    await user.type(box(), "For you.{Enter}");
    expect(room.asked[0]).toMatchObject({ audience: { to: "therapists" } });
  });

  it("does not change its audience when everyone is shut, and offers the therapist", async () => {
    const user = userEvent.setup();
    const room = await open(memberView());
    await user.type(box(), "I would like to say");
    act(() => room.show(stateOf("strict", "member")));
    expect(screen.getByRole("radio", { name: "Everyone" })).toHaveProperty("checked", true);
    expect(screen.getByText(/Theo has the floor. Only they and the therapists/)).toBeTruthy();
    await user.type(box(), " this{Enter}");
    expect(room.asked).toEqual([]);
    expect(box().value).toBe("I would like to say this");
    await user.click(screen.getByRole("button", { name: "Write to your therapist instead" }));
    await user.type(box(), "{Enter}");
    expect(room.asked[0]).toMatchObject({ audience: { to: "therapists" } });
  });

  it("comes back after the page was left, with the audience it had", async () => {
    const user = userEvent.setup();
    await open(memberView());
    await user.click(screen.getByRole("radio", { name: "Therapist" }));
    await user.type(box(), "Half a thought");
    cleanup();
    await open(memberView());
    expect(box().value).toBe("Half a thought");
    expect(screen.getByRole("radio", { name: "Therapist" })).toHaveProperty("checked", true);
  });

  it("gets back what was under way when the page was left, and says that it may have arrived", async () => {
    const room = await fakeRoom(memberView());
    room.session.drafts.set("line.sending", "Was this sent?");
    room.session.drafts.set("line", "And this I typed since.");
    render(
      <RoomProvider session={room.session} group={null}>
        <Conversation meToo={() => ({ id: "me_too", label: "Me too?", onAction: () => {} })} />
      </RoomProvider>,
    );
    expect(box().value).toBe("Was this sent?\nAnd this I typed since.");
    expect(screen.getByText(/We could not learn whether this was sent/)).toBeTruthy();
    expect(room.session.drafts.get("line.sending")).toBe("");
  });

  it("is handed somebody to write to from their seat", async () => {
    await open(therapistView(), { to: "one", seat: seat.theo });
    expect(screen.getByRole("button", { name: "Send to Theo" })).toBeTruthy();
  });

  it("is handed words to send with one's name, and does not send them", async () => {
    const room = await open(memberView(), { to: "therapists", text: "It is too warm in here." });
    expect(box().value).toBe("It is too warm in here.");
    expect(screen.getByRole("button", { name: "Send to your therapist" })).toBeTruthy();
    expect(room.asked).toEqual([]);
  });

  it("is not there for observers", async () => {
    await open(memberView({}, { role: "observer" }));
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText("Observers read along and stay silent.")).toBeTruthy();
  });
});

describe("what is written", () => {
  it("is hidden only after a therapist has confirmed", async () => {
    const user = userEvent.setup();
    const room = await open(stateOf("open", "therapist"));
    await user.click(screen.getByRole("button", { name: /^What to do with this line of Ayo/ }));
    await user.click(screen.getByRole("menuitem", { name: /^Hide/ }));
    const dialog = screen.getByRole("alertdialog");
    expect(room.asked).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Hide the line" }));
    expect(room.asked).toEqual([{ feature: "conversation", type: "hide", line: 6 }]);
  });

  it("leaves a word for its author where it stood, when it is not shown", async () => {
    const { lines } = stateOf("open", "member");
    const mine = { from: seat.maren, from_name: "Maren", text: "I am not sure.", held: true };
    const last = lines[lines.length - 1] as LineView;
    const room = await open(memberView({ lines: [...lines, { ...last, ...mine, line: 99 }] }));
    expect(screen.queryByText(/is not shown/)).toBeNull();
    act(() => room.show(memberView({ lines })));
    expect(screen.getByText(/^Your line of .* is not shown to the group/)).toBeTruthy();
  });

  it("can be put before the group as a question: me too?", async () => {
    const user = userEvent.setup();
    const onMeToo = vi.fn();
    const room = await open(stateOf("open", "therapist"), null, onMeToo);
    await user.click(screen.getByRole("button", { name: /^What to do with this line of Ayo/ }));
    await user.click(screen.getByRole("menuitem", { name: "Me too?" }));
    expect(onMeToo).toHaveBeenCalledWith("Me too, Theo.\nIt took me three weeks to say so.");
    expect(room.asked).toEqual([]);
  });

  it("is never put before the group where only some can read it", async () => {
    const user = userEvent.setup();
    await open(stateOf("open", "therapist"));
    expect(
      screen.queryByRole("button", { name: /^What to do with this line of Maren/ }),
    ).toBeNull();
    await user.click(screen.getByRole("button", { name: /^Hide this line of Maren/ }));
    expect(screen.getByRole("alertdialog")).toBeTruthy();
  });

  it("is shown to everyone by a therapist, where it was held", async () => {
    const user = userEvent.setup();
    const room = await open(stateOf("busy", "therapist"));
    await user.click(screen.getByRole("button", { name: "Show this line of Noor to everyone" }));
    expect(room.asked).toEqual([{ feature: "conversation", type: "approve", line: 7 }]);
  });

  it("cannot be hidden by a member", async () => {
    await open(stateOf("open", "member"));
    expect(screen.queryByRole("button", { name: /Hide this line|What to do/ })).toBeNull();
  });
});
