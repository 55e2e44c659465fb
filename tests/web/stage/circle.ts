/** A circle that sits already: a session that has begun, with its people let in. */
import { type Habits, Simulated } from "../people";
import type { Person } from "./person";
import { expect, type People, type Stage } from "./test";

export interface Seated {
  hale: Person;
  /** By name, those with a browser. */
  members: Person[];
  simulated: Simulated[];
}

export interface Seating {
  /** Members with a browser, in the order in which they sit. */
  members: Person[];
  /** Names of members without one. */
  fill?: string[];
  /** What those do, where it differs from the usual. */
  habits?: Partial<Habits>;
  /** Begun, or still waiting to begin. */
  begun?: boolean;
}

/** Everybody comes, is let in, and the therapist starts. */
export async function seat(
  stage: Stage,
  people: People,
  { members, fill = [], habits, begun = true }: Seating,
): Promise<Seated> {
  const names = [...members.map((member) => member.name), ...fill];
  const practice = await stage.practice({ members: names });
  const session = await practice.openSession();
  const hale = await people.come("Dr. Hale");
  await practice.enters(hale, session);
  for (const member of members) await member.comesToTheDoor(practice.link(member.name));
  const simulated: Simulated[] = [];
  for (const name of fill) {
    simulated.push(await Simulated.comes(stage, practice.link(name), name, habits));
  }
  for (const name of names) await hale.letsIn(name);
  for (const member of members) {
    await expect(member.heading("The session has not begun yet")).toBeVisible();
  }
  if (begun) {
    await hale.press("Start session");
    for (const person of [hale, ...members]) {
      await expect(person.heading("Nobody has the floor")).toBeVisible();
    }
  }
  return { hale, members, simulated };
}
