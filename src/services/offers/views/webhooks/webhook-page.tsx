import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag, type Tone } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { CallState } from '../../domain/webhook.ts';
import { orderTexts } from '../../messages/orders/index.ts';
import { webhookTexts } from '../../messages/webhooks/index.ts';
import type { LoggedCall, Webhook } from '../../queries/webhooks.ts';

export interface WebhookPageProps {
  readonly path: string;
  readonly webhook: Pick<Webhook, 'url' | 'secretSince'>;
  /** Just made: shown this once. */
  readonly secret: string | undefined;
  readonly typed: string | undefined;
  readonly error: string | undefined;
  readonly saved: boolean;
  readonly calls: readonly LoggedCall[];
  readonly page: number;
  readonly pages: number;
}

const TONES: Readonly<Record<CallState, Tone>> = {
  waiting: 'info',
  delivered: 'success',
  given_up: 'crisis',
};

export function WebhookPage(props: WebhookPageProps) {
  const { path, webhook, secret, error } = props;
  const m = webhookTexts(useFrame().lang);
  return (
    <>
      {error ? <ErrorSummary errors={[{ field: 'url', message: error }]} /> : null}
      {props.saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      {secret ? (
        <Notice tone="caution" title={m.secretTitle}>
          <p>
            <code>{secret}</code>
          </p>
          <p>{m.secretHelp}</p>
        </Notice>
      ) : null}
      <Form action={path}>
        <TextField
          name="url"
          type="url"
          label={m.url}
          hint={m.urlHelp}
          value={props.typed ?? webhook.url ?? ''}
          error={error}
        />
        <Button>{m.save}</Button>
      </Form>
      {webhook.url && webhook.secretSince ? (
        <section>
          <h2 class="govuk-heading-m">{m.secret}</h2>
          <p>
            {m.secretSince} <Time at={webhook.secretSince} format="date" />. {m.renewHelp}
          </p>
          <Form action={`${path}/secret`}>
            <Button variant="secondary">{m.renew}</Button>
          </Form>
          <Details summary={m.howTitle}>
            <ul class="govuk-list govuk-list--bullet">
              {m.how.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Details>
        </section>
      ) : null}
      <Log {...props} />
    </>
  );
}

function Log({ path, calls, page, pages }: WebhookPageProps) {
  const m = webhookTexts(useFrame().lang);
  const orders = orderTexts(useFrame().lang);
  return (
    <section>
      <h2 class="govuk-heading-m">{m.log}</h2>
      <p>
        {calls.length === 0 ? `${m.logEmpty} ` : ''}
        {m.logKept}
      </p>
      {calls.length === 0 ? null : (
        <Table
          caption={m.log}
          captionHidden
          dense
          columns={[
            { key: 'at', label: m.at },
            { key: 'order', label: m.order },
            { key: 'event', label: m.event },
            { key: 'state', label: m.state },
            { key: 'tries', label: m.tries, numeric: true },
            { key: 'answer', label: m.answer },
            { key: 'act', label: m.again },
          ]}
          rows={calls.map((call) => ({
            key: call.id,
            cells: [
              <Time at={call.createdAt} />,
              <a class="govuk-link" href={`/orders/${call.orderId}`}>
                {call.reference}
              </a>,
              orders.events[call.event],
              <Tag tone={TONES[call.state]}>{m.states[call.state]}</Tag>,
              String(call.tries),
              <>
                {m.answers[call.lastAnswer] ?? call.lastAnswer}
                {call.nextTryAt && call.tries > 0 ? (
                  <div class="govuk-hint">
                    {m.nextTry} <Time at={call.nextTryAt} />
                  </div>
                ) : null}
              </>,
              call.state === 'waiting' ? (
                ''
              ) : (
                <Form action={`${path}/calls/${call.id}`}>
                  <Button variant="secondary">
                    {m.again}
                    <span class="govuk-visually-hidden"> {m.againWhat(call.reference)}</span>
                  </Button>
                </Form>
              ),
            ],
          }))}
        />
      )}
      <Pagination page={page} pages={pages} href={(number) => `${path}?page=${number}`} />
    </section>
  );
}
