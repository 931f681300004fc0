import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { type AlertTexts, alertTexts, reasonText } from '../messages/index.ts';
import type { Feed } from '../queries/feeds.ts';
import { AlertTabs } from './proposal-list.tsx';

export interface FeedsPageProps {
  readonly feeds: readonly Feed[];
  readonly mayManage: boolean;
  /** What was just done. */
  readonly done?: string | undefined;
  readonly typed?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
}

export function FeedsPage({ feeds, mayManage, done, typed = {}, errors = {} }: FeedsPageProps) {
  const m = alertTexts(useFrame().lang);
  const said = done === undefined ? undefined : m.feeds.done[done];
  const summary = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <ErrorSummary errors={summary} />
      <AlertTabs current="feeds" />
      {said ? <Notice tone={done === 'busy' ? 'info' : 'success'}>{said}</Notice> : null}
      {feeds.length === 0 ? (
        <EmptyState title={m.feeds.none}>{m.feeds.noneText}</EmptyState>
      ) : (
        <FeedTable feeds={feeds} mayManage={mayManage} />
      )}
      {mayManage ? (
        <AddForm typed={typed} errors={errors} />
      ) : (
        <Notice tone="info">{m.feeds.onlyNational}</Notice>
      )}
    </>
  );
}

function FeedTable({ feeds, mayManage }: Pick<FeedsPageProps, 'feeds' | 'mayManage'>) {
  const m = alertTexts(useFrame().lang);
  const texts = m.feeds;
  return (
    <Table
      caption={texts.caption}
      captionHidden
      columns={[
        { key: 'name', label: texts.name },
        { key: 'result', label: texts.result },
        { key: 'polled', label: texts.polled },
        { key: 'next', label: texts.next },
        { key: 'acts', label: texts.acts },
      ]}
      rows={feeds.map((feed) => ({
        key: feed.id,
        cells: [
          <>
            <strong>{feed.name}</strong>
            <br />
            <code>{feed.url}</code>
          </>,
          <LastResult feed={feed} />,
          feed.lastPolledAt ? <Time at={feed.lastPolledAt} relative /> : texts.never,
          feed.pausedAt ? (
            texts.paused
          ) : (
            <>
              <Time at={feed.nextPollAt} relative />
              <br />
              {texts.every(feed.everyMinutes)}
            </>
          ),
          <Acts feed={feed} mayManage={mayManage} />,
        ],
      }))}
    />
  );
}

function LastResult({ feed }: { readonly feed: Feed }) {
  const m = alertTexts(useFrame().lang);
  const texts = m.feeds;
  const { failures, pausedAt, lastResult, lastMessageId, lastSuccessAt } = feed;
  const state = pausedAt
    ? ({ tone: 'neutral', word: texts.paused } as const)
    : failures > 0
      ? ({ tone: 'crisis', word: texts.failing } as const)
      : lastResult
        ? ({ tone: 'success', word: texts.working } as const)
        : ({ tone: 'info', word: texts.fresh } as const);
  return (
    <>
      <Tag tone={state.tone}>{state.word}</Tag> {lastResult ? resultText(m, feed) : null}
      {failures > 0 && lastSuccessAt ? (
        <>
          <br />
          {texts.since} <Time at={lastSuccessAt} relative />
        </>
      ) : null}
      {lastMessageId ? (
        <>
          <br />
          <a href={`/crises/alerts/messages/${lastMessageId}`}>{texts.lastMessage}</a>
        </>
      ) : null}
    </>
  );
}

/** One sentence for somebody who does not know what HTTP is. */
function resultText(m: AlertTexts, { lastResult, lastDetail }: Feed): string {
  const { status, error, line, column, alerts, missed } = lastDetail;
  if (lastResult === 'http_status') return `${m.feeds.status(status ?? '')}.`;
  const parts = [m.feeds.results[lastResult ?? ''] ?? lastResult ?? ''];
  if (typeof error === 'string') parts.push(reasonText(m, error).toLowerCase());
  if (line !== undefined) parts.push(m.message.place(line, column ?? 0));
  if (alerts !== undefined) parts.push(m.feeds.alerts(Number(alerts)));
  if (missed !== undefined) parts.push(m.feeds.missed(Number(missed)));
  return `${parts.join(', ')}.`;
}

function Acts({ feed, mayManage }: { readonly feed: Feed; readonly mayManage: boolean }) {
  const texts = alertTexts(useFrame().lang).feeds;
  const acts = [
    { act: 'test', label: texts.test },
    ...(mayManage
      ? [
          feed.pausedAt
            ? { act: 'resume', label: texts.resume }
            : { act: 'pause', label: texts.pause },
          ...(feed.pausedAt ? [{ act: 'remove', label: texts.remove }] : []),
        ]
      : []),
  ];
  return (
    <ButtonGroup>
      {acts.map(({ act, label }) => (
        <Form key={act} action={`/crises/alerts/feeds/${feed.id}/${act}`}>
          <Button variant={act === 'remove' ? 'warning' : 'secondary'}>
            {label}
            <span class="govuk-visually-hidden">{texts.of('', feed.name)}</span>
          </Button>
        </Form>
      ))}
    </ButtonGroup>
  );
}

function AddForm({ typed, errors }: Required<Pick<FeedsPageProps, 'typed' | 'errors'>>) {
  const { add } = alertTexts(useFrame().lang).feeds;
  return (
    <>
      <h2 class="govuk-heading-m">{add.title}</h2>
      <Form action="/crises/alerts/feeds">
        <TextField
          name="name"
          label={add.name}
          hint={add.nameHint}
          value={typed.name}
          error={errors.name}
        />
        <TextField
          name="url"
          type="url"
          label={add.url}
          hint={add.urlHint}
          value={typed.url}
          error={errors.url}
          spellcheck={false}
        />
        <TextField
          name="every"
          label={add.every}
          suffix={add.minutes}
          inputmode="numeric"
          width="short"
          value={typed.every ?? '5'}
          error={errors.every}
        />
        <Button>{add.send}</Button>
      </Form>
    </>
  );
}
