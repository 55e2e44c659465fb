import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Confirm, Dialog } from "./Dialog";
import { keepFocus } from "./keepFocus";

let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  stop = keepFocus();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Until the library and the keeper have done what they do about the last change. */
const settled = () => act(() => vi.advanceTimersByTimeAsync(1_000));

function Door({ names, off }: { names: string[]; off?: string }) {
  return (
    <section>
      <h2>Waiting room</h2>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <button type="button" disabled={name === off}>
              Let in {name}
            </button>
            <button type="button">More about {name}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const button = (name: string) => screen.getByRole("button", { name });

describe("the focus, when what had it goes", () => {
  it("is on the next in the list, then on the one before, then on the heading", async () => {
    const { rerender } = render(<Door names={["Maren", "Theo", "Ayo"]} />);
    button("Let in Theo").focus();
    rerender(<Door names={["Maren", "Ayo"]} />);
    await settled();
    expect(button("Let in Ayo")).toHaveFocus();
    rerender(<Door names={["Maren"]} />);
    await settled();
    expect(button("More about Maren")).toHaveFocus();
    rerender(<Door names={[]} />);
    await settled();
    expect(screen.getByRole("heading")).toHaveFocus();
  });

  it("stays beside what was switched off", async () => {
    const { rerender } = render(<Door names={["Maren", "Theo"]} />);
    button("Let in Maren").focus();
    rerender(<Door names={["Maren", "Theo"]} off="Maren" />);
    await settled();
    expect(button("More about Maren")).toHaveFocus();
  });

  it("goes along with what is moved", async () => {
    const { rerender } = render(<Door names={["Maren", "Theo", "Ayo"]} />);
    button("Let in Ayo").focus();
    rerender(<Door names={["Ayo", "Maren", "Theo"]} />);
    await settled();
    expect(button("Let in Ayo")).toHaveFocus();
  });

  it("is not brought back to somebody who let go of it", async () => {
    const { rerender } = render(<Door names={["Maren", "Theo"]} />);
    button("Let in Maren").focus();
    fireEvent.pointerDown(document.body);
    button("Let in Maren").blur();
    expect(document.body).toHaveFocus();
    rerender(<Door names={["Theo"]} />);
    await settled();
    expect(document.body).toHaveFocus();
  });
});

/** A row whose menu asks before it does anything; the menu is gone when the question is there. */
function Roster({ names, over = [] }: { names: string[]; over?: ("menu" | "list" | "sure")[] }) {
  const no = () => {};
  return (
    <main>
      {names.map((name) => (
        <button key={name} type="button">
          Actions for {name}
        </button>
      ))}
      {over.includes("menu") && (
        <div role="menu">
          <button type="button">Remove</button>
        </div>
      )}
      <Dialog open={over.includes("list")} onClose={no} title="Everybody">
        <button type="button">Remove Theo</button>
      </Dialog>
      <Confirm
        open={over.includes("sure")}
        onClose={no}
        onConfirm={no}
        title="Sure?"
        confirm="Remove"
      >
        They cannot come back.
      </Confirm>
    </main>
  );
}

describe("the focus, when what opened over the page closes", () => {
  const all = ["Maren", "Theo", "Ayo"];

  /** Somebody came from Theo's row through its menu to the question. */
  async function askedBeforeRemoving() {
    const { rerender } = render(<Roster names={all} />);
    button("Actions for Theo").focus();
    rerender(<Roster names={all} over={["menu"]} />);
    button("Remove").focus();
    rerender(<Roster names={all} over={["sure"]} />);
    await settled();
    return rerender;
  }

  it("is back where it was before the menu that led there", async () => {
    const rerender = await askedBeforeRemoving();
    expect(button("Cancel")).toHaveFocus();
    rerender(<Roster names={all} />);
    await settled();
    expect(button("Actions for Theo")).toHaveFocus();
  });

  it("is on the next in the list when the row is gone", async () => {
    const rerender = await askedBeforeRemoving();
    rerender(<Roster names={["Maren", "Ayo"]} over={["sure"]} />);
    rerender(<Roster names={["Maren", "Ayo"]} />);
    await settled();
    expect(button("Actions for Ayo")).toHaveFocus();
  });

  it("is in the dialog below, if there is one", async () => {
    const { rerender } = render(<Roster names={all} over={["list"]} />);
    await settled();
    button("Remove Theo").focus();
    rerender(<Roster names={all} over={["list", "sure"]} />);
    await settled();
    expect(button("Cancel")).toHaveFocus();
    rerender(<Roster names={all} over={["list"]} />);
    await settled();
    expect(button("Remove Theo")).toHaveFocus();
  });

  it("is not looked for once the page itself is gone", async () => {
    const { rerender } = render(<Roster names={all} />);
    button("Actions for Theo").focus();
    rerender(<Roster names={all} over={["sure"]} />);
    await settled();
    cleanup();
    await act(() => vi.advanceTimersByTimeAsync(1));
    stop();
    render(<h1 tabIndex={-1}>Another page</h1>);
    await settled();
    expect(document.body).toHaveFocus();
  });
});
