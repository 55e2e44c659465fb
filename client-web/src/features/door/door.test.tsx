import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { SeatView } from "../../protocol";
import { memberView, notesOn, seats, therapistView } from "../../test/cast";
import { draw } from "../../test/draw";
import { DoorPanel, ObserverQuestions, WaitingBadge } from ".";

const jo: SeatView = {
  seat: 8,
  name: "Jo",
  role: "member",
  standing: "waiting",
  presence: "connected",
  with_you_until: null,
};
const sato: SeatView = { ...jo, seat: 9, name: "Dr. Sato", role: "observer" };

it("lets somebody in with one press, and turns nobody away without asking", async () => {
  const view = therapistView({ seats: [...seats(), jo] });
  const { user, asked } = await draw(<DoorPanel />, view);
  await user.click(screen.getByRole("button", { name: "Let in Jo" }));
  expect(asked).toEqual([{ feature: "roster", type: "admit", seat: 8 }]);
  await user.click(screen.getByRole("button", { name: "More about Jo" }));
  await user.click(screen.getByRole("menuitem", { name: /Turn Jo away/ }));
  expect(asked).toHaveLength(1);
  await user.click(
    within(screen.getByRole("alertdialog")).getByRole("button", { name: "Turn away" }),
  );
  expect(asked[1]).toEqual({ feature: "roster", type: "deny", seat: 8 });
});

it("says who somebody is on the roster, if they are called something else here", async () => {
  const called = (name: string) =>
    therapistView({
      seats: [...seats(), { ...jo, name }],
      notes: [notesOn(8, { roster_name: "Josephine" })],
    });
  const { show } = await draw(<DoorPanel />, called("Dr. Ha1e"));
  expect(screen.getByText(/Josephine on the roster/)).toBeTruthy();
  show(called("Josephine"));
  expect(screen.queryByText(/Josephine on the roster/)).toBeNull();
});

it("lets an observer in only once all agreed, and shows the count alone", async () => {
  const consent = { agreed: 3, asked: 5, declined: false };
  const view = (agreed: number) =>
    therapistView({
      seats: [...seats(), sato],
      notes: [notesOn(9, { consent: { ...consent, agreed } })],
    });
  const { show } = await draw(<DoorPanel />, view(3));
  const button = () => screen.getByRole("button", { name: "Let in Dr. Sato" });
  expect(screen.getByText("3 of 5 agreed")).toBeTruthy();
  expect(button().hasAttribute("disabled")).toBe(true);
  show(view(5));
  expect(button().hasAttribute("disabled")).toBe(false);
});

it("says aloud who came to the door, and not who was there before", async () => {
  const { show, spoken } = await draw(<WaitingBadge />, therapistView({ seats: [...seats(), jo] }));
  expect(spoken()).toEqual([]);
  show(therapistView({ seats: [...seats(), jo, sato] }));
  expect(spoken()).toEqual(["Dr. Sato is waiting as an observer."]);
  expect(screen.getByText("2 waiting to be let in")).toBeTruthy();
});

it("asks a member about an observer, and takes another answer later", async () => {
  const view = (agreed: boolean | null) =>
    memberView({}, { observers: [{ seat: 9, name: "Dr. Sato", agreed }] });
  const { user, asked, show } = await draw(<ObserverQuestions />, view(null));
  await user.click(screen.getByRole("button", { name: "Agree" }));
  show(view(true));
  expect(screen.getByText(/You agreed/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Change" }));
  await user.click(screen.getByRole("button", { name: "Rather not" }));
  expect(asked).toEqual([
    { feature: "roster", type: "agree_to_observer", seat: 9, agree: true },
    { feature: "roster", type: "agree_to_observer", seat: 9, agree: false },
  ]);
});
