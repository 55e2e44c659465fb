import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Template } from "../../protocol";
import { aCheckin, memberView, seat, therapistView } from "../../test/cast";
import { draw } from "../../test/draw";
import { CheckinCard, CheckinPanel } from ".";

const feelings: Template = {
  prompt: "How are you arriving?",
  answer: { kind: "feelings", words: ["calm", "tired", "sad"], most: 2 },
  shown_to: "therapists",
};
const card = <CheckinCard />;
const panel = <CheckinPanel anonymous={{ why: () => null, open: () => {} }} />;

it("says exactly who will see the answer", async () => {
  const { spoken, show } = await draw(card, memberView({ checkin: aCheckin() }));
  expect(document.body.textContent).toContain("Shown to the group with your name");
  expect(spoken()).toEqual(["A check-in for you: How are you right now, from 0 to 10?"]);
  show(memberView({ checkin: aCheckin({ checkin: 2, template: feelings }) }));
  expect(document.body.textContent).toContain("Therapists only, with your name");
});

it("takes a number by keyboard alone", async () => {
  const { user, asked } = await draw(card, memberView({ checkin: aCheckin() }));
  await user.tab();
  await user.keyboard("{ArrowRight}{ArrowRight}");
  await user.click(screen.getByRole("button", { name: "Give this answer" }));
  expect(asked).toMatchObject([{ type: "answer", checkin: 1, answer: { kind: "scale" } }]);
});

it("takes as many words as allowed, and no more", async () => {
  const { user, asked } = await draw(
    card,
    memberView({ checkin: aCheckin({ template: feelings }) }),
  );
  await user.click(screen.getByRole("checkbox", { name: "sad" }));
  await user.click(screen.getByRole("checkbox", { name: "calm" }));
  expect(screen.getByRole("checkbox", { name: "tired" }).hasAttribute("disabled")).toBe(true);
  await user.click(screen.getByRole("button", { name: "Give this answer" }));
  expect(asked).toMatchObject([{ answer: { kind: "feelings", words: [0, 2] } }]);
});

it("takes 'rather not say' as an answer like any other", async () => {
  const { user, asked } = await draw(card, memberView({ checkin: aCheckin() }));
  await user.click(screen.getByRole("button", { name: "Rather not say" }));
  expect(asked).toMatchObject([{ answer: { kind: "skip" } }]);
});

it("asks for an answer before it sends one", async () => {
  const { user, asked } = await draw(card, memberView({ checkin: aCheckin() }));
  await user.click(screen.getByRole("button", { name: "Give this answer" }));
  expect(asked).toEqual([]);
  expect(screen.getAllByText(/Choose or write an answer first/).length).toBeGreaterThan(0);
});

it("keeps a half-written answer", async () => {
  const text: Template = { ...feelings, answer: { kind: "text", chars: 100 } };
  const view = memberView({ checkin: aCheckin({ template: text }) });
  const { user, session, show } = await draw(card, view);
  await user.type(screen.getByRole("textbox"), "Half wr");
  show(memberView());
  show(view);
  expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("Half wr");
  expect(session.drafts.get("checkin.1")).toBe("Half wr");
});

it("shows that the answer is stored, and lets it be changed until the reveal", async () => {
  const { user, asked, show } = await draw(
    card,
    memberView({ checkin: aCheckin() }, { answer: { kind: "scale", value: 4 } }),
  );
  expect(screen.getByText("Your answer is in.")).toBeTruthy();
  expect(screen.getByText("You answered: 4")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Change my answer" }));
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "4" }).checked).toBe(true);
  await user.click(screen.getByRole("radio", { name: "5" }));
  await user.click(screen.getByRole("button", { name: "Change my answer" }));
  expect(asked).toMatchObject([{ answer: { kind: "scale", value: 5 } }]);
  show(memberView({ checkin: aCheckin({ stage: "revealed" }) }));
  expect(screen.queryByRole("button", { name: "Change my answer" })).toBeNull();
});

