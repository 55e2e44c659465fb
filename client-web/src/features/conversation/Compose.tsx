/** The box to write in. Always says who will see it, and why not where it is shut. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useDraft, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import {
  Banner,
  Button,
  cx,
  Icon,
  Segments,
  Select,
  TextArea,
  Visibility,
  VisuallyHidden,
} from "../../ui";
import {
  audienceOf,
  choices,
  people,
  placeholder,
  recall,
  remember,
  seenBy,
  sendLabel,
  shut,
  type To,
} from "./audience";
import styles from "./Compose.module.css";
import type { WriteTo } from "./Conversation";
import { type Outbox, putBack } from "./useOutbox";

/** As in the protocol: characters of a line. */
const line_chars_max = 2_000;

export interface ComposeProps {
  outbox: Outbox;
  writeTo: WriteTo | null;
  onSent: () => void;
}

export function Compose({ outbox, writeTo, onSent }: ComposeProps) {
  const view = {
    session: useView((v) => v.session),
    me: useView((v) => v.me),
    floor: useView((v) => v.floor),
    seats: useView((v) => v.seats),
    lines_mode: useView((v) => v.lines_mode),
  };
  const allowed = choices(view);
  // The audience is kept with the draft: private words must not come back as words to everyone.
  const [kept, keep] = useDraft("line.to");
  const { to, whom } = recall(kept, allowed);
  const box = useRef<HTMLDivElement>(null);
  const [writing, setWriting] = useState(false);
  const hint = useId();
  const latest = useRef(outbox);
  latest.current = outbox;

  useEffect(() => {
    if (writeTo === null) return;
    if (writeTo.to === "one") keep(remember("one", writeTo.seat));
    else {
      keep(remember("therapists", null));
      if (writeTo.text !== "") latest.current.write(putBack(writeTo.text, latest.current.text));
    }
    box.current?.querySelector("textarea")?.focus();
  }, [writeTo, keep]);

  if (allowed.length === 0) {
    return <p className={styles.silent}>{shut(view, "everyone")}</p>;
  }
  const closed = shut(view, to);
  const seen = seenBy(view, to, whom);
  const audience = audienceOf(to, whom);
  const tooLong = [...outbox.text.trim()].length > line_chars_max;
  const ready = closed === null && audience !== null && outbox.text.trim() !== "" && !tooLong;
  const send = () => {
    if (!ready || audience === null) return;
    outbox.send(audience);
    onSent();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Composing a character (as in Japanese) also ends with Enter, and must not send.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div ref={box} className={cx(styles.compose, to !== "everyone" && styles.private)}>
      {allowed.length > 1 && (
        <Segments<To>
          label={t("write.to")}
          labelHidden
          options={allowed.map((one) => ({ value: one, label: label(one, view.me.role) }))}
          value={to}
          onChange={(next) => keep(remember(next, null))}
        />
      )}
      {to === "one" && (
        <Select
          label={t("write.whom")}
          labelHidden
          placeholder={t("write.whom_placeholder")}
          options={people(view).map((seat) => ({ value: String(seat.seat), label: seat.name }))}
          value={whom === null ? null : String(whom)}
          onChange={(seat) => keep(remember("one", Number(seat)))}
        />
      )}
      {closed !== null && (
        <div className={styles.shut}>
          <Icon name="lock" size={1.1} />
          <span>{closed}</span>
          {to === "everyone" && view.me.role === "member" && (
            <Button size="s" onPress={() => keep(remember("therapists", null))}>
              {t("write.instead")}
            </Button>
          )}
        </div>
      )}
      {outbox.trouble !== null && <Banner tone="amber">{outbox.trouble}</Banner>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are the text area's */}
      <div
        className={styles.write}
        hidden={closed !== null && outbox.text === "" && !writing}
        onKeyDown={onKeyDown}
        onFocus={() => setWriting(true)}
        onBlur={() => setWriting(false)}
      >
        <TextArea
          label={`${t("write.label")}. ${seen}`}
          labelHidden
          value={outbox.text}
          onChange={outbox.write}
          placeholder={placeholder(view, to, whom)}
          charsMax={line_chars_max}
          rows={1}
          rowsMax={6}
          className={cx(styles.words)}
          visibility={null}
        />
        <div className={styles.foot}>
          <Visibility to={visibility(to, view.me.role)} words={seen} />
          <Button
            tone="primary"
            icon="send"
            aria-label={sendLabel(view, to, whom)}
            aria-describedby={hint}
            isDisabled={!ready}
            onPress={send}
            className={cx(styles.send)}
          >
            {t("write.send")}
          </Button>
        </div>
      </div>
      <VisuallyHidden id={hint}>{t("write.keys")}</VisuallyHidden>
    </div>
  );
}

function label(to: To, role: "therapist" | "member" | "observer"): string {
  switch (to) {
    case "everyone":
      return t("write.everyone");
    case "one":
      return t("write.one");
    case "therapists":
      return role === "therapist" ? t("write.among_therapists") : t("write.therapists");
  }
}

function visibility(to: To, role: "therapist" | "member" | "observer") {
  if (to === "everyone") return "everyone";
  if (to === "one") return "one_member";
  return role === "therapist" ? "therapists_only" : "therapists";
}
