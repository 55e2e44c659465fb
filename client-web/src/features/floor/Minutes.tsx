/** How long a turn is meant to be: some minutes, or open. */
import { t } from "../../i18n/t";
import { NumberField, Switch } from "../../ui";
import { minute_ms } from "./can";

/** What a dialog opens with, in minutes. */
const usual = 3;
const most = 60;

export interface MinutesProps {
  /** In milliseconds; `null` is open. */
  value: number | null;
  onChange: (ms: number | null) => void;
  label: string;
}

export function Minutes({ value, onChange, label }: MinutesProps) {
  return (
    <>
      <Switch
        on={value === null}
        onChange={(open) => onChange(open ? null : usual * minute_ms)}
        hint={t("time.open_hint")}
      >
        {t("time.open")}
      </Switch>
      {value !== null && (
        <NumberField
          label={label}
          value={Math.max(1, Math.round(value / minute_ms))}
          onChange={(minutes) => onChange(minutes * minute_ms)}
          min={1}
          max={most}
        />
      )}
    </>
  );
}
