import { render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Join } from "./Join";

const answers = (status: number, body: unknown) =>
  vi.spyOn(globalThis, "fetch").mockResolvedValue(
    new Response(JSON.stringify(body), {
      status,
      headers: { "content-type": "application/json" },
    }),
  );

afterEach(() => {
  window.location.hash = "";
});

describe("opening an invitation", () => {
  it.each([
    ["link_unknown", "This link is not complete"],
    ["link_expired", "This invitation has run out"],
    ["link_revoked", "This invitation does not work any more"],
  ])("that is %s says so kindly", async (code, title) => {
    answers(410, { code, message: "" });
    render(<Join token={`token-${code}`} />);
    expect(await screen.findByRole("heading", { name: title })).toBeVisible();
  });

  it("uses the token once, and never in an address", async () => {
    const fetched = answers(200, {
      as: "ref",
      person: "p",
      group_name: "Tuesday evening group",
      crisis_text: "If it cannot wait, call 112.",
      name: "Maren",
      role: "member",
      session: null,
    });
    render(<Join token="secret-token" />);
    await vi.waitFor(() => expect(window.location.hash).toBe("#/invited/ref"));
    expect(fetched).toHaveBeenCalledTimes(1);
    const [path, init] = fetched.mock.calls[0] ?? [];
    expect(String(path)).toBe("/api/invitations/open");
    expect(init?.body).toBe('{"token":"secret-token"}');
  });

  it("after a reload asks for the link again", () => {
    render(<Join token={null} />);
    expect(screen.getByText(/open the link your therapist sent you once more/)).toBeVisible();
  });
});
