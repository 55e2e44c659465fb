/** Catches a mistake of ours while drawing, and says so in plain words instead of a white page. */
import { Component, type ReactNode } from "react";
import { t } from "../i18n/t";
import { Button, Screen } from "../ui";

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main id="main" tabIndex={-1}>
        <Screen
          title={t("crash.title")}
          actions={
            <Button tone="primary" onPress={() => window.location.reload()}>
              {t("crash.reload")}
            </Button>
          }
        >
          <p>{t("crash.words")}</p>
        </Screen>
      </main>
    );
  }
}