describe("an answer half made when the answers are shown", () => {
  const revealed = aCheckin({ stage: "revealed" });
  const stored = { kind: "scale", value: 4 } as const;

  it("is said not to have been sent", async () => {
    const { user, show, spoken, session } = await draw(card, memberView({ checkin: aCheckin() }));
    await user.click(screen.getByRole("radio", { name: "5" }));
    show(memberView({ checkin: revealed }));
    expect(spoken()).toContain("Your answer was not sent.");
    expect(session.drafts.get("checkin.1")).toBe("");
  });

  it("is told apart from a change of one that was", async () => {
    const { user, show, spoken } = await draw(
      card,
      memberView({ checkin: aCheckin() }, { answer: stored }),
    );
    await user.click(screen.getByRole("button", { name: "Change my answer" }));
    await user.click(screen.getByRole("radio", { name: "5" }));
    show(memberView({ checkin: revealed }));
    expect(spoken()).toContain("Your change was not sent. Your answer from before counts.");
  });

  it("is not spoken of where there is none", async () => {
    const { user, show, spoken } = await draw(
      card,
      memberView({ checkin: aCheckin() }, { answer: stored }),
    );
    await user.click(screen.getByRole("button", { name: "Change my answer" }));
    show(memberView({ checkin: revealed }));
    expect(spoken().filter((words) => words.includes("not sent"))).toEqual([]);
  });
});

it("shows a member nothing of answers that are for therapists", async () => {
  const checkin = aCheckin({ template: feelings, stage: "revealed" });
  await draw(card, memberView({ checkin }));
  expect(screen.getByText(/The group does not see them/)).toBeTruthy();
});

it("therapists see who has answered, and reveal only after a look at who has not", async () => {
  const checkin = aCheckin({ answered: [seat.maren, seat.theo] });
  const { user, asked } = await draw(panel, therapistView({ checkin }));
  expect(screen.getByText("2 of 6 answered")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Show the answers" }));
  const dialog = within(screen.getByRole("alertdialog"));
  expect(dialog.getByText(/Not yet answered: Ayo, River, Noor, and Sam/)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Show the answers" }));
  expect(asked).toEqual([{ feature: "checkins", type: "reveal", checkin: 1 }]);
});

it("therapists start a check-in that ships", async () => {
  const { user, asked } = await draw(panel, therapistView());
  await user.click(screen.getByRole("button", { name: "Start a check-in" }));
  await user.click(screen.getByRole("button", { name: "Ask: How are you arriving today?" }));
  expect(asked).toMatchObject([{ type: "open", template: { answer: { kind: "feelings" } } }]);
});

describe("a check-in without names", () => {
  const climate = "Ask: How safe does it feel today to say here what you really think?";

  it("is handed to the box, and never opened as a check-in", async () => {
    const open = vi.fn();
    const { user, asked } = await draw(
      <CheckinPanel anonymous={{ why: () => null, open }} />,
      therapistView(),
    );
    await user.click(screen.getByRole("button", { name: "Start a check-in" }));
    await user.click(screen.getByRole("button", { name: climate }));
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ shown_to: "anonymous" }));
    expect(asked).toEqual([]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says why it cannot be asked just now, and others still can", async () => {
    const why = () => "At least 5 members have to be here.";
    const { user } = await draw(
      <CheckinPanel anonymous={{ why, open: () => {} }} />,
      therapistView(),
    );
    await user.click(screen.getByRole("button", { name: "Start a check-in" }));
    expect(screen.getAllByText("At least 5 members have to be here.")).toHaveLength(1);
    expect(screen.getByRole("button", { name: climate }).hasAttribute("disabled")).toBe(true);
    const named = screen.getByRole("button", { name: "Ask: How are you arriving today?" });
    expect(named.hasAttribute("disabled")).toBe(false);
  });

  it("can be written on the spot", async () => {
    const open = vi.fn();
    const { user, asked } = await draw(
      <CheckinPanel anonymous={{ why: () => null, open }} />,
      therapistView(),
    );
    await user.click(screen.getByRole("button", { name: "Start a check-in" }));
    await user.click(screen.getByRole("button", { name: "Write a new one" }));
    await user.type(screen.getByRole("textbox", { name: /Question/ }), "How heavy is it?");
    await user.click(screen.getByRole("radio", { name: /nobody can check on you/ }));
    await user.click(screen.getByRole("button", { name: "Ask the group" }));
    expect(open).toHaveBeenCalledWith(
      expect.objectContaining({ prompt: "How heavy is it?", shown_to: "anonymous" }),
    );
    expect(asked).toEqual([]);
  });
});
