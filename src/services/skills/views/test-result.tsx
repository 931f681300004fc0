import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { TestResult } from '../actions/test-result.ts';
import { levelRange } from '../domain/attempt/level-range.ts';
import type { AreaResult } from '../domain/attempt/measure.ts';
import { type Area, bandOf } from '../domain/digcomp/referential.ts';
import type { Estimate } from '../domain/irt/posterior.ts';
import { areaTexts } from '../messages/competences.ts';
import { texts } from '../messages/index.ts';
import type { KeptAttempt } from '../queries/attempts.ts';
import { LevelScale } from './level-scale.tsx';
import { LeaveComputer } from './test-states.tsx';

export interface TestResultPageProps {
  readonly kept: KeptAttempt;
  readonly result: TestResult;
  /** Just put into the account. */
  readonly keptNow: boolean;
  /** What became of something that was sent too late, translated. */
  readonly notice?: string | undefined;
}

/** What came out, with how sure it is, and what to do with it. */
export function TestResultPage({ kept, result, keptNow, notice }: TestResultPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).tests;
  const { endedBy } = kept;
  return (
    <div class="rf-test">
      {keptNow ? (
        <Notice tone="success">
          <p>{m.keptNow}</p>
        </Notice>
      ) : null}
      {notice ? (
        <Notice tone="caution">
          <p>{notice}</p>
        </Notice>
      ) : null}
      {kept.result ? <Level kept={kept} estimate={kept.result} /> : <NoResult kept={kept} />}
      {endedBy ? <p>{m.endedBy[endedBy]}</p> : null}
      {kept.result && result.provisional ? <p class="rf-test__note">{m.provisional}</p> : null}
      <KeepTest kept={kept} />
      {kept.result ? <Profile areas={result.profile} /> : null}
      {result.toLearn.length > 0 ? <ToLearn courses={result.toLearn} /> : null}
      <p class="rf-no-print">
        <a class="govuk-link" href="/tests">
          {m.another}
        </a>
      </p>
    </div>
  );
}

function Level({ kept, estimate }: { readonly kept: KeptAttempt; readonly estimate: Estimate }) {
  const m = texts(useFrame().lang).tests;
  const { level, low, high } = levelRange(estimate);
  return (
    <>
      <RecordHeader
        kind={m.kinds[kept.kind]}
        title={m.yourLevel(level)}
        state={{ text: m.bands[bandOf(level)], tone: 'brand' }}
        facts={<Time at={kept.endedAt ?? kept.startedAt} format="date" />}
        next={m.bandTexts[bandOf(level)]}
      />
      <LevelScale estimate={estimate} />
      <p class="rf-test__interval">{m.interval(low, high)}</p>
    </>
  );
}

function NoResult({ kept }: { readonly kept: KeptAttempt }) {
  const m = texts(useFrame().lang).tests;
  return <RecordHeader kind={m.kinds[kept.kind]} title={m.noResultTitle} next={m.noResult} />;
}

function KeepTest({ kept }: { readonly kept: KeptAttempt }) {
  const { lang, actor } = useFrame();
  const m = texts(lang).tests;
  if (kept.accountId !== null) return null;
  return (
    <section class="rf-test__keep rf-no-print" aria-labelledby="keep">
      <h2 class="govuk-heading-m" id="keep">
        {m.keepTitle}
      </h2>
      <p>{m.keepText}</p>
      {actor.kind === 'person' ? (
        <Form action={`/tests/${kept.id}/keep`}>
          <Button>{m.keep}</Button>
        </Form>
      ) : (
        <Button href={`/sign-in?next=${encodeURIComponent(`/tests/${kept.id}`)}`}>
          {m.keepSignIn}
        </Button>
      )}
      <LeaveComputer kept={kept} />
    </section>
  );
}

function Profile({ areas }: { readonly areas: readonly AreaResult[] }) {
  const { lang } = useFrame();
  const m = texts(lang).tests;
  const names = areaTexts(lang);
  return (
    <section aria-labelledby="profile">
      <h2 class="govuk-heading-m" id="profile">
        {m.profile}
      </h2>
      <p>{m.profileHint}</p>
      <dl class="rf-test__profile">
        {areas.map(({ area, answered, estimate }) => {
          const { level, low, high } = levelRange(estimate);
          return (
            <div key={area}>
              <dt>{names[area as Area]}</dt>
              <dd>
                {answered > 0 ? <LevelScale estimate={estimate} /> : null}
                <span>{answered > 0 ? m.areaLine(level, low, high, answered) : m.areaNone}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function ToLearn({ courses }: { readonly courses: TestResult['toLearn'] }) {
  const { lang } = useFrame();
  const { tests: m, courses: c } = texts(lang);
  return (
    <section aria-labelledby="learn">
      <h2 class="govuk-heading-m" id="learn">
        {m.learn}
      </h2>
      <p>{m.learnText}</p>
      <ul class="govuk-list rf-test__learn">
        {courses.map(({ id, title, summary, minutes }) => (
          <li key={id}>
            <a class="govuk-link" href={`/learn/${id}`}>
              {title}
            </a>{' '}
            <span class="rf-test__note">({c.minutes(minutes)})</span>
            <br />
            {summary}
          </li>
        ))}
      </ul>
    </section>
  );
}
