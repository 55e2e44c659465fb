/** A therapist's decisions on the slips of a box, and the one command they become. */
import type { BoxId, Command, Paraphrase, SlipId, SlipView } from "../../protocol";

export type Decision = "release" | "paraphrase" | "keep";

export interface Choice {
  decision: Decision;
  /** The therapist's own words; kept while they change their mind. */
  words: string;
}

/** By slip. A slip that is not in it is undecided, and will be kept. */
export type Choices = Readonly<Record<SlipId, Choice>>;

/** As in `protocol/src/text.rs`, in characters. */
export const own_words_max = 1_500;
/**
 * Bytes that the command may have as JSON. A frame has 16 KiB (`FRAME_BYTES_MAX`); what is left is
 * for what stands around it.
 */
const command_bytes_max = 15 * 1024;

export function decide(choices: Choices, slip: SlipId, change: Partial<Choice>): Choices {
  const before = choices[slip] ?? { decision: "keep", words: "" };
  return { ...choices, [slip]: { ...before, ...change } };
}

export interface Settlement {
  released: number;
  paraphrased: number;
  kept: number;
  /** Of those kept: the ones nobody decided about. */
  open: number;
  /** Slips that should be shown in own words of which there are none, or too many. */
  wrong: SlipId[];
  /** Bytes by which the command is too long; 0 if it fits. */
  over_bytes: number;
  command: Command;
}

export function settlementOf(box: BoxId, slips: readonly SlipView[], choices: Choices): Settlement {
  const decision = ({ slip }: SlipView) => choices[slip]?.decision;
  const release = slips.filter((s) => decision(s) === "release").map((s) => s.slip);
  const paraphrase: Paraphrase[] = slips
    .filter((s) => decision(s) === "paraphrase")
    .map(({ slip }) => ({ slip, text: choices[slip]?.words.trim() ?? "" }));
  const command: Command = {
    feature: "feedback",
    type: "settle",
    box_id: box,
    release,
    paraphrase,
  };
  const fits = ({ text }: Paraphrase) => text !== "" && [...text].length <= own_words_max;
  return {
    released: release.length,
    paraphrased: paraphrase.length,
    kept: slips.length - release.length - paraphrase.length,
    open: slips.filter((s) => decision(s) === undefined).length,
    wrong: paraphrase.filter((p) => !fits(p)).map((p) => p.slip),
    over_bytes: Math.max(0, bytesOf(command) - command_bytes_max),
    command,
  };
}

function bytesOf(command: Command): number {
  return new TextEncoder().encode(JSON.stringify(command)).length;
}

/** Choices as a draft is kept, so that a look at another tab loses none. */
export const choicesDraft = (choices: Choices): string => JSON.stringify(choices);

export function choicesOf(draft: string): Choices {
  // Only ever written by `choicesDraft`, on this page.
  return draft === "" ? {} : (JSON.parse(draft) as Choices);
}
