/** Why a check-in cannot be asked without names just now, in words; `null` if it can. */
import { useView } from "../../bind/room";
import type { Template } from "../../protocol";
import { whyNot, whyNotInWords } from "./box";

export function useWhyNotAsked(): (template: Template) => string | null {
  const seats = useView((view) => view.seats);
  const session = useView((view) => view.session);
  const box = useView((view) => view.box);
  return ({ answer }) => {
    const why = whyNot(answer.kind, { seats, session, box });
    return why === null ? null : whyNotInWords(why);
  };
}
