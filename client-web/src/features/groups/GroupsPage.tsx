/** A therapist's groups; from here everything else is two steps away. */
import { useLoad } from "../../bind/load";
import { account } from "../../core/account";
import { href } from "../../core/route";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import { Badge, EmptyState, Failure, Icon, LinkButton, Page, Waiting } from "../../ui";
import styles from "./GroupsPage.module.css";

export function GroupsPage() {
  const [me, reload] = useLoad("me", () => account.refresh());
  const groups = me.is === "ready" ? me.value.groups : [];
  return (
    <Page
      title={t("groups.title")}
      actions={
        groups.length > 0 && (
          <LinkButton href={href.newGroup()} icon="plus">
            {t("groups.new")}
          </LinkButton>
        )
      }
    >
      {me.is === "loading" && <Waiting label={t("common.loading")} />}
      {me.is === "failed" && <Failure words={wordsFor(me.failure)} onRetry={() => void reload()} />}
      {me.is === "ready" && groups.length === 0 && (
        <EmptyState
          title={t("groups.empty")}
          action={
            <LinkButton href={href.newGroup()} tone="primary" icon="plus">
              {t("groups.new")}
            </LinkButton>
          }
        >
          <p>{t("groups.empty_words")}</p>
        </EmptyState>
      )}
      {groups.length > 0 && (
        <ul className={styles.list}>
          {groups.map((group) => (
            <li key={group.id}>
              <a className={styles.group} href={href.group(group.id)}>
                <span className={styles.name}>{group.name}</span>
                {group.session_open && <Badge tone="green">{t("groups.open_now")}</Badge>}
                <Icon name="right" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
