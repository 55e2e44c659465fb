/** A page outside the room: a title that takes the focus when one arrives, and room to breathe. */
import { type ReactNode, useEffect, useRef } from "react";
import { t } from "../i18n/t";
import { cx } from "./cx";
import { Icon } from "./Icon";
import styles from "./Page.module.css";

/** The first page of a visit leaves the focus where the browser put it. */
let arrived = false;

/**
 * Names the page in the browser's title, and moves the focus to its heading after a change of page,
 * so that a screen reader says where one is. Give the ref to a heading with `tabIndex={-1}`.
 *
 * The browser's title stands in its history, on the taskbar and in every shared window: on a page
 * that members see it names no person and no group.
 */
export function usePageTitle(inTab: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = inTab === t("app.name") ? inTab : `${inTab} · ${t("app.name")}`;
  }, [inTab]);
  useEffect(() => {
    if (arrived) {
      // From its top: where the page before had been scrolled to means nothing here.
      document.documentElement.scrollTop = 0;
      heading.current?.focus();
    }
    arrived = true;
  }, []);
  return heading;
}

export interface PageProps {
  title: string;
  /** For the browser's title, where the page's own names somebody. */
  inTab?: string;
  /** A line under the title. */
  lead?: ReactNode;
  /** Where "back" leads. */
  back?: { href: string; label: string };
  /** Buttons at the end of the title's line. */
  actions?: ReactNode;
  /** `narrow` for one form or one message. */
  width?: "narrow" | "wide";
  children: ReactNode;
}

export function Page({ title, inTab, lead, back, actions, width = "wide", children }: PageProps) {
  const heading = usePageTitle(inTab ?? title);
  return (
    <div className={cx(styles.page, styles[width])}>
      {back && (
        <a className={styles.back} href={back.href}>
          <Icon name="left" size={1.1} />
          {back.label}
        </a>
      )}
      <header className={styles.head}>
        <div className={styles.title}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
