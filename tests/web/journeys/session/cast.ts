/** Who lives through the session: four people with browsers, two who fill the circle. */
import type { Simulated } from "../../people";
import type { Line } from "../../stage/line";
import type { Person } from "../../stage/person";

export interface Cast {
  hale: Person;
  maren: Person;
  theo: Person;
  /** Theo's network, which is not what it should be. */
  theosLine: Line;
  ayo: Person;
  lena: Simulated;
  noor: Simulated;
}

export const members = ["Maren", "Theo", "Ayo", "Lena", "Noor"] as const;

export function everybody({ hale, maren, theo, ayo }: Cast): Person[] {
  return [hale, maren, theo, ayo];
}
