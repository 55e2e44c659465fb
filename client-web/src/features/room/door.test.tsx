import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { memberView } from "../../test/cast";
import { draw } from "../../test/draw";
import { Arriving } from "./Arriving";
import { WaitingRoom } from "./WaitingRoom";

const arriving = memberView({}, { standing: "arriving", rules_accepted: null });
const waiting = memberView({}, { standing: "waiting", rules_accepted: 3 });
const name = () =>
  screen.getByRole<HTMLInputElement>("textbox", { name: "Name shown in the room" });
const agree = () => screen.getByRole<HTMLInputElement>("checkbox", { name: /I have read this/ });
const button = (label: string) => screen.getByRole("button", { name: label });
const taken = "That is the name of a therapist here. Please choose another.";

it("shows at the field that a name is a therapist's, and leads there", async () => {
  const { user, asked, refuse, spoken } = await draw(<Arriving />, arriving);
  refuse("therapists_name");
  await user.click(agree());
  await user.clear(name());
  await user.type(name(), "Dr Hale");
  await user.click(button("Come to the door"));
  await waitFor(() => expect(name()).toHaveAccessibleDescription(expect.stringContaining(taken)));
  expect(name()).toBeInvalid();
  await waitFor(() => expect(name()).toHaveFocus());
  expect(screen.queryByRole("region", { name: "Notices" })).toBeNull();
  // Sent from the field itself, the focus has nowhere to go, so that it is said.
  expect(spoken()).toEqual([]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(spoken()).toEqual([taken]));
  expect(asked).toHaveLength(2);
  await user.type(name(), "'s sister");
  expect(name()).toBeValid();
});

it("lets another name be chosen while waiting, with the rules still accepted", async () => {
  const { user, asked } = await draw(<WaitingRoom />, waiting);
  await user.click(button("Change name"));
  expect(screen.getByRole("heading", { name: "Change your name" })).toHaveFocus();
  expect(name().value).toBe("Maren");
  expect(agree().checked).toBe(true);
  await user.clear(name());
  await user.type(name(), "Maren R.");
  await user.click(button("Take this name"));
  expect(asked).toEqual([
    { feature: "session", type: "accept_rules", version: 3, name: "Maren R." },
  ]);
  await waitFor(() =>
    expect(screen.getByRole("heading", { name: "Your therapist will let you in" })).toHaveFocus(),
  );
});

it("leads back to the waiting room without changing the name", async () => {
  const { user, asked } = await draw(<WaitingRoom />, waiting);
  await user.click(button("Change name"));
  await user.type(name(), " of the lake");
  await user.click(button("Go back without changing"));
  expect(screen.getByRole("heading", { name: "Your therapist will let you in" })).toHaveFocus();
  expect(asked).toEqual([]);
});

it("asks once more about ground rules that are not those accepted", async () => {
  const changed = memberView({}, { standing: "waiting", rules_accepted: 2 });
  const { user, asked } = await draw(<WaitingRoom />, changed);
  await user.click(button("Change name"));
  expect(agree().checked).toBe(false);
  await user.click(button("Take this name"));
  expect(asked).toEqual([]);
});
