/** Tells the component library the language, so that its own words and numbers follow ours. */
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { languageTag } from "../i18n/t";

export function UiProvider({ children }: { children: ReactNode }) {
  return <I18nProvider locale={languageTag()}>{children}</I18nProvider>;
}
