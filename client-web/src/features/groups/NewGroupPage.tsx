/** Making a group. */
import { useSending } from "../../bind/load";
import { api } from "../../core/api";
import { go, href } from "../../core/route";
import { t } from "../../i18n/t";
import type { GroupSettings } from "../../protocol";
import { Page } from "../../ui";
import { GroupForm, startingSettings } from "./GroupForm";

export function NewGroupPage() {
  const { busy, failure, run } = useSending();
  const create = (settings: GroupSettings) =>
    run(async () => go(href.group((await api.createGroup(settings)).id), true));
  return (
    <Page
      width="narrow"
      title={t("group.new_title")}
      lead={t("group.new_lead")}
      back={{ href: href.groups(), label: t("groups.title") }}
    >
      <GroupForm
        initial={startingSettings()}
        submit={t("group.create")}
        busy={busy}
        failure={failure}
        onSubmit={(settings) => void create(settings)}
      />
    </Page>
  );
}
