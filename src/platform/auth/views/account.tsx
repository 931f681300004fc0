import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { authTexts, type Names } from '../messages/index.ts';
import type { Account } from '../queries/accounts.ts';
import type { HeldGrant } from '../queries/grants.ts';
import type { LinkedIdentity } from '../queries/identities.ts';
import type { Passkey } from '../queries/passkeys.ts';
import type { SessionSeen } from '../queries/sessions.ts';
import { PasskeyForm, PasskeysElsewhere } from './passkey-form.tsx';
import { RolesTable } from './roles-table.tsx';

export interface AccountProps {
  readonly account: Account;
  readonly saved: boolean;
  readonly nameError: string | undefined;
  readonly sessions: readonly SessionSeen[];
  readonly sessionId: string;
  readonly passkeys: readonly Passkey[];
  readonly passkeysHere: boolean;
  /** Where passkeys work, when it is not here. */
  readonly passkeyAddress: string | undefined;
  readonly identities: readonly LinkedIdentity[];
  readonly providers: readonly { readonly id: string; readonly label: string }[];
  readonly grants: readonly HeldGrant[];
  readonly names: Names;
}

export function AccountPage(props: AccountProps) {
  const { account, saved, nameError } = props;
  const m = authTexts(useFrame().lang).account;
  return (
    <>
      {nameError ? (
        <ErrorSummary errors={[{ field: 'displayName', message: nameError }]} />
      ) : saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <SummaryList
        rows={[
          {
            key: m.email,
            value: account.email,
            action: { href: '/account/email', text: m.change_email },
          },
        ]}
      />
      <Form action="/account">
        <TextField
          name="displayName"
          label={m.display_name}
          hint={m.display_name_hint}
          autocomplete="name"
          width="medium"
          value={account.displayName}
          error={nameError}
        />
        <Select
          name="lang"
          label={m.lang}
          value={account.lang}
          options={(['fr', 'en'] satisfies Lang[]).map((lang) => ({
            value: lang,
            label: m.langs[lang],
          }))}
        />
        <Button>{m.save}</Button>
      </Form>
      <p>
        <a href="/account/notifications">{m.notifications}</a>
      </p>
      <Roles grants={props.grants} names={props.names} />
      <Passkeys
        passkeys={props.passkeys}
        here={props.passkeysHere}
        address={props.passkeyAddress}
      />
      <Identities identities={props.identities} providers={props.providers} />
      <Devices sessions={props.sessions} sessionId={props.sessionId} />
    </>
  );
}

function Roles({ grants, names }: Pick<AccountProps, 'grants' | 'names'>) {
  const m = authTexts(useFrame().lang).account;
  return (
    <section>
      <h2 class="govuk-heading-m">{m.roles}</h2>
      {grants.length === 0 ? (
        <p>{m.roles_none}</p>
      ) : (
        <RolesTable caption={m.roles} grants={grants} names={names} />
      )}
    </section>
  );
}

function Passkeys({
  passkeys,
  here,
  address,
}: {
  readonly passkeys: readonly Passkey[];
  readonly here: boolean;
  readonly address: string | undefined;
}) {
  const texts = authTexts(useFrame().lang);
  const m = texts.account;
  if (!here && !address && passkeys.length === 0) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{m.passkeys}</h2>
      <p>{m.passkeys_text}</p>
      {passkeys.length === 0 ? (
        <p>{m.passkeys_none}</p>
      ) : (
        <Table
          caption={m.passkeys}
          captionHidden
          columns={[
            { key: 'name', label: m.passkey_name },
            { key: 'created', label: m.created },
            { key: 'used', label: m.last_used },
            { key: 'remove', label: m.remove },
          ]}
          rows={passkeys.map((passkey) => ({
            key: passkey.credentialId,
            cells: [
              passkey.name,
              <Time key="created" at={passkey.createdAt} format="date" />,
              passkey.lastUsedAt ? <Time key="used" at={passkey.lastUsedAt} relative /> : m.never,
              <Form key="remove" action="/account/passkeys/remove">
                <input type="hidden" name="id" value={passkey.credentialId} />
                <Button variant="secondary">
                  {m.remove}
                  <span class="govuk-visually-hidden">
                    {' '}
                    {m.passkey_remove_hidden(passkey.name)}
                  </span>
                </Button>
              </Form>,
            ],
          }))}
        />
      )}
      {here ? (
        <>
          <PasskeyForm
            kind="add"
            action="/account/passkeys"
            options="/account/passkeys/options"
            failed={texts.errors.passkey_refused}
          >
            <Button variant="secondary">{m.passkey_add}</Button>
          </PasskeyForm>
          <noscript>
            <p>{m.passkey_needs_script}</p>
          </noscript>
        </>
      ) : null}
      {address ? <PasskeysElsewhere address={address} /> : null}
    </section>
  );
}

