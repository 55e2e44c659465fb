/** Changing what is set for a group. */
import { useLoad, useSending } from "../../bind/load";
import { api } from "../../core/api";
import { go, href } from "../../core/route";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import type { Group, GroupSettings } from "../../protocol";
import { Banner, Failure, notify, Page, Waiting } from "../../ui";
import { GroupForm } from "./GroupForm";

export function GroupSettingsPage({ group }: { group: string }) {
  const [page, reload] = useLoad(group, () => api.group(group));
  switch (page.is) {
    case "loading":
      return <Waiting label={t("common.loading")} />;
    case "failed":
      return <Failure words={wordsFor(page.failure)} onRetry={() => void reload()} />;
    case "ready":
      return <Settings group={page.value.group} />;
  }
}

function Settings({ group }: { group: Group }) {
  const { busy, failure, run } = useSending();
  async function save(settings: GroupSettings) {
    if (!(await run(() => api.changeGroup(group.id, settings)))) return;
    notify(t("group.saved"), "good");
    go(href.group(group.id), true);
  }
  return (
    <Page
      width="narrow"
      title={t("group.settings_title", { group: group.settings.name })}
      back={{ href: href.group(group.id), label: group.settings.name }}
    >
      <Banner>{t("group.rules_raise")}</Banner>
      <GroupForm
        initial={group.settings}
        submit={t("common.save")}
        busy={busy}
        failure={failure}
        onSubmit={(settings) => void save(settings)}
      />
    </Page>
  );
}
