import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { View } from "../../protocol";
import { memberView } from "../../test/cast";
import { Over } from "./Endings";

const ends = (phase: View["session"]["phase"]) => {
  const view = memberView();
  return { ...view, session: { ...view.session, phase } };
};

describe("after the session", () => {
  it.each([
    ["whoever saw its end", ends("ended"), /session is erased\.$/],
    ["whoever saw it close for members", ends("closing"), /^Your therapists stay/],
    ["whoever did not see how it ended", ends("live"), /is erased when your therapists end it\.$/],
    ["whoever reloads", null, /is erased when your therapists end it\.$/],
  ])("tells %s no more of the erasing than is known", (_who, view, words) => {
    render(<Over view={view} as="ref" />);
    expect(screen.getByText(words)).toBeVisible();
    expect(screen.getAllByText(/erased/)).toHaveLength(1);
  });
});
