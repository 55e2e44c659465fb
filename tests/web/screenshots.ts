/** The pictures of the README: a therapist, a member and a phone in the demo's session. */
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { type Browser, type BrowserContextOptions, expect, test } from "@playwright/test";
import { Person } from "./stage/person";
import { rondoBinary } from "./stage/program";

const images = resolve(import.meta.dirname, "../../docs/images");

test("the pictures of the README are made", async ({ browser }) => {
  const demo = await startDemo();
  try {
    const hale = await come(browser, demo.therapist, { viewport: { width: 1360, height: 850 } });
    await hale.page.goto(demo.therapist);
    const lucia = await come(browser, demo.member, { viewport: { width: 1360, height: 850 } });
    await lucia.page.goto(demo.member);
    await lucia.acceptsTheRules();
    // The demo may let people on the roster in by itself.
    const letIn = hale.button(/^Let in Luc/);
    await expect
      .poll(async () => (await letIn.isVisible()) || (await lucia.writing().isVisible()))
      .toBe(true);
    if (await letIn.isVisible()) await letIn.click();
    await expect(lucia.writing()).toBeVisible();

    await hale.choose("Floor", /^Go-round/);
    const round = hale.dialog("Start a go-round");
    await round
      .getByRole("textbox", { name: "The question" })
      .fill("What did you carry in with you today?");
    await round.getByRole("button", { name: "Start the go-round" }).click();
    // Nobody simulates Lucía, and a lot says when it is her turn.
    await hale.page.addLocatorHandler(hale.heading(/^Lucía is asked/), () => hale.press(/^Next: /));
    // Some have been heard, somebody speaks, others are still to come.
    await expect(hale.page.getByText(/^Go-round · [234] of \d heard$/)).toBeVisible({
      timeout: 90_000,
    });
    await expect(hale.heading(/has the floor$/)).toBeVisible({ timeout: 60_000 });
    await hale.press("Pause");
    await expect(lucia.text("Paused.")).toBeVisible();
    await hale.press("Go on");
    await picture(hale, "therapist");
    await picture(lucia, "member");
    await lucia.page.setViewportSize({ width: 390, height: 800 });
    await lucia.page.emulateMedia({ colorScheme: "dark" });
    await picture(lucia, "phone");
  } finally {
    demo.end();
  }
});

async function come(
  browser: Browser,
  link: string,
  options: BrowserContextOptions,
): Promise<Person> {
  const context = await browser.newContext({ ...options, deviceScaleFactor: 2 });
  return Person.with(context, new URL(link).origin, "somebody");
}

async function picture(person: Person, name: string): Promise<void> {
  // Notices at the edge are of the moment; the pointer lights what it rests on.
  await person.page.mouse.move(0, 0);
  await person.page.screenshot({ path: `${images}/${name}.png`, animations: "disabled" });
}

interface Demo {
  therapist: string;
  member: string;
  end(): void;
}

/** Ready once it has printed both links. */
async function startDemo(): Promise<Demo> {
  const child = spawn(rondoBinary(), ["demo", "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const [therapist, member] = said.match(/http:\S+(?=\s)/g) ?? [];
    if (therapist !== undefined && member !== undefined) {
      child.stdout.destroy();
      return { therapist, member, end: () => child.kill("SIGTERM") };
    }
  }
  throw new Error(`the demo did not begin:\n${said}`);
}
