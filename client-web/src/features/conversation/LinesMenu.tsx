/** How lines to everyone are taken: for therapists. */
import { useAsk, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { LinesMode } from "../../protocol";
import { Menu } from "../../ui";

const modes: LinesMode[] = ["open", "held", "closed"];

export function LinesMenu() {
  const ask = useAsk();
  const mode = useView((view) => view.lines_mode);
  const phase = useView((view) => view.session.phase);
  if (phase === "closing") return null;
  return (
    <Menu
      label={t("lines.mode")}
      heading={t("lines.mode")}
      icon="more"
      items={modes.map((one) => ({
        id: one,
        label: t(`lines.mode_${one}`),
        ...(one === "closed" ? { hint: t("lines.mode_closed_hint") } : {}),
        ...(one === mode ? { icon: "check" as const } : {}),
        onAction: () => void ask({ feature: "conversation", type: "set_lines", mode: one }),
      }))}
    />
  );
}
