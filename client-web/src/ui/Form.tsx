/** A form: sends on Enter, never reloads the page, and leads to the first field that needs care. */
import { type ReactNode, useRef } from "react";

export function Form({
  onSubmit,
  children,
  id,
}: {
  onSubmit: () => void;
  children: ReactNode;
  /** For a button elsewhere that sends it, such as at the foot of a dialog. */
  id?: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={form}
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a dialog over another form is not that form's business.
        event.stopPropagation();
        onSubmit();
        // After the mistakes are drawn.
        setTimeout(() => {
          form.current
            ?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')
            ?.focus();
        }, 0);
      }}
    >
      {children}
    </form>
  );
}
