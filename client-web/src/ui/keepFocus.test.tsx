import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepFocus } from "./keepFocus";

let stop: () => void;
beforeEach(() => {
  stop = keepFocus();
});
afterEach(() => stop());

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
    await waitFor(() => expect(button("Let in Ayo")).toHaveFocus());
    rerender(<Door names={["Maren"]} />);
    await waitFor(() => expect(button("More about Maren")).toHaveFocus());
    rerender(<Door names={[]} />);
    await waitFor(() => expect(screen.getByRole("heading")).toHaveFocus());
  });

  it("stays beside what was switched off", async () => {
    const { rerender } = render(<Door names={["Maren", "Theo"]} />);
    button("Let in Maren").focus();
    rerender(<Door names={["Maren", "Theo"]} off="Maren" />);
    await waitFor(() => expect(button("More about Maren")).toHaveFocus());
  });

  it("goes along with what is moved", async () => {
    const { rerender } = render(<Door names={["Maren", "Theo", "Ayo"]} />);
    button("Let in Ayo").focus();
    rerender(<Door names={["Ayo", "Maren", "Theo"]} />);
    await waitFor(() => expect(button("Let in Ayo")).toHaveFocus());
  });

  it("is not brought back to somebody who let go of it", async () => {
    const { rerender } = render(<Door names={["Maren", "Theo"]} />);
    button("Let in Maren").focus();
    await userEvent.click(document.body);
    expect(document.body).toHaveFocus();
    rerender(<Door names={["Theo"]} />);
    await new Promise((settled) => setTimeout(settled, 150));
    expect(document.body).toHaveFocus();
  });
});
