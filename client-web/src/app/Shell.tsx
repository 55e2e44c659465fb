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

/** `home` leads therapists to their groups; who came by a link has no home here to go to. */
export function Shell({ home = false, children }: { home?: boolean; children: ReactNode }) {
  const therapist = useStore(account.state);
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        {home ? (
          <a href={href.groups()} className={styles.brand}>
            <Brand />
          </a>
        ) : (
          <span className={styles.brand}>
            <Brand />
          </span>
        )}
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

function Brand() {
  return (
    <>
      <img src="/icon.svg" alt="" width="30" height="30" />
      {t("app.name")}
    </>
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
