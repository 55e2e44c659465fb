/** Why something cannot be asked without names just now, in words; `null` if it can. */
import { useView } from "../../bind/room";
import { type Asked, whyNot, whyNotInWords } from "./box";

export function useWhyNot(): (asked: Asked) => string | null {
  const seats = useView((view) => view.seats);
  const session = useView((view) => view.session);
  const box = useView((view) => view.box);
  return (asked) => {
    const why = whyNot(asked, { seats, session, box });
    return why === null ? null : whyNotInWords(why);
  };
}
