/** Gives the floor to somebody, whoever's turn it would be. */
import { useState } from "react";
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { SeatId } from "../../protocol";
import { Button, Checkbox, Dialog, RadioGroup } from "../../ui";
import { canBeGiven } from "./can";
import { Minutes } from "./Minutes";
import { useFloorAskOk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

export interface GiveFloorProps {
  onClose: () => void;
  /** Chosen already, as from their seat. */
  seat?: SeatId;
}

export function GiveFloor({ onClose, seat }: GiveFloorProps) {
  const view = useFloorParts();
  const ask = useFloorAskOk();
  const people = canBeGiven(view);
  const [chosen, setChosen] = useState<SeatId | null>(seat ?? null);
  const [keep, setKeep] = useState(false);
  const [allotment, setAllotment] = useState(view.floor?.allotment_ms ?? null);
  const speaking = view.floor?.turn?.holder ?? null;
  const name = people.find((one) => one.seat === chosen)?.name;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("give.title")}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            tone="primary"
            isDisabled={name === undefined}
            onPress={async () => {
              if (chosen === null) return;
              const command = { seat: chosen, keep_place: keep, allotment_ms: allotment };
              if (await ask({ type: "give_floor", ...command })) onClose();
            }}
          >
            {name === undefined ? t("give.confirm") : t("give.confirm_name", { name })}
          </Button>
        </>
      }
    >
      {speaking !== null && <p>{t("give.ends", { name: nameOf(view.seats, speaking) })}</p>}
      <RadioGroup
        label={t("give.whom")}
        across
        options={people.map((one) => ({
          value: String(one.seat),
          label: one.name,
          ...(one.presence === "connected" ? {} : { hint: t(`line_up.${absence(one.presence)}`) }),
        }))}
        value={chosen === null ? null : String(chosen)}
        onChange={(value) => setChosen(Number(value))}
      />
      {view.floor?.mode !== "open" && (
        <Checkbox checked={keep} onChange={setKeep}>
          {t("give.keep")}
        </Checkbox>
      )}
      <Minutes value={allotment} onChange={setAllotment} label={t("time.minutes_one")} />
    </Dialog>
  );
}

function absence(presence: "reconnecting" | "away" | "gone"): "reconnecting" | "away" {
  return presence === "reconnecting" ? "reconnecting" : "away";
}
