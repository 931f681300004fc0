import type { AuditLine } from '#platform/audit/index.ts';
import { departments } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import type { Role } from '#platform/kernel/actor.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form, GetForm } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { parseScope } from '../domain/scope.ts';
import { type AuthTexts, authTexts, type Names, scopeLabel } from '../messages/index.ts';
import type { Account } from '../queries/accounts.ts';
import type { HeldGrant } from '../queries/grants.ts';
import type { ScopeFields } from '../scope-form.ts';
import { RolesTable } from './roles-table.tsx';

export interface AccountsProps {
  readonly search: string;
  readonly accounts: readonly Account[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly emailError?: string | undefined;
  readonly email?: string | undefined;
}

export function AccountsPage(props: AccountsProps) {
  const { search, accounts, total, page, pages, email, emailError } = props;
  const m = authTexts(useFrame().lang).admin;
  const href = (n: number) => `/admin/accounts?q=${encodeURIComponent(search)}&page=${n}`;
  return (
    <>
      {emailError ? <ErrorSummary errors={[{ field: 'email', message: emailError }]} /> : null}
      <GetForm action="/admin/accounts">
        <TextField name="q" label={m.search} type="search" value={search} width="medium" />
        <Button>{m.submit}</Button>
      </GetForm>
      {accounts.length === 0 ? (
        <EmptyState title={m.none_title}>
          <p>{m.none}</p>
        </EmptyState>
      ) : (
        <Table
          caption={m.found(total)}
          columns={[
            { key: 'email', label: m.email },
            { key: 'name', label: m.name },
            { key: 'created', label: m.created },
            { key: 'state', label: m.state },
          ]}
          rows={accounts.map((account) => ({
            key: account.id,
            cells: [
              <a key="email" href={`/admin/accounts/${account.id}`}>
                {account.email}
              </a>,
              account.displayName,
              <Time key="created" at={account.createdAt} format="date" />,
              account.disabledAt ? (
                <Tag key="state" tone="caution">
                  {m.disabled}
                </Tag>
              ) : (
                m.open
              ),
            ],
          }))}
        />
      )}
      <Pagination page={page} pages={pages} href={href} />
      <Details summary={m.create}>
        <Form action="/admin/accounts">
          <TextField
            name="email"
            label={m.email}
            type="email"
            width="medium"
            spellcheck={false}
            value={email}
            error={emailError}
          />
          <Button variant="secondary">{m.create}</Button>
        </Form>
      </Details>
    </>
  );
}

export interface AccountRecordProps {
  readonly account: Account;
  readonly notice: 'granted' | 'revoked' | undefined;
  readonly grants: readonly HeldGrant[];
  readonly names: Names;
  readonly history: readonly AuditLine[];
  readonly rolesToGive: readonly Role[];
  readonly mayTake: (grant: HeldGrant) => boolean;
  readonly mayClose: boolean;
  readonly now: Date;
  readonly errors: Readonly<Partial<Record<'role' | 'scope' | 'expires', string>>>;
  readonly values: Partial<ScopeFields> & { readonly role?: string; readonly expires?: string };
}

export function AccountRecordPage(props: AccountRecordProps) {
  const { account, notice, errors, values, now } = props;
  const texts = authTexts(useFrame().lang);
  const m = texts.admin;
  const held = props.grants.filter((g) => !g.revokedAt && (!g.expiresAt || g.expiresAt > now));
  const past = props.grants.filter((grant) => !held.includes(grant));
  const wrong = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      {wrong.length > 0 ? <ErrorSummary errors={wrong} /> : null}
      {notice ? (
        <Notice tone="success">
          <p>{notice === 'granted' ? m.granted_notice : m.revoked_notice}</p>
        </Notice>
      ) : null}
      <SummaryList
        rows={[
          { key: m.name, value: account.displayName || '–' },
          { key: m.created, value: <Time at={account.createdAt} format="date" /> },
          {
            key: m.state,
            value: account.disabledAt ? <Tag tone="caution">{m.disabled}</Tag> : m.open,
          },
        ]}
      />
      <h2 class="govuk-heading-m">{m.roles_held}</h2>
      {held.length === 0 ? <p>–</p> : <Grants {...props} grants={held} />}
      {props.rolesToGive.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.grant_title}</h2>
          <Form action={`/admin/accounts/${account.id}/grants`}>
            <Select
              name="role"
              label={m.role}
              value={values.role}
              error={errors.role}
              options={props.rolesToGive.map((role) => ({ value: role, label: texts.roles[role] }))}
            />
            <ScopeChoice values={values} error={errors.scope} />
            <DateField
              name="expires"
              label={m.expires}
              hint={m.expires_hint}
              value={values.expires}
              error={errors.expires}
            />
            <Button>{m.grant}</Button>
          </Form>
        </>
      ) : null}
      {past.length > 0 ? (
        <Details summary={m.roles_past}>
          <ul class="govuk-list">
            {past.map((grant) => (
              <li key={grant.id}>
                {texts.roles[grant.role]}, {scopeLabel(texts, grant.scope, props.names)} (
                <Time at={grant.grantedAt} format="date" /> –{' '}
                <Time at={grant.revokedAt ?? grant.expiresAt ?? now} format="date" />)
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
      <History history={props.history} names={props.names} />
      {props.mayClose ? (
        <Form action={`/admin/accounts/${account.id}/${account.disabledAt ? 'reopen' : 'close'}`}>
          {account.disabledAt ? null : <p>{m.disable_text}</p>}
          <Button variant={account.disabledAt ? 'secondary' : 'warning'}>
            {account.disabledAt ? m.enable : m.disable}
          </Button>
        </Form>
      ) : null}
    </>
  );
}

function Grants({ account, grants, names, mayTake }: AccountRecordProps) {
  const texts = authTexts(useFrame().lang);
  const m = texts.admin;
  return (
    <RolesTable
      caption={m.roles_held}
      grants={grants}
      names={names}
      act={{
        label: m.revoke,
        cell: (grant) =>
          mayTake(grant) ? (
            <Form action={`/admin/accounts/${account.id}/grants/${grant.id}/revoke`}>
              <Button variant="secondary">
                {m.revoke}
                <span class="govuk-visually-hidden">
                  {' '}
                  {m.revoke_hidden(texts.roles[grant.role])}
                </span>
              </Button>
            </Form>
          ) : null,
      }}
    />
  );
}

function ScopeChoice({
  values,
  error,
}: {
  readonly values: Partial<ScopeFields>;
  readonly error: string | undefined;
}) {
  const m = authTexts(useFrame().lang).admin;
  return (
    <Radios
      name="scope"
      legend={m.scope}
      value={values.scope}
      error={error}
      items={[
        { value: 'national', label: m.scope_kinds.national },
        {
          value: 'department',
          label: m.scope_kinds.department,
          reveal: (
            <Select
              name="scope_department"
              label={m.scope_department}
              value={values.scope_department}
              options={departments().map(({ code, name }) => ({
                value: code,
                label: `${name} (${code})`,
              }))}
            />
          ),
        },
        {
          value: 'commune',
          label: m.scope_kinds.commune,
          reveal: (
            <TextField
              name="scope_commune"
              label={m.scope_commune}
              hint={m.scope_commune_hint}
              width="medium"
              value={values.scope_commune}
            />
          ),
        },
        {
          value: 'organisation',
          label: m.scope_kinds.organisation,
          reveal: (
            <TextField
              name="scope_organisation"
              label={m.scope_organisation}
              hint={m.scope_organisation_hint}
              value={values.scope_organisation}
              spellcheck={false}
            />
          ),
        },
      ]}
    />
  );
}

function History({ history, names }: Pick<AccountRecordProps, 'history' | 'names'>) {
  const texts = authTexts(useFrame().lang);
  const m = texts.admin;
  return (
    <>
      <h2 class="govuk-heading-m">{m.history}</h2>
      {history.length === 0 ? (
        <p>{m.history_none}</p>
      ) : (
        <Table
          caption={m.history}
          captionHidden
          dense
          columns={[
            { key: 'when', label: m.when },
            { key: 'what', label: m.what },
            { key: 'who', label: m.who },
          ]}
          rows={history.map((line) => ({
            key: String(line.seq),
            cells: [
              <Time key="when" at={line.at} />,
              [m.actions[line.action] ?? line.action, roleOf(line, texts, names)]
                .filter(Boolean)
                .join(', '),
              m.actors[line.actorKind],
            ],
          }))}
        />
      )}
    </>
  );
}

function roleOf(line: AuditLine, texts: AuthTexts, names: Names): string {
  const detail = line.detail as { readonly role?: string; readonly scope?: string } | null;
  if (!detail?.role) return '';
  const roles: Readonly<Record<string, string>> = texts.roles;
  const scope = parseScope(detail.scope ?? '');
  const where = scope ? `, ${scopeLabel(texts, scope, names)}` : '';
  return `${roles[detail.role] ?? detail.role}${where}`;
}
