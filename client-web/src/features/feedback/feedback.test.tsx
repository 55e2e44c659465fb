import { screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { keptSlipKey, slip_bytes_max, slipBytes, slipKey } from "../../core/slip";
import { aBox, memberView, seats, therapistView } from "../../test/cast";
import { draw } from "../../test/draw";
import { FeedbackCard, FeedbackPanel } from ".";

const box = aBox();
const key = slipKey(box.box_id);
const slips = [
  { slip: "a", text: "One", released: false },
  { slip: "b", text: "Two", released: false },
];
const card = <FeedbackCard onWriteWithName={() => {}} />;

it("says what is protected and what is not, with the numbers of this box", async () => {
  await draw(card, memberView({ box }));
  for (const words of [
    "No name is sent or stored with what you write.",
    "All slips are opened together, shuffled.",
    "Nobody in the group and no therapist can see who wrote what.",
    "Your style of writing",
    "A very small group.",
    "Whoever runs the server could, while the box is open, find out who is who if they changed the software.",
    "6 people are in this box.",
    "If fewer than 5 envelopes arrive, all are thrown away unread.",
  ]) {
    expect(document.body.textContent).toContain(words);
  }
});

it("keeps the words in memory, asks the room for nothing, and leaves no trace on the device", async () => {
  const { user, asked, session } = await draw(card, memberView({ box }));
  await user.type(screen.getByRole("textbox"), "It is hard to be new.");
  expect(session.drafts.get(key)).toBe("It is hard to be new.");
  expect(asked).toEqual([]);
  expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain("hard");
});

it("takes no more than fits into an envelope", async () => {
  const { user, session } = await draw(card, memberView({ box }));
  await user.click(screen.getByRole("textbox"));
  await user.paste("ä".repeat(2_000));
  expect(slipBytes(session.drafts.get(key))).toBe(slip_bytes_max);
  expect(screen.getAllByText("The slip is full.").length).toBeGreaterThan(0);
});

it("moves the words into a line with a name, so that they do not go in twice", async () => {
  const onWriteWithName = vi.fn();
  const { user, session } = await draw(
    <FeedbackCard onWriteWithName={onWriteWithName} />,
    memberView({ box }),
  );
  await user.type(screen.getByRole("textbox"), "Hello");
  await user.click(screen.getByRole("button", { name: "Send with my name instead" }));
  expect(onWriteWithName).toHaveBeenCalledWith("Hello");
  expect(session.drafts.get(key)).toBe("");
});

it("offers again what was thrown away unread, and never puts it in by itself", async () => {
  const { user, session, show } = await draw(card, memberView());
  session.drafts.set(keptSlipKey, "Not yet read.", "memory");
  show(memberView({ box }));
  expect(session.drafts.get(key)).toBe("");
  await user.click(screen.getByRole("button", { name: "Write it again" }));
  expect(session.drafts.get(key)).toBe("Not yet read.");
  expect(session.drafts.get(keptSlipKey)).toBe("");
});

it("cannot be opened with too few people, and says why", async () => {
  await draw(<FeedbackPanel />, therapistView({ seats: seats().slice(0, 4) }));
  const open = screen.getByRole("button", { name: "Open a feedback box" });
  expect(open.hasAttribute("disabled")).toBe(true);
  expect(screen.getByText(/At least 5 members have to be here/)).toBeTruthy();
});

it("is opened with a question and a time", async () => {
  const { user, asked } = await draw(<FeedbackPanel />, therapistView());
  await user.click(screen.getByRole("button", { name: "Open a feedback box" }));
  await user.type(screen.getByRole("textbox", { name: /Question/ }), "What is hard?");
  await user.click(screen.getByRole("button", { name: "Open the box" }));
  expect(asked).toEqual([
    { feature: "feedback", type: "open", prompt: "What is hard?", seconds: 180 },
  ]);
});

it("slips are released once, after one more question", async () => {
  const sealed = aBox({ stage: "sealed", envelopes: 6, slips });
  const { user, asked } = await draw(<FeedbackPanel />, therapistView({ box: sealed }));
  await user.click(screen.getByRole("checkbox", { name: "Two" }));
  await user.click(screen.getByRole("button", { name: "Release this one and keep the others" }));
  const dialog = within(screen.getByRole("alertdialog"));
  expect(dialog.getByText(/cannot be changed/)).toBeTruthy();
  expect(asked).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Yes, this is my choice" }));
  expect(asked).toEqual([
    { feature: "feedback", type: "settle", box_id: box.box_id, release: ["b"] },
  ]);
});

it("a therapist sees how many are in the box, and nothing of who writes", async () => {
  await draw(<FeedbackPanel />, therapistView({ box }));
  expect(screen.getByText("6 people in this box")).toBeTruthy();
  for (const name of ["Maren", "Theo", "Ayo"]) expect(screen.queryByText(name)).toBeNull();
});
