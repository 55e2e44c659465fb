/** Everything a therapist sets for a group, to make one and to change one. */
import { useState } from "react";
import { ApiFailure } from "../../core/api";
import { wordsFor } from "../../i18n/failures";
import { list } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { Admission, Field, GroupSettings } from "../../protocol";
import {
  Button,
  Failure,
  Form,
  NumberField,
  RadioGroup,
  Row,
  Stack,
  TextArea,
  TextField,
} from "../../ui";

const name_chars_max = 40;
const text_chars_max = 4_000;
const fields: Field[] = ["name", "ground_rules", "crisis_text"];

/** A group that can be kept as it stands, but for its name. */
export function startingSettings(): GroupSettings {
  return {
    name: "",
    ground_rules: t("group.rules_starter"),
    crisis_text: t("group.crisis_starter"),
    capacity: 10,
    feedback_threshold: 5,
    admission: "one_by_one",
  };
}

/** What of the starting crisis text is still to be filled in, as it stands there. */
function blanksIn(words: string): string[] {
  const blanks = t("group.crisis_starter").match(/\([^()]+\)/g) ?? [];
  return blanks.filter((blank) => words.includes(blank));
}

export function GroupForm({
  initial,
  submit,
  busy,
  failure,
  onSubmit,
}: {
  initial: GroupSettings;
  submit: string;
  busy: boolean;
  failure: unknown;
  onSubmit: (settings: GroupSettings) => void;
}) {
  const [settings, setSettings] = useState(initial);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<GroupSettings>) => setSettings((now) => ({ ...now, ...change }));

  const blanks = blanksIn(settings.crisis_text);

  const errorOf = (field: "name" | "ground_rules" | "crisis_text") => {
    if (tried && settings[field].trim() === "") return t("field.required");
    if (tried && field === "crisis_text" && blanks.length > 0) {
      return t("group.crisis_blanks", { blanks: list(blanks) });
    }
    return failure instanceof ApiFailure && failure.field === field ? wordsFor(failure) : undefined;
  };

  function check() {
    setTried(true);
    const fits = (words: string, most: number) => words.trim() !== "" && [...words].length <= most;
    if (
      fits(settings.name, name_chars_max) &&
      fits(settings.ground_rules, text_chars_max) &&
      fits(settings.crisis_text, text_chars_max) &&
      blanks.length === 0
    ) {
      onSubmit({
        ...settings,
        name: settings.name.trim(),
        ground_rules: settings.ground_rules.trim(),
        crisis_text: settings.crisis_text.trim(),
      });
    }
  }

  return (
    <Form onSubmit={() => check()}>
      <Stack gap="l">
        <TextField
          label={t("group.name")}
          hint={t("group.name_hint")}
          value={settings.name}
          onChange={(name) => set({ name })}
          charsMax={name_chars_max}
          visibility="everyone"
          visibilityWords={t("group.name_visibility")}
          error={errorOf("name")}
          autoComplete="off"
          isRequired
        />
        <TextArea
          label={t("group.rules")}
          hint={t("group.rules_hint")}
          value={settings.ground_rules}
          onChange={(ground_rules) => set({ ground_rules })}
          charsMax={text_chars_max}
          visibility="everyone"
          visibilityWords={t("group.rules_visibility")}
          error={errorOf("ground_rules")}
          rows={8}
          isRequired
        />
        <TextArea
          label={t("group.crisis")}
          hint={t("group.crisis_hint")}
          value={settings.crisis_text}
          onChange={(crisis_text) => set({ crisis_text })}
          charsMax={text_chars_max}
          visibility="everyone"
          visibilityWords={t("group.rules_visibility")}
          error={errorOf("crisis_text")}
          rows={5}
          isRequired
        />
        <NumberField
          label={t("group.capacity")}
          hint={t("group.capacity_hint")}
          value={settings.capacity}
          onChange={(capacity) => set({ capacity })}
          min={2}
          max={40}
        />
        <RadioGroup
          label={t("group.admission")}
          options={(["one_by_one", "roster", "everybody"] as const satisfies Admission[]).map(
            (value) => ({ value, label: t(`group.admission_${value}`) }),
          )}
          value={settings.admission}
          onChange={(admission) => set({ admission })}
        />
        <RadioGroup
          label={t("group.threshold")}
          hint={t("group.threshold_hint")}
          options={(["5", "4"] as const).map((value) => ({
            value,
            label: t(`group.threshold_${value}`),
            hint: t(`group.threshold_${value}_hint`),
          }))}
          value={settings.feedback_threshold === 4 ? "4" : "5"}
          onChange={(value) => set({ feedback_threshold: Number(value) })}
        />
        <Failure words={formError(failure)} />
        <Row>
          <Button type="submit" tone="primary" busy={busy}>
            {submit}
          </Button>
        </Row>
      </Stack>
    </Form>
  );
}

function formError(failure: unknown): string | null {
  if (failure === null) return null;
  const ofField =
    failure instanceof ApiFailure && failure.field !== null && fields.includes(failure.field);
  return ofField ? null : wordsFor(failure);
}
