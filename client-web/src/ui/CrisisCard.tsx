/** Where to turn in a crisis, on the screens outside of the room: nobody should have to look for it. */
import { t } from "../i18n/t";
import { CallableText } from "./CallableText";
import { Card, Section } from "./Layout";

export function CrisisCard({ text }: { text: string }) {
  return (
    <Card tone="sunken">
      <Section title={t("room.crisis")}>
        <CallableText text={text} />
      </Section>
    </Card>
  );
}
