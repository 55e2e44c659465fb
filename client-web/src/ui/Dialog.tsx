/** Something that asks for an answer before anything else. Esc and the cross always mean "no". */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { t } from "../i18n/t";
import { Button, IconButton } from "./Button";
import { cx } from "./cx";
import styles from "./Dialog.module.css";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the one that does it last. */
  actions?: ReactNode;
  /** `m` reads well, `l` for lists and forms, `side` slides in from the side on a wide screen. */
  size?: "s" | "m" | "l" | "side";
  /** A press outside closes it; not where words could be lost. */
  dismissable?: boolean;
  alert?: boolean;
}

export function Dialog({
  open,
  onClose,
  title,
  children,
  actions,
  size = "m",
  dismissable = true,
  alert = false,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isDismissable={dismissable}
      className={cx(styles.scrim, size === "side" && styles.sideScrim)}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog className={cx(styles.dialog)} role={alert ? "alertdialog" : "dialog"}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={cx(styles.title)}>
              {title}
            </Heading>
            <IconButton icon="close" label={t("common.close")} onPress={onClose} />
          </header>
          <Body title={title}>{children}</Body>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

const stops = "a[href], button, input, select, textarea, summary, [tabindex]";

/** What scrolls and holds nothing to stop at is a stop itself: else no key could move it. */
function Body({ title, children }: { title: string; children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const [alone, setAlone] = useState(false);
  // What stands in it may have changed with every drawing, and its height with the window.
  useEffect(() => {
    const element = body.current;
    if (element === null) return;
    const measure = () => {
      const scrolls = element.scrollHeight > element.clientHeight;
      setAlone(scrolls && element.querySelector(stops) === null);
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  });
  return (
    <div
      ref={body}
      className={styles.body}
      {...(alone ? { tabIndex: 0, role: "group", "aria-label": title } : {})}
    >
      {children}
    </div>
  );
}

export interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  children: ReactNode;
  /** The verb, not "OK": "End the session". */
  confirm: string;
  cancel?: string;
  danger?: boolean;
  busy?: boolean;
}

/** Asks once before what is hard to undo. Focus starts on the safe answer. */
export function Confirm({
  open,
  onClose,
  onConfirm,
  title,
  children,
  confirm,
  cancel,
  danger = false,
  busy = false,
}: ConfirmProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      size="s"
      alert
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {cancel ?? t("common.cancel")}
          </Button>
          <Button tone={danger ? "danger-solid" : "primary"} busy={busy} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
