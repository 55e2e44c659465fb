/** Tells the component library the language, so that its own words and numbers follow ours, and
    keeps the focus for whoever goes by keyboard. */
import { type ReactNode, useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { languageTag } from "../i18n/t";
import { keepFocus } from "./keepFocus";

export function UiProvider({ children }: { children: ReactNode }) {
  useEffect(() => keepFocus(), []);
  return <I18nProvider locale={languageTag()}>{children}</I18nProvider>;
}
