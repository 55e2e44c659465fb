/** What surrounds every page outside the room: name, theme, and who is signed in. */
import type { ReactNode } from "react";
import { useStore } from "../bind/store";
import { account } from "../core/account";
import { go, href } from "../core/route";
import { wordsFor } from "../i18n/failures";
import { t } from "../i18n/t";
import { Menu, notify } from "../ui";
import styles from "./Shell.module.css";
import { ThemeMenu } from "./ThemeMenu";

export function Shell({ children }: { children: ReactNode }) {
  const therapist = useStore(account.state);
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <a href={href.groups()} className={styles.brand}>
          <img src="/icon.svg" alt="" width="30" height="30" />
          {t("app.name")}
        </a>
        <div className={styles.end}>
          <ThemeMenu />
          {therapist && (
            <Menu
              label={therapist.name}
              icon="person"
              showLabel
              heading={therapist.email}
              items={[
                {
                  id: "out",
                  label: t("account.sign_out"),
                  icon: "door",
                  onAction: () => void signOut(),
                },
              ]}
            />
          )}
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

async function signOut() {
  try {
    await account.signOut();
    go(href.login());
    notify(t("account.signed_out"));
  } catch (failure) {
    notify(wordsFor(failure), "trouble");
  }
}
