/**
 * Every visible word goes through here.
 *
 * A message is a sentence with `{names}` in it, or such a sentence for each plural form of the
 * language, chosen by `n` (Intl.PluralRules). Keys and parameters are checked by the compiler
 * against the English table, which is the reference for every other language.
 */
import { en } from "./en";

/** A sentence, or one per plural form of `n`. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Table = Record<MessageKey, Message>;
export type MessageKey = keyof typeof en;

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ParamsOf<M> = M extends string
  ? NamesIn<M>
  : M extends { other: infer Other }
    ? NamesIn<Other> | "n"
    : never;
type Args<K extends MessageKey> = [ParamsOf<(typeof en)[K]>] extends [never]
  ? []
  : [Record<ParamsOf<(typeof en)[K]>, string | number>];

interface Language {
  tag: string;
  table: Table;
  plurals: Intl.PluralRules;
  ordinals: Intl.PluralRules;
  number: Intl.NumberFormat;
}

function language(tag: string, table: Table): Language {
  return {
    tag,
    table,
    plurals: new Intl.PluralRules(tag),
    ordinals: new Intl.PluralRules(tag, { type: "ordinal" }),
    number: new Intl.NumberFormat(tag),
  };
}

/** English until there is another table; a second language is an entry here. */
let current = language("en", en);

export function languageTag(): string {
  return current.tag;
}

/** For tests and for the day there is a choice. */
export function speak(tag: string, table: Table): void {
  current = language(tag, table);
}

export function t<K extends MessageKey>(key: K, ...args: Args<K>): string {
  const params: Record<string, string | number> = args[0] ?? {};
  const message = current.table[key];
  const sentence = typeof message === "string" ? message : plural(key, message, params);
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? current.number.format(value) : value;
  });
}

function plural(
  key: string,
  message: Exclude<Message, string>,
  params: Record<string, string | number>,
): string {
  const n = Number(params.n ?? 0);
  // Keys of ordinals ("1st") say so by their name; everything else counts.
  const rules = key.startsWith("ordinal") ? current.ordinals : current.plurals;
  return message[rules.select(n)] ?? message.other;
}
