/** Lets the floor pass by raised hands. */
import { useState } from "react";
import { t } from "../../i18n/t";
import type { HandOrder } from "../../protocol";
import { Button, Dialog, RadioGroup, Switch } from "../../ui";
import { EndsTurn } from "./EndsTurn";
import { Minutes } from "./Minutes";
import { useFloorAskOk } from "./useFloorAsk";
import { useFloorParts } from "./useFloorParts";

export function TakeHands({ onClose }: { onClose: () => void }) {
  const { floor } = useFloorParts();
  const ask = useFloorAskOk();
  const [order, setOrder] = useState<HandOrder>(floor?.hand_order ?? "first_come");
  const [allotment, setAllotment] = useState(floor?.allotment_ms ?? null);
  const [auto, setAuto] = useState(false);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("hands.title")}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            tone="primary"
            onPress={async () => {
              const command = { order, allotment_ms: allotment, auto_advance: auto };
              if (await ask({ type: "take_hands", ...command })) onClose();
            }}
          >
            {t("hands.start")}
          </Button>
        </>
      }
    >
      <EndsTurn />
      <RadioGroup<HandOrder>
        label={t("hands.order")}
        options={[
          { value: "first_come", label: t("hands.first_come") },
          { value: "least_heard_first", label: t("hands.least_heard_first") },
        ]}
        value={order}
        onChange={setOrder}
      />
      <Minutes value={allotment} onChange={setAllotment} label={t("time.minutes_label")} />
      <Switch on={auto} onChange={setAuto} hint={t("hands.auto_hint")}>
        {t("hands.auto")}
      </Switch>
    </Dialog>
  );
}
