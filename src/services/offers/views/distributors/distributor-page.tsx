import type { AuditLine } from '#platform/audit/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { DISTRIBUTOR, DISTRIBUTOR_EVENTS } from '../../domain/distributor.ts';
import { distributorTexts } from '../../messages/distributors/index.ts';
import { webhookTexts } from '../../messages/webhooks/index.ts';
import type { Distributor } from '../../queries/rows.ts';
import { Authorisations, type AuthorisationsProps, AuthoriseForm } from './authorisations.tsx';
import { DISTRIBUTOR_TONES } from './tones.ts';

export interface DistributorPageProps extends AuthorisationsProps {
  readonly distributor: Distributor;
  readonly agents: readonly { readonly grantId: string; readonly email: string }[];
  /** What can be authorised. */
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly history: readonly AuditLine[];
  readonly saved: 'created' | 'saved' | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
}

export function DistributorPage(props: DistributorPageProps) {
  const { distributor, administers, saved, errors } = props;
  const { lang } = useFrame();
  const m = distributorTexts(lang);
  const path = `/distributors/${distributor.id}`;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {saved ? (
        <Notice tone="success">
          <p>{m[saved]}</p>
        </Notice>
      ) : null}
      <RecordHeader
        kind={m.kind}
        title={distributor.name}
        state={{
          text: m.states[distributor.state],
          tone: DISTRIBUTOR_TONES[distributor.state],
        }}
        facts={[distributor.siren, distributor.email].filter(Boolean).join(' · ')}
      />
      <Authorisations {...props} />
      <p>
        <a class="govuk-link" href={`${path}/webhook`}>
          {webhookTexts(lang).title}
        </a>
      </p>
      {administers ? (
        <>
          <AuthoriseForm {...props} path={path} />
          <Agents {...props} path={path} />
          <h2 class="govuk-heading-m">{m.state}</h2>
          <Form action={`${path}/state`}>
            <p>{m.suspendHelp}</p>
            {DISTRIBUTOR_EVENTS.filter((event) => DISTRIBUTOR[distributor.state][event]).map(
              (event) => (
                <Button
                  key={event}
                  name="event"
                  value={event}
                  variant={event === 'suspend' ? 'warning' : 'secondary'}
                >
                  {m.events[event]}
                </Button>
              ),
            )}
          </Form>
          {props.history.length > 0 ? (
            <>
              <h2 class="govuk-heading-m">{m.history}</h2>
              <Timeline
                items={props.history.map(({ at, action, detail }) => ({
                  time: at,
                  title: m.actions[action] ?? action,
                  text: wordsOf(detail),
                }))}
              />
            </>
          ) : null}
        </>
      ) : null}
    </>
  );
}

/** The short name of a product, when the line is about one. */
function wordsOf(detail: unknown): string {
  const { product } = Object(detail);
  return typeof product === 'string' ? product : '';
}

function Agents({
  agents,
  values,
  errors,
  path,
}: DistributorPageProps & { readonly path: string }) {
  const m = distributorTexts(useFrame().lang);
  return (
    <section>
      <h2 class="govuk-heading-m">{m.agents}</h2>
      <p>{m.agentsHelp}</p>
      {agents.length === 0 ? (
        <p>{m.noAgent}</p>
      ) : (
        <Table
          caption={m.agents}
          captionHidden
          columns={[
            { key: 'email', label: m.email },
            { key: 'act', label: m.remove },
          ]}
          rows={agents.map(({ grantId, email }) => ({
            key: grantId,
            cells: [
              email,
              <Form action={`${path}/agents/${grantId}/remove`}>
                <Button variant="secondary">
                  {m.remove}
                  <span class="govuk-visually-hidden"> {m.removeWhat(email)}</span>
                </Button>
              </Form>,
            ],
          }))}
        />
      )}
      <Form action={`${path}/agents`}>
        <TextField
          name="email"
          type="email"
          label={m.invite}
          value={values.email}
          error={errors.email}
        />
        <Button variant="secondary">{m.inviteButton}</Button>
      </Form>
    </section>
  );
}
