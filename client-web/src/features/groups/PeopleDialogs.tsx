/** The questions of the roster: a new person, a new name, a link to hand over, are you sure. */
import { useEffect, useId, useState } from "react";
import { useSending } from "../../bind/load";
import { wordsFor } from "../../i18n/failures";
import { day } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { AddPerson, InvitedRole, Link, RosterEntry } from "../../protocol";
import {
  Banner,
  Button,
  Confirm,
  CopyField,
  Dialog,
  Failure,
  Form,
  notify,
  RadioGroup,
  Stack,
  TextField,
  Waiting,
} from "../../ui";

const name_chars_max = 40;

const wrong = (failure: unknown) => (failure === null ? null : wordsFor(failure));
const fits = (name: string) => name.trim() !== "" && [...name].length <= name_chars_max;

export function AddPersonDialog({
  add,
  invite,
  onClose,
}: {
  add: (person: AddPerson) => Promise<RosterEntry>;
  invite: (person: string) => Promise<Link>;
  onClose: () => void;
}) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<InvitedRole>("member");
  const [tried, setTried] = useState(false);
  const form = useId();
  const [added, setAdded] = useState<RosterEntry | null>(null);
  const { busy, failure, run } = useSending();

  function submit() {
    setTried(true);
    if (!fits(name)) return;
    void run(async () => setAdded(await add({ name: name.trim(), role })));
  }

  // A person on the roster can do nothing without a link: it comes next by itself.
  if (added !== null) {
    return (
      <LinkDialog
        name={added.name}
        intro={t("people.added", { name: added.name })}
        make={() => invite(added.person)}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.add_title")}
      dismissable={name === ""}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} type="submit" form={form}>
            {t("people.add")}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={() => submit()}>
        <Stack>
          <TextField
            label={t("people.name")}
            hint={t("people.name_hint")}
            value={name}
            onChange={setName}
            charsMax={name_chars_max}
            visibility="therapists_only"
            visibilityWords={t("people.name_visibility")}
            error={tried && name.trim() === "" ? t("field.required") : undefined}
            autoComplete="off"
            autoFocus
          />
          <RadioGroup
            label={t("people.role")}
            options={(["member", "observer"] as const).map((value) => ({
              value,
              label: t(`people.${value}`),
              hint: t(`people.${value}_hint`),
            }))}
            value={role}
            onChange={setRole}
          />
          <Failure words={wrong(failure)} />
        </Stack>
      </Form>
    </Dialog>
  );
}

export function RenameDialog({
  name: old,
  rename,
  onClose,
}: {
  name: string;
  rename: (name: string) => Promise<void>;
  onClose: () => void;
}) {
  const [name, setName] = useState(old);
  const form = useId();
  const { busy, failure, run } = useSending();
  async function submit() {
    if (fits(name) && (await run(() => rename(name.trim())))) onClose();
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.rename_title", { name: old })}
      size="s"
      dismissable={name === old}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} type="submit" form={form}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={() => void submit()}>
        <Stack>
          <TextField
            label={t("people.name")}
            value={name}
            onChange={setName}
            charsMax={name_chars_max}
            visibility="therapists_only"
            visibilityWords={t("people.name_visibility")}
            error={name.trim() === "" ? t("field.required") : undefined}
            autoComplete="off"
            autoFocus
          />
          <Failure words={wrong(failure)} />
        </Stack>
      </Form>
    </Dialog>
  );
}

/** Makes a link and shows it, once. `sure` asks first, where an older one stops working. */
export function LinkDialog({
  name,
  intro,
  sure,
  make,
  onClose,
}: {
  /** Whose; `null` for a co-therapist. */
  name: string | null;
  intro?: string;
  sure?: string;
  make: () => Promise<Link>;
  onClose: () => void;
}) {
  const [link, setLink] = useState<Link | null>(null);
  const [agreed, setAgreed] = useState(sure === undefined);
  const { failure, run } = useSending();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one link per agreement, whatever is redrawn
  useEffect(() => {
    if (agreed) void run(async () => setLink(await make()));
  }, [agreed]);

  if (!agreed && name !== null) {
    return (
      <Confirm
        open
        onClose={onClose}
        onConfirm={() => setAgreed(true)}
        title={t("invitation.renew_title", { name })}
        confirm={t("invitation.renew")}
      >
        <p>{sure}</p>
      </Confirm>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={name === null ? t("co.title") : t("invitation.title", { name })}
      dismissable={false}
      actions={<Button onPress={onClose}>{t("invitation.done")}</Button>}
    >
      {intro && <p>{intro}</p>}
      {link === null && failure === null && <Waiting label={t("common.loading")} compact />}
      <Failure words={wrong(failure)} onRetry={() => void run(async () => setLink(await make()))} />
      {link !== null && (
        <>
          <CopyField label={t("invitation.link")} value={link.url} />
          <Banner tone="amber">{t("invitation.once")}</Banner>
          {name === null ? (
            <p>{t("co.who", { day: day(link.expires_at) })}</p>
          ) : (
            <>
              <p>{t("invitation.who", { name })}</p>
              <p>{t("invitation.until", { day: day(link.expires_at) })}</p>
            </>
          )}
        </>
      )}
    </Dialog>
  );
}

/** Asks before something that ends a thing for somebody. */
export function SureDialog({
  title,
  words,
  confirm,
  done,
  act,
  onClose,
}: {
  title: string;
  words: string;
  confirm: string;
  /** Said afterwards. */
  done: string;
  act: () => Promise<void>;
  onClose: () => void;
}) {
  const { busy, failure, run } = useSending();
  return (
    <Confirm
      open
      danger
      busy={busy}
      onClose={onClose}
      onConfirm={() =>
        void run(act).then((well) => {
          if (!well) return;
          notify(done);
          onClose();
        })
      }
      title={title}
      confirm={confirm}
    >
      <p>{words}</p>
      <Failure words={wrong(failure)} />
    </Confirm>
  );
}
