/** Starts a round: the question, the order, the time, and what holds while it goes. */
import { useState } from "react";
import { useDraft } from "../../bind/room";
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { RoundOrder, SeatId } from "../../protocol";
import { Button, Dialog, RadioGroup, SortableList, Switch, TextArea } from "../../ui";
import { minute_ms } from "./can";
import { EndsTurn } from "./EndsTurn";
import { Minutes } from "./Minutes";
import { inOrder, moved } from "./roundOrder";
import { useFloorAskOk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

/** As in the protocol: characters of a question. */
const prompt_chars_max = 300;

type Order = RoundOrder["order"];

export function StartRound({ onClose }: { onClose: () => void }) {
  const { floor, me, seats } = useFloorParts();
  const ask = useFloorAskOk();
  const [prompt, setPrompt] = useDraft("round.prompt");
  const [order, setOrder] = useState<Order>("as_seated");
  const [wanted, setWanted] = useState<SeatId[]>([]);
  const [allotment, setAllotment] = useState<number | null>(floor?.allotment_ms ?? 3 * minute_ms);
  const [auto, setAuto] = useState(false);
  const [strict, setStrict] = useState(false);
  const [nomination, setNomination] = useState(false);
  const members = seats.filter((seat) => seat.standing === "in" && seat.role === "member");
  const other = seats.find(
    (seat) => seat.standing === "in" && seat.role === "therapist" && seat.seat !== me.seat,
  );
  const chosen = inOrder(members, wanted);
  const question = prompt.trim();
  const tooLong = [...question].length > prompt_chars_max;

  async function start() {
    const begun = await ask({
      type: "start_round",
      prompt: question === "" ? null : question,
      order: order === "chosen" ? { order, seats: chosen } : { order },
      allotment_ms: allotment,
      auto_advance: auto && allotment !== null,
      strict,
      nomination,
    });
    if (!begun) return;
    setPrompt("");
    onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("round.title")}
      size="l"
      dismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" isDisabled={tooLong} onPress={start}>
            {t("round.start")}
          </Button>
        </>
      }
    >
      <EndsTurn />
      <TextArea
        label={t("round.prompt")}
        optional
        rows={2}
        rowsMax={5}
        value={prompt}
        onChange={setPrompt}
        placeholder={t("round.prompt_placeholder")}
        charsMax={prompt_chars_max}
        visibility="everyone"
        visibilityWords={t("round.prompt_seen")}
      />
      <RadioGroup<Order>
        label={t("round.order")}
        across
        options={[
          { value: "as_seated", label: t("round.as_seated") },
          { value: "drawn", label: t("round.drawn") },
          { value: "chosen", label: t("round.chosen") },
          {
            value: "co_therapist_first",
            label: t("round.co_therapist_first"),
            hint:
              other === undefined
                ? t("round.self_first")
                : t("round.co_therapist_hint", { name: other.name }),
          },
        ]}
        value={order}
        onChange={setOrder}
      />
      {order === "chosen" && (
        <SortableList
          label={t("round.chosen_label")}
          items={chosen.map((seat, i) => ({
            id: seat,
            text: nameOf(seats, seat),
            content: `${i + 1}. ${nameOf(seats, seat)}`,
            movable: true,
          }))}
          words={{
            up: (name) => t("line_up.up", { name }),
            down: (name) => t("line_up.down", { name }),
            drag: (name) => t("line_up.drag", { name }),
          }}
          onMove={(seat, before) => setWanted(moved(chosen, seat, before))}
        />
      )}
      <Minutes value={allotment} onChange={setAllotment} label={t("time.minutes_label")} />
      <Switch
        on={auto && allotment !== null}
        onChange={setAuto}
        disabled={allotment === null}
        hint={t("round.auto_hint")}
      >
        {t("round.auto")}
      </Switch>
      <Switch on={strict} onChange={setStrict} hint={t("round.strict_hint")}>
        {t("round.strict")}
      </Switch>
      <Switch on={nomination} onChange={setNomination}>
        {t("round.nomination")}
      </Switch>
    </Dialog>
  );
}
