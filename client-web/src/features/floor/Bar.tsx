/** The one bar of the room, for whoever looks at it. */
import { useView } from "../../bind/room";
import { MemberBar } from "./MemberBar";
import { TherapistBar } from "./TherapistBar";

export function Bar() {
  const role = useView((view) => view.me.role);
  return role === "therapist" ? <TherapistBar /> : <MemberBar />;
}
