import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { crisisText, memberView, notesOn, now, seat, therapistView } from "../../test/cast";
import { draw } from "../../test/draw";
import { AlertNotices, HelpButton, HelpNotice, SafeModeNotice } from ".";

const both = (
  <>
    <HelpNotice />
    <HelpButton />
  </>
);
const help = { raised_at: now, acknowledged_by: null, unanswered: false };

it("a call says who sees it before it goes out, and one more press sends it", async () => {
  const { user, asked } = await draw(both, memberView());
  await user.click(screen.getByRole("button", { name: "I need help now" }));
  const dialog = screen.getByRole("alertdialog");
  expect(dialog.textContent).toContain("Only your therapists see this.");
  expect(asked).toEqual([]);
  await user.keyboard("{Enter}");
  expect(asked).toEqual([{ feature: "safety", type: "ask_help" }]);
});

it("somebody who presses by mistake goes back with Escape", async () => {
  const { user, asked } = await draw(both, memberView());
  await user.click(screen.getByRole("button", { name: "I need help now" }));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(asked).toEqual([]);
});

it("the caller is told each step, and can take the call back", async () => {
  const { user, asked, show, spoken } = await draw(both, memberView({}, { help }));
  expect(spoken()).toContain("Your therapist has been told.");
  show(memberView({}, { help: { ...help, acknowledged_by: "Dr. Hale" } }));
  expect(spoken()).toContain("Dr. Hale is with you on this.");
  await user.click(screen.getByRole("button", { name: "I am all right now" }));
  expect(asked).toEqual([{ feature: "safety", type: "cancel_help" }]);
});

it("a call nobody answers shows the crisis text with numbers to call", async () => {
  await draw(both, memberView({}, { help: { ...help, unanswered: true } }));
  expect(document.body.textContent).toContain(crisisText.split("\n")[0]);
  expect(screen.getByRole("link", { name: "112" }).getAttribute("href")).toBe("tel:112");
});

it("without a therapist, the crisis text stands beside the question", async () => {
  const view = memberView();
  const { user } = await draw(both, {
    ...view,
    session: { ...view.session, safe_mode: { ends_at: now + 60_000 } },
  });
  await user.click(screen.getByRole("button", { name: "I need help now" }));
  expect(screen.getByRole("alertdialog").textContent).toContain("0800 111 0 111");
});

it("an alert is spoken at once, and taken with one press", async () => {
  const contact = { place: "12 Mill Lane", phone: "+49 30 901820" };
  const view = therapistView({
    notes: [notesOn(seat.noor, { contact })],
    alerts: [
      {
        alert: 7,
        seat: seat.noor,
        kind: "help",
        raised_at: now - 12_000,
        acknowledged_by: null,
        unanswered: false,
      },
    ],
  });
  const { user, asked, spoken } = await draw(<AlertNotices />, view);
  expect(spoken()).toEqual(["Noor asked for help"]);
  expect(screen.getByText("12 Mill Lane")).toBeTruthy();
  expect(screen.getByText("0:12 ago")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "I am on it: Noor" }));
  expect(asked).toEqual([{ feature: "safety", type: "acknowledge", alert: 7 }]);
});

it("a lost therapist is said aloud, with the time and the crisis text, and so is the return", async () => {
  const view = memberView();
  const lost = { ...view, session: { ...view.session, safe_mode: { ends_at: now + 581_000 } } };
  const { show, spoken } = await draw(<SafeModeNotice />, lost);
  expect(screen.getByRole("timer").textContent).toContain("9:41");
  expect(document.body.textContent).toContain("0800 111 0 111");
  show(view);
  expect(screen.queryByRole("timer")).toBeNull();
  expect(spoken().at(-1)).toContain("Your therapist is back.");
});
