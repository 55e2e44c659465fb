import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Template } from "../protocol";
import {
  Announcer,
  announce,
  Button,
  Confirm,
  Form,
  initial,
  Menu,
  minutes,
  Notices,
  notify,
  Scale,
  TemplateForm,
  TextArea,
  TextField,
  troubleSoFar,
} from ".";

const nothing = () => {};

function SampleForm() {
  const [tried, setTried] = useState(false);
  return (
    <Form onSubmit={() => setTried(true)}>
      <TextField label="First" value="there" onChange={nothing} visibility={null} />
      <TextField
        label="Second"
        value=""
        onChange={nothing}
        visibility={null}
        error={tried ? "Please fill this in." : undefined}
      />
      <button type="submit">Send</button>
    </Form>
  );
}

function SampleQuestion({ onDone }: { onDone: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <main>
      <h1 tabIndex={-1}>Page</h1>
      <Menu label="More" items={[{ id: "end", label: "End", onAction: () => setOpen(true) }]} />
      {open && (
        <Confirm
          open
          danger
          title="End it?"
          confirm="End the session"
          onClose={() => setOpen(false)}
          onConfirm={onDone}
        >
          For everyone.
        </Confirm>
      )}
    </main>
  );
}

describe("a busy button", () => {
  it("ignores the press, keeps the focus, and says nothing by itself", async () => {
    const press = vi.fn();
    const button = (busy: boolean) => (
      <Button busy={busy} onPress={press}>
        Send
      </Button>
    );
    const { rerender } = render(button(false));
    screen.getByRole("button", { name: "Send" }).focus();
    rerender(button(true));
    expect(screen.getByRole("button", { name: "Send" })).toHaveFocus();
    expect(screen.getByRole("button", { name: "Send" })).toHaveAttribute("aria-disabled", "true");
    await userEvent.keyboard("{Enter}");
    expect(press).not.toHaveBeenCalled();
    expect(document.querySelector("[data-live-announcer] [aria-labelledby]")).toBeNull();
    rerender(button(false));
    await userEvent.keyboard("{Enter}");
    expect(press).toHaveBeenCalledTimes(1);
  });
});

describe("a box to write in", () => {
  it("always says who will see it, also to a screen reader", () => {
    render(<TextField label="Line" value="" onChange={nothing} visibility="therapists" />);
    expect(screen.getByRole("textbox", { name: "Line" })).toHaveAccessibleDescription(
      "Only your therapists see this, with your name.",
    );
  });

  it("counts as the room for words runs out, and says how much is too much", () => {
    const { rerender } = render(
      <TextArea
        label="Line"
        value={"a".repeat(85)}
        onChange={nothing}
        visibility={null}
        charsMax={100}
      />,
    );
    expect(screen.getByText("15 characters left")).toBeVisible();
    rerender(
      <TextArea
        label="Line"
        value={"a".repeat(101)}
        onChange={nothing}
        visibility={null}
        charsMax={100}
      />,
    );
    expect(screen.getByText("That is 1 character too long.")).toBeVisible();
    expect(screen.getByRole("textbox")).toBeInvalid();
  });

  it("counts characters as people do, not as the machine does", () => {
    render(
      <TextArea
        label="Line"
        value={"🌱".repeat(9)}
        onChange={nothing}
        visibility={null}
        charsMax={10}
      />,
    );
    expect(screen.getByText("1 character left")).toBeVisible();
  });
});

describe("a form", () => {
  it("leads to the first field that needs care", async () => {
    render(<SampleForm />);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Second" })).toHaveFocus());
  });
});

describe("a question before something hard to undo", () => {
  it("starts on the safe answer, and Escape means no", async () => {
    const done = vi.fn();
    const user = userEvent.setup();
    render(<SampleQuestion onDone={done} />);
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(screen.getByRole("menuitem", { name: "End" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(done).not.toHaveBeenCalled();
  });

  it("gives the focus back to where it was, past the menu that led to it", async () => {
    const user = userEvent.setup();
    render(<SampleQuestion onDone={nothing} />);
    screen.getByRole("button", { name: "More" }).focus();
    await user.keyboard("{Enter}");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("alertdialog")).toBeVisible());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("button", { name: "More" })).toHaveFocus());
  });
});

