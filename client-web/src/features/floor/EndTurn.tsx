/** Ends one's own turn; where the round allows it, the speaker may say who comes next. */
import { t } from "../../i18n/t";
import { Action, ActionsMenu } from "../../ui";
import { canBeNamed, canEndTurn } from "./can";
import { useFloorAsk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

export function EndTurn() {
  const view = useFloorParts();
  const ask = useFloorAsk();
  const turn = view.floor?.turn ?? null;
  if (turn === null) return null;
  const named = canBeNamed(view);
  const why = canEndTurn(view);
  const end = (next: number | null) => ask({ type: "end_turn", turn: turn.turn, next });
  if (named.length === 0 || why !== null) {
    return (
      <Action
        icon="check"
        tone="primary"
        label={t("act.end_turn")}
        short={t("act.end_turn_short")}
        why={why}
        onAct={() => end(null)}
      />
    );
  }
  return (
    <ActionsMenu
      icon="check"
      tone="primary"
      label={t("act.end_turn_next")}
      short={t("act.end_turn_short")}
      heading={t("act.name_next")}
      items={[
        {
          id: "order",
          label: t("act.name_order"),
          icon: "right",
          onAction: () => end(null),
        },
        ...named.map((seat) => ({
          id: String(seat.seat),
          label: seat.name,
          icon: "person" as const,
          onAction: () => end(seat.seat),
        })),
      ]}
    />
  );
}
