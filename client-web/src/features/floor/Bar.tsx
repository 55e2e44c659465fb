/** The one bar of the room, for whoever looks at it. */
import { useView } from "../../bind/room";
import type { MenuAction } from "../../ui";
import { MemberBar } from "./MemberBar";
import { TherapistBar } from "./TherapistBar";

export interface BarProps {
  /** Asks the group whether something is true of them as well; for the menu of therapists. */
  meToo: MenuAction;
}

export function Bar({ meToo }: BarProps) {
  const role = useView((view) => view.me.role);
  return role === "therapist" ? <TherapistBar meToo={meToo} /> : <MemberBar />;
}
