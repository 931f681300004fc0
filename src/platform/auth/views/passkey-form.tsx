import type { ComponentChildren } from 'preact';
import { useFrame } from '#platform/http/frame.ts';
import { script } from '#platform/ui/assets.ts';
import { authTexts } from '../messages/index.ts';

const SCRIPT = script('passkey.js', new URL('../passkey.client.ts', import.meta.url));

export interface PasskeyFormProps {
  readonly kind: 'add' | 'sign-in';
  readonly action: string;
  /** Where the browser part asks what the device must sign. */
  readonly options: string;
  /** Said when the device refused or the person gave up. */
  readonly failed: string;
  readonly children: ComponentChildren;
}

/** Shown by its script where the browser knows passkeys; see passkey.client.ts. */
export function PasskeyForm({ kind, action, options, failed, children }: PasskeyFormProps) {
  const { csrf, nonce } = useFrame();
  return (
    <>
      <form method="post" action={action} data-passkey={kind} data-options={options} hidden>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="credential" value="" />
        <p class="govuk-error-message" role="alert" hidden>
          {failed}
        </p>
        {children}
      </form>
      <script type="module" src={SCRIPT()} nonce={nonce} />
    </>
  );
}

/** In place of a button that could not work: browsers keep passkeys to addresses that have a name. */
export function PasskeysElsewhere({ address }: { readonly address: string }) {
  const m = authTexts(useFrame().lang).sign_in;
  return (
    <p class="govuk-hint">
      {m.passkeys_elsewhere} <a href={address}>{address}</a>
    </p>
  );
}