function Identities({
  identities,
  providers,
}: {
  readonly identities: readonly LinkedIdentity[];
  readonly providers: AccountProps['providers'];
}) {
  const m = authTexts(useFrame().lang).account;
  if (identities.length === 0 && providers.length === 0) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{m.identities}</h2>
      {identities.length === 0 ? <p>{m.identities_none}</p> : null}
      {identities.map((identity) => (
        <Form key={`${identity.issuer} ${identity.subject}`} action="/account/identities/remove">
          <input type="hidden" name="issuer" value={identity.issuer} />
          <input type="hidden" name="subject" value={identity.subject} />
          <p>
            {identity.label} (<Time at={identity.linkedAt} format="date" />)
          </p>
          <Button variant="secondary">{m.remove}</Button>
        </Form>
      ))}
      {providers.map((provider) => (
        <p key={provider.id}>
          <Button variant="secondary" href={`/sign-in/openid/${provider.id}`}>
            {m.link_identity(provider.label)}
          </Button>
        </p>
      ))}
    </section>
  );
}

function Devices({
  sessions,
  sessionId,
}: {
  readonly sessions: readonly SessionSeen[];
  readonly sessionId: string;
}) {
  const m = authTexts(useFrame().lang).account;
  return (
    <section>
      <h2 class="govuk-heading-m">{m.devices}</h2>
      <Table
        caption={m.devices}
        captionHidden
        columns={[
          { key: 'device', label: m.device },
          { key: 'method', label: m.method },
          { key: 'seen', label: m.seen },
          { key: 'end', label: m.end },
        ]}
        rows={sessions.map((session) => ({
          key: session.id,
          cells: [
            <>
              {m.on(session.browser, session.system) || m.unknown_device}{' '}
              {session.id === sessionId ? <Tag tone="brand">{m.this_device}</Tag> : null}
            </>,
            m.methods[session.method],
            <Time key="seen" at={session.lastSeenAt} relative />,
            session.id === sessionId ? (
              <Form key="end" action="/sign-out">
                <Button variant="secondary">{m.sign_out}</Button>
              </Form>
            ) : (
              <Form key="end" action={`/account/sessions/${session.id}/end`}>
                <Button variant="secondary">{m.end}</Button>
              </Form>
            ),
          ],
        }))}
      />
      <Form action="/account/sessions/end-all">
        <p>{m.end_all_hint}</p>
        <Button variant="warning">{m.end_all}</Button>
      </Form>
    </section>
  );
}

export function ChangeEmailPage({
  email,
  error,
}: {
  readonly email: string;
  readonly error?: string | undefined;
}) {
  const m = authTexts(useFrame().lang).account;
  return (
    <>
      {error ? <ErrorSummary errors={[{ field: 'email', message: error }]} /> : null}
      <Form action="/account/email">
        <TextField
          name="email"
          label={m.new_email}
          type="email"
          inputmode="email"
          autocomplete="email"
          spellcheck={false}
          value={email}
          error={error}
        />
        <Button>{m.send_code}</Button>
      </Form>
    </>
  );
}
