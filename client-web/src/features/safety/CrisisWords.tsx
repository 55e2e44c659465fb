/** The group's crisis text. */
import { useView } from "../../bind/room";
import { CallableText } from "../../ui";

export function CrisisWords() {
  return <CallableText text={useView((view) => view.session.crisis_text)} />;
}
