import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { authTexts } from '../messages/index.ts';
import { PasskeyForm, PasskeysElsewhere } from './passkey-form.tsx';

export interface SignInProps {
  readonly next: string;
  readonly email?: string;
  readonly error?: string | undefined;
  readonly passkeys: boolean;
  /** Where passkeys work, when it is not here. */
  readonly passkeyAddress: string | undefined;
  readonly providers: readonly { readonly id: string; readonly label: string }[];
}

export function SignInPage(props: SignInProps) {
  const { next, email, error, passkeys, passkeyAddress, providers } = props;
  const m = authTexts(useFrame().lang).sign_in;
  return (
    <>
      {error ? <ErrorSummary errors={[{ field: 'email', message: error }]} /> : null}
      <Form action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <TextField
          name="email"
          label={m.email}
          type="email"
          inputmode="email"
          autocomplete="email"
          spellcheck={false}
          value={email}
          error={error}
        />
        <Button>{m.submit}</Button>
      </Form>
      {passkeys || providers.length > 0 ? (
        <section>
          {providers.length > 0 ? <h2 class="govuk-heading-m">{m.or}</h2> : null}
          {providers.map((provider) => (
            <p key={provider.id}>
              <Button
                variant="secondary"
                href={`/sign-in/openid/${provider.id}?next=${encodeURIComponent(next)}`}
              >
                {m.provider(provider.label)}
              </Button>
            </p>
          ))}
          {passkeys ? (
            <PasskeyForm
              kind="sign-in"
              action="/sign-in/passkey"
              options="/sign-in/passkey/options"
              failed={m.passkey_failed}
            >
              <input type="hidden" name="next" value={next} />
              <p>{m.passkey_hint}</p>
              <Button variant="secondary">{m.passkey}</Button>
            </PasskeyForm>
          ) : null}
        </section>
      ) : null}
      {passkeyAddress ? <PasskeysElsewhere address={passkeyAddress} /> : null}
    </>
  );
}

export interface CodeProps {
  /** Masked when the page was not opened by the one who typed it. */
  readonly email: string;
  readonly identityLabel: string | undefined;
  readonly error?: string | undefined;
  readonly action: string;
  readonly restart: string;
  /** Only where asking again is one click. */
  readonly resend?: string | undefined;
}

export function CodePage({ email, identityLabel, error, action, restart, resend }: CodeProps) {
  const { lang, demo } = useFrame();
  const m = authTexts(lang).code;
  return (
    <>
      {error ? <ErrorSummary errors={[{ field: 'code', message: error }]} /> : null}
      <p>{m.sent(email)}</p>
      {identityLabel === undefined ? null : <p>{m.identity(identityLabel)}</p>}
      {demo ? (
        <Notice tone="info">
          <p>
            {m.demo} <a href="/demo/outbox">{m.demo_link}</a>
          </p>
        </Notice>
      ) : null}
      <Form action={action}>
        <TextField
          name="code"
          label={m.field}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
          spellcheck={false}
          maxlength={12}
          error={error}
        />
        <Button>{m.submit}</Button>
      </Form>
      <p>{m.spam}</p>
      {resend === undefined ? (
        <p>
          <a href={restart}>{m.other}</a>
        </p>
      ) : (
        <Form action={resend}>
          <ButtonGroup>
            <Button variant="secondary">{m.again}</Button>
            <a href={restart}>{m.other}</a>
          </ButtonGroup>
        </Form>
      )}
    </>
  );
}

/** Following the link asks for a click: programs that check mail open every link. */
export function LinkPage({ token, email }: { readonly token: string; readonly email: string }) {
  const m = authTexts(useFrame().lang).link;
  return (
    <>
      <p>{m.text(email)}</p>
      <Form action={`/sign-in/link/${token}`}>
        <Button>{m.submit}</Button>
      </Form>
    </>
  );
}

export function IdentityEmailPage({
  email,
  label,
  error,
}: {
  readonly email: string;
  readonly label: string;
  readonly error?: string | undefined;
}) {
  const m = authTexts(useFrame().lang);
  return (
    <>
      {error ? <ErrorSummary errors={[{ field: 'email', message: error }]} /> : null}
      <p>{m.identity_email.lead(label)}</p>
      <Form action="/sign-in/identity">
        <TextField
          name="email"
          label={m.sign_in.email}
          type="email"
          inputmode="email"
          autocomplete="email"
          spellcheck={false}
          value={email}
          error={error}
        />
        <Button>{m.sign_in.submit}</Button>
      </Form>
    </>
  );
}

export function RefusedPage({ text }: { readonly text: string }) {
  const m = authTexts(useFrame().lang);
  return (
    <>
      <p>{text}</p>
      <Button href="/sign-in">{m.back_to_sign_in}</Button>
    </>
  );
}
