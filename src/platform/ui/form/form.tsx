import type { ComponentChildren } from 'preact';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { useFrame } from '../../http/frame.ts';

export interface FormProps {
  /** The page itself when left out. */
  readonly action?: string | undefined;
  /** For forms that carry a file. */
  readonly multipart?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
}

/** A form that writes: POST, with the CSRF field. Errors are ours, so the browser's own bubbles stay off. */
export function Form({ action, multipart = false, id, children }: FormProps) {
  const { csrf, path } = useFrame();
  return (
    <form
      id={id}
      method="post"
      // Not left out: it would keep the #field of an error's link, and the next errors lose the focus.
      action={action ?? path}
      encType={multipart ? 'multipart/form-data' : undefined}
      noValidate
    >
      <input type="hidden" name={CSRF_FIELD} value={csrf} />
      {children}
    </form>
  );
}

/** A form that asks: GET, so that the address of the answer can be kept and sent. */
export function GetForm({
  action,
  children,
}: {
  readonly action: string;
  readonly children: ComponentChildren;
}) {
  return (
    <form method="get" action={action} class="rf-get-form">
      {children}
    </form>
  );
}
