/** Says who will see what is written. Part of every box that takes words; never left out. */
import { t } from "../i18n/t";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";
import styles from "./Visibility.module.css";

export type Audience =
  /** The whole group, with the writer's name. */
  | "everyone"
  /** Therapists, with the writer's name. */
  | "therapists"
  /** One member and the therapists. */
  | "one_member"
  /** Nobody can check whose it is. */
  | "anonymous"
  /** Therapists among themselves. */
  | "therapists_only"
  /** Never leaves this page. */
  | "this_page"
  /** Kept by this server to sign in with. */
  | "account";

const icons: Record<Audience, IconName> = {
  everyone: "everyone",
  therapists: "lock",
  one_member: "person",
  anonymous: "unsigned",
  therapists_only: "lock",
  this_page: "device",
  account: "lock",
};

/** `words` replaces the stock sentence where a box has something more exact to say. */
export function Visibility({ to, words, id }: { to: Audience; words?: string; id?: string }) {
  return (
    <span className={cx(styles.note, styles[to])} id={id}>
      <Icon name={icons[to]} size={1.1} />
      <span>{words ?? t(`visibility.${to}`)}</span>
    </span>
  );
}
