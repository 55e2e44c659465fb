/** An address that leads nowhere, most often a link that was cut in two. */
import { href } from "../core/route";
import { t } from "../i18n/t";
import { LinkButton, Screen } from "../ui";

export function NotFound() {
  return (
    <Screen
      title={t("not_found.title")}
      actions={<LinkButton href={href.groups()}>{t("not_found.home")}</LinkButton>}
    >
      <p>{t("not_found.words")}</p>
    </Screen>
  );
}
