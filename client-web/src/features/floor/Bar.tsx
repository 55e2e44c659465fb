/** The one bar of the room, for whoever looks at it. */
import { useView } from "../../bind/room";
import { MemberBar } from "./MemberBar";
import { TherapistBar } from "./TherapistBar";

export interface BarProps {
  /** Asks the group whether something is true of them as well; for therapists. */
  onMeToo: () => void;
}

export function Bar({ onMeToo }: BarProps) {
  const role = useView((view) => view.me.role);
  return role === "therapist" ? <TherapistBar onMeToo={onMeToo} /> : <MemberBar />;
}
