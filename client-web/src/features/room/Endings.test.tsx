import { render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { ApiFailure, api } from "../../core/api";
import type { View } from "../../protocol";
import { crisisText, memberView } from "../../test/cast";
import { Left, Over, Removed } from "./Endings";

const ends = (phase: View["session"]["phase"]) => {
  const view = memberView();
  return { ...view, session: { ...view.session, phase } };
};

let invited: MockInstance<typeof api.invited>;
beforeEach(() => {
  invited = vi.spyOn(api, "invited").mockRejectedValue(new ApiFailure("not_signed_in"));
});

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

describe("where to turn in a crisis", () => {
  const screens = { Left, Over, Removed };

  it.each(Object.keys(screens) as (keyof typeof screens)[])("stands on the screen %s", (name) => {
    const Ending = screens[name];
    render(<Ending view={memberView()} as="ref" />);
    expect(screen.getByText("0800 111 0 111", { exact: false })).toBeVisible();
    expect(invited).not.toHaveBeenCalled();
  });

  it("is told by the invitation after a reload", async () => {
    invited.mockResolvedValue({
      as: "ref",
      person: "p",
      group_name: "Tuesday evening group",
      name: "Maren",
      role: "member",
      session: null,
      crisis_text: crisisText,
    });
    render(<Over view={null} as="ref" />);
    expect(await screen.findByText("0800 111 0 111", { exact: false })).toBeVisible();
    expect(invited).toHaveBeenCalledWith("ref");
  });

  it("is not looked for by therapists", () => {
    render(<Over view={memberView()} as={null} />);
    expect(screen.queryByText("If you need help right now")).toBeNull();
    expect(invited).not.toHaveBeenCalled();
  });
});
