/** Who is next, for therapists: the round and the raised hands, to be put in another order. */
import { isOpen } from "../../core/lineup";
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { HandView, PlaceView, SeatId, SeatView } from "../../protocol";
import { Icon, IconButton, Section, Soft, type SortableItem, SortableList } from "../../ui";
import styles from "./LineUp.module.css";
import { useFloorAsk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

const words = {
  up: (name: string) => t("line_up.up", { name }),
  down: (name: string) => t("line_up.down", { name }),
  drag: (name: string) => t("line_up.drag", { name }),
};

export function LineUp() {
  const { floor, seats, session } = useFloorParts();
  const ask = useFloorAsk();
  if (floor === null || session.phase !== "live") return null;
  const { round, hands } = floor;
  const move = (seat: SeatId, before: SeatId | null) => ask({ type: "reorder", seat, before });
  const lower = (seat: SeatId) => ask({ type: "lower_hand_of", seat });
  const handItems = hands.map((hand, i) => handItem(hand, i + 1, seats, round === null, lower));
  return (
    <>
      {round !== null && (
        <Section title={t("line_up.round")} level={3}>
          <SortableList
            label={t("line_up.round")}
            items={round.places.map((place) =>
              placeItem(place, seats, {
                speaks: floor.turn?.holder === place.seat,
                asked: round.offered === place.seat,
              }),
            )}
            words={words}
            onMove={move}
          />
        </Section>
      )}
      {(round === null || hands.length > 0) && (
        <Section title={round === null ? t("line_up.title") : t("line_up.hands")} level={3}>
          {hands.length === 0 ? (
            <Soft>{t("line_up.nobody")}</Soft>
          ) : (
            <SortableList
              label={round === null ? t("line_up.title") : t("line_up.hands")}
              items={handItems}
              words={words}
              onMove={move}
            />
          )}
        </Section>
      )}
    </>
  );
}

function placeItem(
  place: PlaceView,
  seats: SeatView[],
  now: { speaks: boolean; asked: boolean },
): SortableItem {
  const name = nameOf(seats, place.seat);
  const state = now.speaks
    ? t("line_up.speaks")
    : now.asked
      ? t("line_up.asked")
      : (absence(seats, place.seat) ?? t(`line_up.${place.state}`));
  return {
    id: place.seat,
    text: name,
    movable: isOpen(place) && !now.speaks,
    content: (
      <span className={styles.person} data-done={!isOpen(place) || undefined}>
        <span className={styles.name}>{name}</span>
        <span className={styles.state}>{state}</span>
      </span>
    ),
  };
}

function handItem(
  hand: HandView,
  n: number,
  seats: SeatView[],
  movable: boolean,
  lower: (seat: SeatId) => void,
): SortableItem {
  const name = nameOf(seats, hand.seat);
  const state = [
    absence(seats, hand.seat),
    hand.responds_to === null
      ? null
      : t("line_up.responds", { name: nameOf(seats, hand.responds_to) }),
    hand.private ? t("line_up.private") : null,
  ].filter((one) => one !== null);
  return {
    id: hand.seat,
    text: name,
    movable,
    content: (
      <span className={styles.person}>
        <span className={styles.name}>
          {n}. {name}
        </span>
        {state.length > 0 && (
          <span className={styles.state}>
            {hand.private && <Icon name="lock" size={0.95} />} {state.join(" · ")}
          </span>
        )}
      </span>
    ),
    actions: (
      <IconButton
        icon="close"
        label={t("line_up.lower", { name })}
        onPress={() => lower(hand.seat)}
      />
    ),
  };
}

function absence(seats: SeatView[], seat: SeatId): string | null {
  const presence = seats.find((one) => one.seat === seat)?.presence;
  if (presence === "reconnecting") return t("line_up.reconnecting");
  if (presence === "away") return t("line_up.away");
  return null;
}
