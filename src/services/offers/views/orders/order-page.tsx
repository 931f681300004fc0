import { shownCode, verifyPath } from '#platform/credentials/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import type { CarriedAttestation } from '#services/associations/index.ts';
import { totalsOf } from '../../domain/money.ts';
import type { OrderEvent } from '../../domain/order.ts';
import type { SeatRole } from '../../domain/seats.ts';
import { orderTexts } from '../../messages/orders/index.ts';
import type { Order, OrderLine, OrderStep } from '../../queries/rows.ts';
import { euros } from '../price.tsx';
import { toneOf } from './state-tone.ts';

export interface OrderPageProps {
  readonly order: Order;
  readonly party: 'buyer' | 'distributor';
  /** May act, not only read. */
  readonly acts: readonly OrderEvent[];
  readonly association: string;
  readonly distributor: string;
  readonly lines: readonly OrderLine[];
  /** Of each programme, once ordered. */
  readonly attestations: readonly CarriedAttestation[];
  readonly steps: readonly OrderStep[];
  readonly hasDeliveries: boolean;
  readonly saved: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** Acts that ask for a word: the field is above the button. */
const WORDED: ReadonlySet<OrderEvent> = new Set(['refuse', 'return', 'settle', 'invoice']);
const GRAVE: ReadonlySet<OrderEvent> = new Set(['refuse', 'cancel', 'return', 'settle']);

export function OrderPage(props: OrderPageProps) {
  const { order, party, acts, lines, errors } = props;
  const { lang } = useFrame();
  const m = orderTexts(lang);
  const delivers = acts.includes('deliver_part');
  const moves = acts.filter((event) => event !== 'deliver_part' && event !== 'deliver_all');
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {props.saved ? (
        <Notice tone="success" title={m.saved}>
          <p>{m.next[party][order.state]}</p>
        </Notice>
      ) : null}
      <RecordHeader
        kind={m.reference}
        title={order.reference}
        state={{ text: m.states[order.state], tone: toneOf(order.state) }}
        facts={`${props.association} · ${props.distributor}`}
        next={m.next[party][order.state]}
      />
      <Lines {...props} />
      <Totals lines={lines} />
      <Attestations attestations={props.attestations} />
      {order.state === 'quoted' ? (
        <p>
          <a class="govuk-link" href={`/orders/${order.id}/quote.pdf`}>
            {m.quoteFile}
          </a>
        </p>
      ) : null}
      {party === 'buyer' && props.hasDeliveries ? (
        <section>
          <h2>{m.keys}</h2>
          <p>{m.keysLead}</p>
          <p>
            <Button href={`/orders/${order.id}/keys`} variant="secondary">
              {m.keysShow}
            </Button>
          </p>
        </section>
      ) : null}
      {moves.filter((event) => !WORDED.has(event)).length > 0 ? (
        <Form action={`/orders/${order.id}/move`}>
          <div class="govuk-button-group">
            {moves
              .filter((event) => !WORDED.has(event))
              .map((event) => (
                <Button
                  key={event}
                  name="event"
                  value={event}
                  variant={
                    GRAVE.has(event) ? 'warning' : event === 'revise' ? 'secondary' : 'primary'
                  }
                >
                  {m.acts[event]}
                </Button>
              ))}
          </div>
        </Form>
      ) : null}
      {delivers ? <DeliveryForm {...props} /> : null}
      {moves
        .filter((event) => WORDED.has(event))
        .map((event) => (
          <Form key={event} action={`/orders/${order.id}/move`}>
            <TextField
              name={`word_${event}`}
              label={event === 'invoice' ? m.invoice : `${m.acts[event]}${m.colon}${m.reason}`}
              value={props.values[`word_${event}`] ?? ''}
              error={errors[`word_${event}`]}
            />
            <Button name="event" value={event} variant={GRAVE.has(event) ? 'warning' : 'primary'}>
              {m.acts[event]}
            </Button>
          </Form>
        ))}
      <h2>{m.history}</h2>
      <Timeline
        items={props.steps.map((step) => ({
          time: step.at,
          title: `${m.events[step.event]} (${m.by[step.party]})`,
          ...(step.reason !== '' && { text: step.reason }),
          tone: toneOf(step.state),
        }))}
      />
    </>
  );
}

