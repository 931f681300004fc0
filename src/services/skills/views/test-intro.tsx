import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { answersOf } from '../domain/attempt/attempt.ts';
import { levelRange } from '../domain/attempt/level-range.ts';
import { texts } from '../messages/index.ts';
import type { KeptAttempt } from '../queries/attempts.ts';

export interface TestIntroProps {
  /** All tests of the person, the latest first. */
  readonly tests: readonly KeptAttempt[];
  /** Just removed from this computer. */
  readonly left: boolean;
}

export function TestIntro({ tests, left }: TestIntroProps) {
  const { lang, actor } = useFrame();
  const m = texts(lang).tests;
  const open = tests.find(({ attempt }) => ['running', 'paused'].includes(attempt.state));
  const ended = tests.filter(({ attempt }) => attempt.state === 'ended');
  return (
    <>
      {left ? (
        <Notice tone="success">
          <p>{m.left}</p>
        </Notice>
      ) : null}
      {open ? (
        <Notice tone="info" title={m.resumeTitle}>
          <p>{m.answered(answersOf(open.attempt).length)}</p>
          <Button href={`/tests/${open.id}`}>{m.resume}</Button>
        </Notice>
      ) : null}
      <ul class="govuk-list govuk-list--bullet rf-test__how">
        {m.how.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Form action="/tests">
        <Checkboxes
          name="wishes"
          legend={m.wishes}
          hint={m.wishesHint}
          items={[
            { value: 'time', label: m.extraTime },
            { value: 'readable', label: m.readable },
            { value: 'plain', label: m.plainItems },
          ]}
        />
        <Button size="large">{m.start}</Button>
      </Form>
      {actor.kind === 'person' ? null : <p class="rf-test__note">{m.noAccount}</p>}
      {ended.length > 0 ? <History tests={ended} /> : null}
      {actor.kind === 'person' ? (
        <p>
          <a class="govuk-link" href="/tests/data.json">
            {m.download}
          </a>
        </p>
      ) : null}
    </>
  );
}

function History({ tests }: { readonly tests: readonly KeptAttempt[] }) {
  const m = texts(useFrame().lang).tests;
  return (
    <Table
      caption={m.history}
      columns={[
        { key: 'date', label: m.date },
        { key: 'test', label: m.test },
        { key: 'level', label: m.level },
        { key: 'see', label: m.seeResult },
      ]}
      rows={tests.map(({ id, kind, endedAt, startedAt, result }) => ({
        key: id,
        cells: [
          <Time key="date" at={endedAt ?? startedAt} format="date" />,
          m.kinds[kind],
          result ? m.yourLevel(levelRange(result).level) : m.noResultTitle,
          <a key="see" class="govuk-link" href={`/tests/${id}`}>
            {m.seeResult}
          </a>,
        ],
      }))}
    />
  );
}
