import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { seats, therapistView } from "../../test/cast";
import { draw } from "../../test/draw";
import { Menu } from "../../ui";
import type { Opening } from "./box";
import { useMeTooAction } from "./useMeTooAction";

function Asks({ onOpen }: { onOpen: (opening: Opening) => void }) {
  return <Menu label="More" items={[useMeTooAction(onOpen)("I nearly\n  did not come.")]} />;
}

it("opens a statement with the words of a line, on one line", async () => {
  const onOpen = vi.fn();
  const { user } = await draw(<Asks onOpen={onOpen} />, therapistView());
  await user.click(screen.getByRole("button", { name: "More" }));
  await user.click(screen.getByRole("menuitem", { name: /^Ask: me too/ }));
  const prompt = "I nearly did not come.";
  expect(onOpen).toHaveBeenCalledWith({ kind: "me_too", prompt, template: null });
});

it("says beforehand when there are too few to hide among", async () => {
  const few = therapistView({ seats: seats().slice(0, 3) });
  const { user } = await draw(<Asks onOpen={() => {}} />, few);
  await user.click(screen.getByRole("button", { name: "More" }));
  expect(screen.getByRole("menuitem").textContent).toMatch(/At least 5 members/);
});
