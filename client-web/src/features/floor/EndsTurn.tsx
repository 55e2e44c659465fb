/** Says what a change of the floor would end, before it is made. */
import { isOpen } from "../../core/lineup";
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import { Soft } from "../../ui";
import { useFloorParts } from "./useFloorParts";

export function EndsTurn() {
  const { floor, seats } = useFloorParts();
  const words = [
    floor?.turn ? t("round.ends_turn", { name: nameOf(seats, floor.turn.holder) }) : null,
    floor?.round?.places.some(isOpen) ? t("round.replaces") : null,
  ].filter((one) => one !== null);
  return words.length === 0 ? null : <Soft>{words.join(" ")}</Soft>;
}