describe("what is spoken", () => {
  afterEach(() => vi.useRealTimers());

  it("is spoken from one place, and goes again", () => {
    vi.useFakeTimers();
    render(<Announcer />);
    act(() => announce("Theo has the floor."));
    expect(screen.getByText("Theo has the floor.")).toBeInTheDocument();
    act(() => void vi.advanceTimersByTime(8_000));
    expect(screen.queryByText("Theo has the floor.")).toBeNull();
  });

  it("is not said twice in one breath", () => {
    render(<Announcer />);
    act(() => {
      announce("Your turn.");
      announce("Your turn.");
    });
    expect(screen.getAllByText("Your turn.")).toHaveLength(1);
  });

  it("includes every notice that is shown", () => {
    render(
      <>
        <Notices />
        <Announcer />
      </>,
    );
    act(() => notify("Ayo is back."));
    expect(screen.getAllByText("Ayo is back.")).toHaveLength(2);
  });
});

describe("a notice of trouble", () => {
  it("stays until something asked later is done, and no longer", () => {
    render(<Notices />);
    act(() => notify("The room is full.", "trouble"));
    const letGo = troubleSoFar();
    act(() => notify("That person is not in the session any more.", "trouble"));
    act(() => notify("Copied."));
    act(() => letGo());
    expect(screen.queryByText("The room is full.")).toBeNull();
    expect(screen.getByText("That person is not in the session any more.")).toBeVisible();
    expect(screen.getByText("Copied.")).toBeVisible();
  });
});

describe("a scale", () => {
  it("starts with no answer, and says what its ends mean", async () => {
    const answered = vi.fn();
    render(
      <Scale
        label="How are you?"
        min={0}
        max={10}
        step={1}
        lowLabel="very bad"
        highLabel="very well"
        value={null}
        onChange={answered}
      />,
    );
    const steps = screen.getAllByRole("radio");
    expect(steps).toHaveLength(11);
    expect(steps.some((step) => (step as HTMLInputElement).checked)).toBe(false);
    await userEvent.click(screen.getByRole("radio", { name: "0, very bad" }));
    expect(answered).toHaveBeenCalledWith(0);
  });

  it("with many steps is a line that waits to be touched", () => {
    render(<Scale label="How much?" min={0} max={100} step={1} value={null} onChange={nothing} />);
    expect(screen.queryByRole("slider")).toBeNull();
    expect(screen.getByRole("button", { name: "Choose on the line" })).toBeVisible();
  });
});

describe("the form of a check-in", () => {
  it("makes the template that was described", async () => {
    const made = vi.fn<(template: Template) => void>();
    const user = userEvent.setup();
    render(<TemplateForm submit="Save" onSubmit={made} />);
    await user.type(screen.getByRole("textbox", { name: "Question" }), "How did you sleep?");
    await user.click(screen.getByRole("radio", { name: "One of several options" }));
    await user.type(
      screen.getByRole("textbox", { name: "Options, one on each line" }),
      "well\nbadly",
    );
    await user.click(screen.getByRole("radio", { name: /^Therapists only/ }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(made).toHaveBeenCalledWith({
      prompt: "How did you sleep?",
      answer: { kind: "choice", options: ["well", "badly"] },
      shown_to: "therapists",
    });
  });

  it("says what is missing and makes nothing", async () => {
    const made = vi.fn();
    const user = userEvent.setup();
    render(<TemplateForm submit="Save" onSubmit={made} />);
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByText("Please fill this in.")).toBeVisible();
    expect(made).not.toHaveBeenCalled();
  });
});

describe("small words", () => {
  it.each([
    ["Maren", "M"],
    ["Dr. Hale", "H"],
    ["élise", "É"],
    ["李雷", "李"],
    ["👩‍👧 Noor", "👩‍👧"],
    ["  ", "?"],
  ])("the initial of %s is %s", (name, letter) => {
    expect(initial(name)).toBe(letter);
  });

  it.each([
    [125_000, "2:05"],
    [59_999, "1:00"],
    [0, "0:00"],
    [-5, "0:00"],
  ])("%i ms are %s", (ms, words) => {
    expect(minutes(ms)).toBe(words);
  });
});
