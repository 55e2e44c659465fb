/** Who lives through the session: four people with browsers, two who fill the circle. */
import type { Simulated } from "../../people";
import type { Person } from "../../stage/person";

export interface Cast {
  hale: Person;
  maren: Person;
  theo: Person;
  ayo: Person;
  lena: Simulated;
  noor: Simulated;
}

export const members = ["Maren", "Theo", "Ayo", "Lena", "Noor"] as const;

export function everybody({ hale, maren, theo, ayo }: Cast): Person[] {
  return [hale, maren, theo, ayo];
}
