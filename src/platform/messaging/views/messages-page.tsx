import { useFrame } from '../../http/frame.ts';
import { Button, ButtonGroup } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary/error-summary.tsx';
import { Form } from '../../ui/form/form.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Notice } from '../../ui/notice/notice.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';
import { BulkBar, FilterLinks, ListHead, RowCheckbox } from '../../ui/staff-list/staff-list.tsx';
import { Table } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { Time } from '../../ui/time/time.tsx';
import { masked } from '../domain/masked.ts';
import { CHANNELS, type Channel } from '../domain/message.ts';
import { MESSAGE_STATES, type MessageState, nextState } from '../domain/message-state.ts';
import type { NamedGroup } from '../groups.ts';
import { texts } from '../messages/index.ts';
import type { StoredMessage } from '../queries/outbox.ts';
import type { StateCount } from '../queries/trouble.ts';
import { GroupFilter } from './group-filter.tsx';

/** What waits for somebody's eyes. */
export const TROUBLE = ['failed', 'uncertain', 'undelivered'] as const satisfies MessageState[];
export const COUNTED_DAYS = 30;

export interface MessageSearch {
  /** Left out: all. */
  readonly state?: MessageState | 'trouble' | undefined;
  readonly channel?: Channel | undefined;
  readonly group?: string | undefined;
}

export interface MessagesProps {
  readonly search: MessageSearch;
  readonly counts: readonly StateCount[];
  readonly groups: readonly NamedGroup[];
  readonly found: readonly StoredMessage[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly error: string | undefined;
  readonly done: {
    readonly retried: string | undefined;
    readonly givenUp: string | undefined;
    readonly left: number;
  };
}

const ACTION = '/admin/messages';

export function addressOf(
  search: MessageSearch,
  page = 1,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams();
  if (search.state !== 'trouble') query.set('state', search.state ?? 'all');
  if (search.channel) query.set('channel', search.channel);
  if (search.group) query.set('group', search.group);
  if (page > 1) query.set('page', String(page));
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size > 0 ? `${ACTION}?${query}` : ACTION;
}

export function MessagesPage(props: MessagesProps) {
  const { search, counts, groups, found, count, page, pages, error, done } = props;
  const m = texts(useFrame().lang);
  const o = m.operations;
  return (
    <>
      {error ? <ErrorSummary errors={[{ field: 'messages', message: error }]} /> : null}
      {done.retried ? <Notice tone="success">{o.retried(Number(done.retried))}</Notice> : null}
      {done.givenUp ? <Notice tone="success">{o.givenUp(Number(done.givenUp))}</Notice> : null}
      {done.left > 0 ? <Notice tone="caution">{o.left(done.left)}</Notice> : null}
      <p>
        <a class="govuk-link" href="/admin/quiet-hours">
          {m.quiet.title}
        </a>
      </p>
      <Counts counts={counts} />
      <FilterLinks
        label={o.states}
        items={(['trouble', undefined, ...MESSAGE_STATES] as const).map((state) => ({
          href: addressOf({ ...search, state }),
          text: state === 'trouble' ? o.trouble : state ? m.state[state] : m.outbox.all,
          current: search.state === state,
        }))}
      />
      <FilterLinks
        label={m.outbox.channels}
        items={[undefined, ...CHANNELS].map((channel) => ({
          href: addressOf({ ...search, channel }),
          text: channel ? m.channel[channel] : m.outbox.all,
          current: search.channel === channel,
        }))}
      />
      <GroupFilter
        action={ACTION}
        groups={groups}
        chosen={search.group}
        kept={{ state: search.state === undefined ? 'all' : search.state, channel: search.channel }}
      />
      {count === 0 ? (
        <EmptyState title={search.state === 'trouble' ? o.noTroubleTitle : m.outbox.emptyTitle}>
          <p>{search.state === 'trouble' ? o.noTrouble : m.outbox.emptyFiltered}</p>
        </EmptyState>
      ) : (
        <Form action={addressOf(search, page)}>
          <div id="messages" tabIndex={-1}>
            <ListHead count={count} what={m.outbox.count(count)} />
            <Found found={found} />
          </div>
          {found.some(isOpen) ? (
            <BulkBar>
              <p>{o.uncertainWarning}</p>
              <ButtonGroup>
                <Button name="act" value="retry">
                  {o.retry}
                </Button>
                <Button name="act" value="give_up" variant="secondary">
                  {o.giveUp}
                </Button>
              </ButtonGroup>
            </BulkBar>
          ) : null}
        </Form>
      )}
      <Pagination page={page} pages={pages} href={(number) => addressOf(search, number)} />
    </>
  );
}

/** May somebody still decide about it? */
function isOpen({ state, text, recipient }: StoredMessage): boolean {
  return nextState(state, 'retry') !== undefined && text !== '' && recipient !== null;
}

function Counts({ counts }: { readonly counts: readonly StateCount[] }) {
  const { lang } = useFrame();
  const m = texts(lang);
  const states = MESSAGE_STATES.filter((state) => counts.some((one) => one.state === state));
  if (states.length === 0) return null;
  const number = (state: MessageState, channel: Channel) =>
    counts.find((one) => one.state === state && one.channel === channel)?.count ?? 0;
  return (
    <Table
      caption={m.operations.counts(COUNTED_DAYS)}
      dense
      columns={[
        { key: 'state', label: m.operations.state },
        ...CHANNELS.map((channel) => ({ key: channel, label: m.channel[channel], numeric: true })),
      ]}
      rows={states.map((state) => ({
        key: state,
        cells: [
          m.state[state],
          ...CHANNELS.map((channel) => formatNumber(lang, number(state, channel))),
        ],
      }))}
    />
  );
}

function Found({ found }: { readonly found: readonly StoredMessage[] }) {
  const m = texts(useFrame().lang);
  const o = m.operations;
  const choosing = found.some(isOpen);
  return (
    <Table
      caption={o.title}
      captionHidden
      dense
      columns={[
        ...(choosing ? [{ key: 'choose', label: o.choose }] : []),
        { key: 'at', label: o.at },
        { key: 'to', label: o.to },
        { key: 'purpose', label: m.outbox.purposes },
        { key: 'state', label: o.state },
        { key: 'cause', label: o.cause },
      ]}
      rows={found.map((message) => {
        const { id, channel, recipient, purpose, state, error, gateway, attempts } = message;
        const to = recipient ? masked(channel, recipient) : o.erased;
        return {
          key: id,
          cells: [
            ...(choosing
              ? [
                  isOpen(message) ? (
                    <RowCheckbox name="ids" value={id} label={o.chooseThis(to)} />
                  ) : (
                    ''
                  ),
                ]
              : []),
            <Time key="at" at={message.createdAt} format="datetime" />,
            `${m.channel[channel]} ${to}`,
            m.purpose[purpose],
            <>
              <Tag tone={TROUBLE.some((one) => one === state) ? 'caution' : 'neutral'}>
                {m.state[state]}
              </Tag>{' '}
              {message.exercise ? <Tag tone="crisis">{m.outbox.exercise}</Tag> : null}
            </>,
            [error ? causeOf(o.causes, error) : '', gateway, attempts > 0 ? o.tries(attempts) : '']
              .filter(Boolean)
              .join(', '),
          ],
        };
      })}
    />
  );
}

function causeOf(causes: Readonly<Record<string, string>>, error: string): string {
  return causes[error] ?? error;
}
