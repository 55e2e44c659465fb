/** What one answers with, for each of the four kinds. Holds nothing: the draft comes from outside. */
import { t } from "../i18n/t";
import type { AnswerKind, ShownTo } from "../protocol";
import { choiceOf, feelingsOf, scaleOf } from "./answers";
import { Chips } from "./Chips";
import { RadioGroup } from "./Choice";
import { TextArea } from "./Field";
import { Scale } from "./Scale";
import type { Audience } from "./Visibility";

export interface AnswerControlProps {
  kind: AnswerKind;
  shownTo: ShownTo;
  draft: string;
  onChange: (draft: string) => void;
  disabled: boolean;
}

const audiences: Record<ShownTo, Audience> = {
  group: "everyone",
  therapists: "therapists",
  anonymous: "anonymous",
};

export function AnswerControl({ kind, shownTo, draft, onChange, disabled }: AnswerControlProps) {
  switch (kind.kind) {
    case "scale":
      return (
        <Scale
          label={t("checkin.scale", { min: kind.min, max: kind.max })}
          min={kind.min}
          max={kind.max}
          step={kind.step}
          {...(kind.low === null ? {} : { lowLabel: kind.low })}
          {...(kind.high === null ? {} : { highLabel: kind.high })}
          value={scaleOf(kind, draft)}
          onChange={(value) => onChange(String(value))}
          disabled={disabled}
        />
      );
    case "feelings": {
      const chosen = feelingsOf(kind, draft);
      return (
        <Chips
          label={t("checkin.feelings")}
          hint={[
            t("checkin.feelings_most", { n: kind.most }),
            t("checkin.feelings_count", { chosen: chosen.length, most: kind.most }),
          ].join(" ")}
          options={kind.words.map((word, i) => ({ value: String(i), label: word }))}
          value={chosen.map(String)}
          onChange={(value) => onChange(value.join(","))}
          most={kind.most}
          disabled={disabled}
        />
      );
    }
    case "choice": {
      const chosen = choiceOf(kind, draft);
      return (
        <RadioGroup
          label={t("checkin.choice")}
          options={kind.options.map((option, i) => ({ value: String(i), label: option }))}
          value={chosen === null ? null : String(chosen)}
          onChange={onChange}
          disabled={disabled}
        />
      );
    }
    case "text":
      return (
        <TextArea
          label={t("checkin.text")}
          value={draft}
          onChange={onChange}
          charsMax={kind.chars}
          rows={kind.chars <= 60 ? 1 : 3}
          visibility={audiences[shownTo]}
          visibilityWords={t(`checkin.to_${shownTo}`)}
          isDisabled={disabled}
        />
      );
  }
}