function Lines({ order, lines, acts }: OrderPageProps) {
  const { lang } = useFrame();
  const m = orderTexts(lang);
  const editable = order.state === 'cart' && acts.length > 0;
  return (
    <>
      <Table
        caption={m.lines}
        columns={[
          { key: 'product', label: m.line },
          { key: 'who', label: m.seats },
          { key: 'unit', label: m.unit, numeric: true },
          { key: 'delivered', label: m.delivered, numeric: true },
          ...(editable ? [{ key: 'act', label: m.remove }] : []),
        ]}
        rows={lines.map((line) => ({
          key: line.productId,
          cells: [
            line.name,
            Object.entries(line.seats)
              .filter(([, n]) => n > 0)
              .map(([role, n]) => `${m.seatRoles[role as SeatRole]}${m.colon}${n}`)
              .join(', '),
            euros(lang, line.unitPrice),
            `${line.delivered} / ${line.quantity}`,
            ...(editable
              ? [
                  <Form action={`/orders/${order.id}/remove`}>
                    <input type="hidden" name="product" value={line.productId} />
                    <Button variant="secondary">
                      {m.remove}
                      <span class="govuk-visually-hidden"> {m.removeWhat(line.name)}</span>
                    </Button>
                  </Form>,
                ]
              : []),
          ],
        }))}
      />
      {editable ? (
        <p>
          <a class="govuk-link" href="/offers">
            {m.more}
          </a>
        </p>
      ) : null}
    </>
  );
}

function Attestations({ attestations }: Pick<OrderPageProps, 'attestations'>) {
  const m = orderTexts(useFrame().lang);
  if (attestations.length === 0) return null;
  return (
    <>
      <SummaryList
        rows={attestations.map(({ code, inForce }) => ({
          key: m.attestation,
          value: (
            <>
              <a class="govuk-link" href={verifyPath(code)}>
                {shownCode(code)}
              </a>{' '}
              <Tag tone={inForce ? 'success' : 'crisis'}>
                {inForce ? m.attestationInForce : m.attestationOver}
              </Tag>
            </>
          ),
        }))}
      />
      {attestations.every(({ inForce }) => inForce) ? null : (
        <Notice tone="caution">
          <p>{m.attestationOverHelp}</p>
        </Notice>
      )}
    </>
  );
}

function Totals({ lines }: { readonly lines: readonly OrderLine[] }) {
  const { lang } = useFrame();
  const m = orderTexts(lang);
  const totals = totalsOf(lines);
  return (
    <SummaryList
      rows={[
        { key: m.net, value: euros(lang, totals.net) },
        ...totals.vat.map(({ rate, amount }) => ({
          key: m.vatAt(formatNumber(lang, rate / 100)),
          value: euros(lang, amount),
        })),
        { key: m.gross, value: <strong>{euros(lang, totals.gross)}</strong> },
      ]}
    />
  );
}

function DeliveryForm({ order, lines, values, errors }: OrderPageProps) {
  const m = orderTexts(useFrame().lang);
  const open = lines.filter(({ quantity, delivered }) => delivered < quantity);
  const first = open[0];
  if (!first) return null;
  return (
    <section>
      <h2>{m.deliver}</h2>
      <Form action={`/orders/${order.id}/deliver`}>
        <Select
          name="product"
          label={m.deliverWhat}
          value={values.product ?? first.productId}
          options={open.map(({ productId, name }) => ({ value: productId, label: name }))}
        />
        <TextField
          name="seats"
          label={m.deliverSeats}
          value={values.seats ?? String(first.quantity - first.delivered)}
          width="short"
          inputmode="numeric"
          error={errors.seats}
        />
        <TextArea
          name="content"
          label={m.deliverContent}
          hint={m.deliverHelp}
          value={values.content ?? ''}
          rows={4}
          error={errors.content}
        />
        <Button>{m.deliver}</Button>
      </Form>
    </section>
  );
}
