/** A whole session, from the link in the terminal to the end, with everybody in a real browser. */
import { group_name } from "../stage/practice";
import { expect, test } from "../stage/test";
import { arriving } from "./session/arriving";
import { checkin, feedback } from "./session/boxes";
import { everybody } from "./session/cast";
import { lines } from "./session/conversation";
import { goRound, hands } from "./session/floor";
import { dropAndReturn, ending, help, therapistLost } from "./session/safety";

test("a therapist and three members live through a session from the first link to the end", async ({
  stage,
  people,
}) => {
  test.setTimeout(420_000);
  const cast = await arriving(stage, people);
  await goRound(cast);
  await hands(cast);
  await lines(cast);
  await checkin(cast);
  await feedback(cast);
  await help(cast);
  await dropAndReturn(cast);
  await therapistLost(cast);
  await ending(cast);
  for (const member of [cast.lena, cast.noor]) member.goes();

  const seen = everybody(cast).flatMap((person) => person.watch.seen());
  for (const name of ["Maren", "Theo", "Ayo", "Lena", "Noor", "Hale", "bus", "afraid"]) {
    expect(
      seen.filter((one) => one.includes(name)),
      "titles and addresses",
    ).toEqual([]);
  }

  const { maren, theo, ayo } = cast;
  const membersSaw = [maren, theo, ayo].flatMap((member) => member.watch.seen());
  expect(membersSaw).toContain("Session · Rondo");
  expect(membersSaw.filter((one) => one.includes(group_name))).toEqual([]);
  expect(membersSaw.filter((one) => one.includes("join/"))).toEqual([]);
});
