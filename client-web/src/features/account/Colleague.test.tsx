import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Colleague } from "./Colleague";

const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json" },
  });

afterEach(() => vi.restoreAllMocks());

describe("a colleague's link", () => {
  it.each(["link_unknown", "link_used", "link_expired", "link_revoked"])(
    "that is %s offers no other try",
    async (code) => {
      vi.spyOn(globalThis, "fetch").mockResolvedValue(answer(410, { code, message: "" }));
      render(<Colleague token={code} />);
      expect(await screen.findByText("Please ask your colleague for a new one.")).toBeVisible();
      expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    },
  );

  it("that could not be looked at can be tried again", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
    render(<Colleague token="offline" />);
    expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
  });

  it("points somebody who may not be new to the account they have", async () => {
    const user = userEvent.setup();
    vi.spyOn(globalThis, "fetch").mockImplementation(async (path) =>
      String(path).endsWith("/peek")
        ? answer(200, { group_name: "Tuesday evening group" })
        : answer(401, { code: "wrong_login", message: "" }),
    );
    render(<Colleague token="good" />);
    const fill = async (label: string, words: string) =>
      user.type(await screen.findByLabelText(label), words);
    await fill("Your name", "Dr. Sato");
    await fill("E-mail", "sato@example.org");
    await fill("Choose a password", "four unusual words here");
    await user.click(screen.getByRole("button", { name: "Join the group" }));
    expect(await screen.findByText(/There may already be an account/)).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "I have an account on this server" }));
    await fill("Password", "something else");
    await user.click(screen.getByRole("button", { name: "Join the group" }));
    expect(await screen.findByText(/do not belong together/)).toBeVisible();
  });
});
