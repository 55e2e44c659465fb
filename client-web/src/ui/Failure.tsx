/** What went wrong with a form or a page, spoken when it appears. Words come from outside. */

import { t } from "../i18n/t";
import { Banner } from "./Banner";
import { Button } from "./Button";

export function Failure({ words, onRetry }: { words: string | null; onRetry?: () => void }) {
  if (words === null) return null;
  return (
    <Banner
      tone="rose"
      live
      actions={onRetry && <Button onPress={onRetry}>{t("common.try_again")}</Button>}
    >
      {words}
    </Banner>
  );
}
