/** The check-ins that ship with Rondo, and a template said in a few words. */
import type { Template } from "../protocol";
import { t } from "./t";

export interface NamedTemplate {
  id: string;
  name: string;
  template: Template;
}

export function shippedTemplates(): NamedTemplate[] {
  return [
    {
      id: "mood",
      name: t("shipped.mood"),
      template: {
        prompt: t("shipped.mood_prompt"),
        answer: { kind: "feelings", words: t("shipped.mood_words").split("\n"), most: 3 },
        shown_to: "group",
      },
    },
    {
      id: "scale",
      name: t("shipped.scale"),
      template: {
        prompt: t("shipped.scale_prompt"),
        answer: {
          kind: "scale",
          min: 0,
          max: 10,
          step: 1,
          low: t("shipped.scale_low"),
          high: t("shipped.scale_high"),
        },
        shown_to: "group",
      },
    },
    {
      id: "climate",
      name: t("shipped.climate"),
      template: {
        prompt: t("shipped.climate_prompt"),
        answer: {
          kind: "scale",
          min: 0,
          max: 10,
          step: 1,
          low: t("shipped.climate_low"),
          high: t("shipped.climate_high"),
        },
        shown_to: "anonymous",
      },
    },
    {
      id: "word",
      name: t("shipped.word"),
      template: {
        prompt: t("shipped.word_prompt"),
        answer: { kind: "text", chars: 40 },
        shown_to: "group",
      },
    },
    {
      id: "takeaway",
      name: t("shipped.takeaway"),
      template: {
        prompt: t("shipped.takeaway_prompt"),
        answer: { kind: "text", chars: 300 },
        shown_to: "group",
      },
    },
  ];
}

/** How it is answered, such as "A number from 0 to 10". */
export function answerInWords({ answer }: Template): string {
  switch (answer.kind) {
    case "scale":
      return t("template.is_scale", { min: answer.min, max: answer.max });
    case "feelings":
      return t("template.is_feelings", { n: answer.most });
    case "choice":
      return t("template.is_choice", { n: answer.options.length });
    case "text":
      return t("template.is_text", { n: answer.chars });
  }
}

/** Who sees the answers, such as "Therapists only, with names". */
export function shownToInWords({ shown_to }: Template): string {
  return t(`template.${shown_to}`);
}
