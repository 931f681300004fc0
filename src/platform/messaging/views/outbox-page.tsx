import { useFrame } from '../../http/frame.ts';
import { Button } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary/error-summary.tsx';
import { Form, GetForm } from '../../ui/form/form.tsx';
import { MessageCard, MessageList } from '../../ui/message-card/message-card.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';
import { FilterLinks, ListHead } from '../../ui/staff-list/staff-list.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { TextField } from '../../ui/text-field/text-field.tsx';
import { CHANNELS, type Channel, PURPOSES, type Purpose } from '../domain/message.ts';
import type { NamedGroup } from '../groups.ts';
import { texts } from '../messages/index.ts';
import type { StoredMessage } from '../queries/outbox.ts';
import { countSegments } from '../segments.ts';
import { GroupFilter } from './group-filter.tsx';

export interface OutboxSearch {
  readonly channel?: Channel | undefined;
  readonly purpose?: Purpose | undefined;
  readonly recipient?: string | undefined;
  readonly group?: string | undefined;
}

export interface OutboxProps {
  readonly search: OutboxSearch;
  readonly groups: readonly NamedGroup[];
  readonly found: readonly StoredMessage[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  /** May one answer in somebody's place? In a demonstration only. */
  readonly answers: boolean;
  readonly answered: boolean;
}

const OUTBOX = '/demo/outbox';
/** E-mails shown whole; the next ones by their subject. */
const OPENED = 5;

function address(search: OutboxSearch, page = 1): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value) query.set(name, value);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${OUTBOX}?${query}` : OUTBOX;
}

export function OutboxPage(props: OutboxProps) {
  const { search, groups, found, count, page, pages, answers, answered } = props;
  const m = texts(useFrame().lang);
  const filtered = Object.values(search).some(Boolean);
  return (
    <>
      {answered ? <Notice tone="success">{m.outbox.answered}</Notice> : null}
      <FilterLinks
        label={m.outbox.channels}
        items={[undefined, ...CHANNELS].map((channel) => ({
          href: address({ ...search, channel }),
          text: channel ? m.channel[channel] : m.outbox.all,
          current: search.channel === channel,
        }))}
      />
      <FilterLinks
        label={m.outbox.purposes}
        items={[undefined, ...PURPOSES].map((purpose) => ({
          href: address({ ...search, purpose }),
          text: purpose ? m.purpose[purpose] : m.outbox.all,
          current: search.purpose === purpose,
        }))}
      />
      <GroupFilter
        action={OUTBOX}
        groups={groups}
        chosen={search.group}
        kept={{ channel: search.channel, purpose: search.purpose }}
      />
      <GetForm action={OUTBOX}>
        <TextField
          name="recipient"
          label={m.outbox.recipient}
          value={search.recipient ?? ''}
          width="medium"
        />
        <Button variant="secondary">{m.outbox.search}</Button>
      </GetForm>
      {count === 0 ? (
        <EmptyState title={m.outbox.emptyTitle}>
          {filtered ? (
            <p>
              {m.outbox.emptyFiltered}{' '}
              <a class="govuk-link" href={OUTBOX}>
                {m.outbox.showAll}
              </a>
            </p>
          ) : (
            <p>{m.outbox.empty}</p>
          )}
        </EmptyState>
      ) : (
        <>
          <ListHead count={count} what={m.outbox.count(count)} />
          <MessageList>
            {found.map((message, index) => (
              <OutboxMessage
                key={message.id}
                message={message}
                answers={answers}
                folded={index >= OPENED}
              />
            ))}
          </MessageList>
          <Pagination page={page} pages={pages} href={(number) => address(search, number)} />
        </>
      )}
    </>
  );
}

function OutboxMessage({
  message,
  answers,
  folded = false,
}: {
  readonly message: StoredMessage;
  readonly answers: boolean;
  readonly folded?: boolean;
}) {
  const m = texts(useFrame().lang);
  const { channel, recipient, purpose, createdAt, subject, text, state, exercise } = message;
  return (
    <MessageCard
      channel={channel}
      channelLabel={<Tag tone="neutral">{m.channel[channel]}</Tag>}
      to={channel === 'push' ? m.outbox.devices : (recipient ?? '')}
      at={createdAt}
      lang={message.lang as 'fr' | 'en'}
      subject={subject ?? undefined}
      text={text}
      folded={folded}
      facts={
        <>
          <span>{m.purpose[purpose]}</span>
          {state === 'captured' ? null : <Tag tone="caution">{m.state[state]}</Tag>}
          {exercise ? <Tag tone="crisis">{m.outbox.exercise}</Tag> : null}
        </>
      }
    >
      {channel === 'sms' ? (
        <p class="rf-message__segments">{m.outbox.segments(countSegments(text))}</p>
      ) : null}
      {channel === 'sms' && answers && recipient ? (
        <p class="rf-message__segments">
          <a class="govuk-link" href={`${OUTBOX}/reply?to=${encodeURIComponent(recipient)}`}>
            {m.outbox.answer}
          </a>
        </p>
      ) : null}
    </MessageCard>
  );
}

export interface AnswerProps {
  /** E.164 */
  readonly to: string;
  /** The last messages to that number, newest first. */
  readonly received: readonly StoredMessage[];
  readonly text: string;
  readonly error: string | undefined;
}

/** The telephone of somebody, in a demonstration: what came, and what one answers. */
export function AnswerPage({ to, received, text, error }: AnswerProps) {
  const m = texts(useFrame().lang);
  return (
    <>
      {error ? <ErrorSummary errors={[{ field: 'text', message: error }]} /> : null}
      <Form action={`${OUTBOX}/reply`}>
        <input type="hidden" name="from" value={to} />
        <TextField
          name="text"
          label={m.outbox.answerLabel}
          hint={m.outbox.answerHint}
          value={text}
          error={error}
          width="medium"
          autocomplete="off"
          maxlength={500}
        />
        <Button>{m.outbox.send}</Button>
      </Form>
      <MessageList>
        {received.map((message) => (
          <OutboxMessage key={message.id} message={message} answers={false} />
        ))}
      </MessageList>
    </>
  );
}
