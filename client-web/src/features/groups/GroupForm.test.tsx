import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { GroupForm, startingSettings } from "./GroupForm";

const crisis = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "In a crisis" });

it("makes no group while a crisis text has blanks to fill in", async () => {
  const made = vi.fn();
  const user = userEvent.setup();
  render(
    <GroupForm
      initial={{ ...startingSettings(), name: "Tuesday evening group" }}
      submit="Create the group"
      busy={false}
      failure={null}
      onSubmit={made}
    />,
  );
  const send = () => user.click(screen.getByRole("button", { name: "Create the group" }));
  await send();
  expect(made).not.toHaveBeenCalled();
  expect(crisis()).toHaveAccessibleDescription(
    expect.stringMatching(/brackets.*\(your practice’s number and hours\) and \(name and number\)/),
  );
  await waitFor(() => expect(crisis()).toHaveFocus());
  const words = "Call 112 (day and night). The practice: 030 555 0100. At night: (name and number)";
  await user.clear(crisis());
  await user.type(crisis(), words);
  await send();
  expect(made).not.toHaveBeenCalled();
  await user.clear(crisis());
  await user.type(crisis(), words.replace("(name and number)", "the Lake line, 030 555 0111"));
  await send();
  expect(made).toHaveBeenCalledTimes(1);
});
