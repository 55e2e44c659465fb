/** Opening a box: what is asked, and for how long. */
import { useState } from "react";
import { useAsking } from "../../bind/room";
import { minutesLong } from "../../i18n/format";
import { t } from "../../i18n/t";
import { Banner, Button, Dialog, Select, Stack, TextField } from "../../ui";
import { minutes_choices, prompt_chars_max, type WhyNot } from "./box";

export function OpenBox({ why, onClose }: { why: WhyNot | null; onClose: () => void }) {
  const [prompt, setPrompt] = useState("");
  const [length, setLength] = useState("3");
  const [tried, setTried] = useState(false);
  const [ask, busy] = useAsking();
  const empty = prompt.trim() === "";
  const long = [...prompt].length > prompt_chars_max;
  async function open() {
    setTried(true);
    if (empty || long || why !== null) return;
    const answer = await ask({
      feature: "feedback",
      type: "open",
      prompt: prompt.trim(),
      seconds: Number(length) * 60,
    });
    if (answer.is === "ok") onClose();
  }
  return (
    <Dialog open onClose={onClose} title={t("feedback.start")} size="m" dismissable={false}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <Stack>
          <p>{t("feedback.start_words")}</p>
          <TextField
            label={t("feedback.prompt")}
            hint={t("feedback.prompt_hint")}
            value={prompt}
            onChange={setPrompt}
            charsMax={prompt_chars_max}
            visibility="everyone"
            visibilityWords={t("feedback.prompt_visibility")}
            error={tried && empty ? t("field.required") : undefined}
            autoComplete="off"
          />
          <Select
            label={t("feedback.minutes")}
            options={minutes_choices.map((n) => ({
              value: String(n),
              label: minutesLong(n * 60_000),
            }))}
            value={length}
            onChange={setLength}
          />
          <p>{t("feedback.watch_roster")}</p>
          {why?.is === "too_few" && (
            <Banner tone="amber">{t("feedback.too_few", { n: why.n, least: why.least })}</Banner>
          )}
          <Button type="submit" tone="primary" busy={busy} isDisabled={why !== null}>
            {t("feedback.open")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
