/** Who speaks and where one stands, in one line: for when a card covers the circle on a phone. */
import { useView } from "../../bind/room";
import { nowOf } from "./now";

export function NowLine({ className }: { className: string | undefined }) {
  const session = useView((view) => view.session);
  const floor = useView((view) => view.floor);
  const me = useView((view) => view.me);
  const seats = useView((view) => view.seats);
  const now = nowOf({ session, floor, me, seats });
  // The same words stand as a heading in the circle, for those who do not see the screen.
  return (
    <p className={className} aria-hidden="true">
      <strong>{now.title}</strong>
      {now.stand !== null && ` · ${now.stand}`}
    </p>
  );
}
