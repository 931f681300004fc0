import { z } from 'zod';
import { readCookie, writeCookie } from '#platform/http/cookies.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm, type RawForm, readForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { script } from '#platform/ui/assets.ts';
import type { MoveError } from '../actions/attempts.ts';
import { learntAndTested } from '../actions/own-data.ts';
import {
  answerTest,
  beat,
  keepTest,
  moveOwnTest,
  type OwnMove,
  reportQuestion,
  startPlacement,
  type Taker,
  testOf,
  testsOf,
} from '../actions/take-test.ts';
import { readResult } from '../actions/test-result.ts';
import { type AnswerError, fieldsGiven, type GivenFields } from '../answers/given.ts';
import { fileHanded, LARGEST_FILE } from '../answers/read-file.ts';
import { bankNumbered, itemIn } from '../bank/loaded-bank.ts';
import { openQuestion, timeLeft } from '../domain/attempt/attempt.ts';
import { FAULTS } from '../domain/attempt/faults.ts';
import type { ItemSource } from '../files/item-source.ts';
import { texts } from '../messages/index.ts';
import type { KeptAttempt } from '../queries/attempts.ts';
import { QuestionPage } from '../views/question-page.tsx';
import { TestIntro } from '../views/test-intro.tsx';
import { TestResultPage } from '../views/test-result.tsx';
import { CancelledTest, StandingTest } from '../views/test-states.tsx';
import { answerErrorText } from './answer-errors.ts';

const SCRIPT = script('test-page.js', new URL('../views/test-page.client.ts', import.meta.url));
const TEST = '/tests/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';
const POSITION = ':position{[0-9]{1,3}}';
/** A room of twenty computers behind one address, several times an hour. */
const STARTS = { name: 'test_start', points: 120, minutes: 60 };

const wishes = z.object({ wishes: z.array(z.string()).default([]) });
const fault = z.object({ fault: z.enum(FAULTS, 'fault_missing') });

export function testRoutes(pages: Routes): void {
  pages.get('/tests', 'public', async (c) => {
    const m = texts(c.get('lang')).tests;
    const tests = await testsOf(c.get('ctx'), takerOf(c));
    const left = c.req.query('left') !== undefined;
    return page(c, { title: m.title, lead: m.lead, body: <TestIntro tests={tests} left={left} /> });
  });

  pages.post(
    '/tests',
    'public',
    async (c) => {
      const form = await parseForm(c, wishes);
      const wanted = form.ok ? form.value.wishes : [];
      const { id, key } = await startPlacement(c.get('ctx'), c.get('actor'), {
        lang: c.get('lang'),
        extraTime: wanted.includes('time'),
        readable: wanted.includes('readable'),
        plainItems: wanted.includes('plain'),
      });
      if (key !== undefined) writeCookie(c, 'test', key);
      return c.redirect(`/tests/${id}`, 303);
    },
    { limit: STARTS },
  );

  pages.get('/tests/data.json', 'signed_in', async (c) => {
    const data = await learntAndTested(c.get('ctx'), c.get('actor'));
    return c.body(JSON.stringify(data, null, 2), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="renfort-tests.json"',
      'cache-control': 'no-store',
    });
  });

  pages.get(TEST, 'public', (c) => own(c, (kept) => testPage(c, kept)));

  pages.post(
    `${TEST}/answers/${POSITION}`,
    'public',
    (c) =>
      own(c, async (kept) => {
        const position = Number(c.req.param('position'));
        const form = await readForm(c);
        const item = await askedItem(c, kept, position);
        const given = item ? fieldsGiven(item, form) : {};
        const skip = form['skip'] !== undefined;
        const handed = { given, skip, lang: c.get('lang'), file: await fileOf(item, form) };
        const answered = await answerTest(c.get('ctx'), kept, position, handed);
        if (answered.ok) return c.redirect(`/tests/${kept.id}`, 303);
        const { error, detail } = answered;
        if (isOfTest(error)) {
          return again(c, kept, { notice: texts(c.get('lang')).tests.errors[error] });
        }
        return again(c, kept, { given, error: answerErrorText(c, error, detail) });
      }),
    { maxBytes: LARGEST_FILE + 16 * 1024 },
  );

  pages.post(`${TEST}/beat/${POSITION}`, 'public', (c) =>
    own(c, async (kept) => {
      const position = Number(c.req.param('position'));
      const item = await askedItem(c, kept, position);
      const draft = item ? fieldsGiven(item, await readForm(c)) : {};
      const there = await beat(c.get('ctx'), kept, position, draft);
      return c.body(null, there.ok ? 204 : 409);
    }),
  );

  for (const what of ['pause', 'resume', 'end'] as const satisfies readonly OwnMove[]) {
    pages.post(`${TEST}/${what}`, 'public', (c) =>
      own(c, async (kept) => {
        const moved = await moveOwnTest(c.get('ctx'), kept, what);
        // Sent twice, or too late: the page says how it is now.
        if (moved.ok || moved.error !== 'supervisor_only') {
          return c.redirect(`/tests/${kept.id}`, 303);
        }
        return again(c, kept, { notice: texts(c.get('lang')).tests.errors.supervisor_only });
      }),
    );
  }

  pages.post(`${TEST}/report/${POSITION}`, 'public', (c) =>
    own(c, async (kept) => {
      const m = texts(c.get('lang')).tests.errors;
      const form = await parseForm(c, fault);
      if (!form.ok) return again(c, kept, { faultError: m.fault_missing });
      const position = Number(c.req.param('position'));
      const moved = await reportQuestion(c.get('ctx'), kept, position, form.value.fault);
      if (moved.ok) return c.redirect(`/tests/${kept.id}`, 303);
      return again(c, kept, { notice: m[moved.error] });
    }),
  );

  pages.post(`${TEST}/keep`, 'public', (c) =>
    own(c, async (kept) => {
      const result = await keepTest(c.get('ctx'), c.get('actor'), kept);
      if (!result.ok) return c.redirect(`/tests/${kept.id}`, 303);
      writeCookie(c, 'test', '');
      return c.redirect(`/tests/${kept.id}?kept`, 303);
    }),
  );

  pages.post(`${TEST}/leave`, 'public', (c) =>
    own(c, () => {
      writeCookie(c, 'test', '');
      return c.redirect('/tests?left', 303);
    }),
  );
}

/** What is wrong is where the test is, not the answer. */
function isOfTest(error: AnswerError | MoveError): error is MoveError {
  return error in texts('fr').tests.errors;
}

function takerOf(c: Request): Taker {
  return { actor: c.get('actor'), key: readCookie(c, 'test') };
}

async function own(c: Request, then: (kept: KeptAttempt) => Response | Promise<Response>) {
  const kept = await testOf(c.get('ctx'), takerOf(c), c.req.param('id') ?? '');
  return kept ? then(kept) : notFoundPage(c);
}

async function askedItem(
  c: Request,
  kept: KeptAttempt,
  position: number,
): Promise<ItemSource | undefined> {
  const asked = kept.attempt.asked[position];
  if (!asked) return undefined;
  const bank = await bankNumbered(c.get('ctx'), kept.attempt.bankVersion);
  return itemIn(bank, asked.item, c.get('lang'));
}

async function fileOf(item: ItemSource | undefined, form: RawForm) {
  if (item?.key.kind !== 'file') return undefined;
  const file = form[`${item.id}-answer`];
  return fileHanded(file instanceof File ? file : undefined);
}

/** What an answer that was not taken leaves to say. */
interface Said {
  readonly given?: GivenFields;
  readonly error?: string;
  readonly notice?: string;
  readonly faultError?: string;
}

/** The test as it is now, with what was wrong. */
async function again(c: Request, { id }: KeptAttempt, said: Said): Promise<Response> {
  const now = await testOf(c.get('ctx'), takerOf(c), id);
  return now ? testPage(c, now, said) : notFoundPage(c);
}

async function testPage(c: Request, kept: KeptAttempt, said: Said = {}): Promise<Response> {
  const { attempt } = kept;
  const m = texts(c.get('lang')).tests;
  const breadcrumbs = [{ text: m.nav, href: '/tests' }];
  const status = said.error || said.faultError ? 422 : said.notice ? 409 : 200;
  if (attempt.state === 'ended') {
    const result = await readResult(c.get('ctx'), kept, c.get('lang'));
    const keptNow = c.req.query('kept') !== undefined;
    const body = (
      <TestResultPage kept={kept} result={result} keptNow={keptNow} notice={said.notice} />
    );
    return page(c, { title: m.kinds[kept.kind], breadcrumbs, ownHeading: true, status, body });
  }
  if (attempt.state === 'cancelled') {
    return page(c, { title: m.cancelledTitle, breadcrumbs, status, body: <CancelledTest /> });
  }
  const left = timeLeft(attempt, c.get('ctx').clock.now().getTime());
  const open = openQuestion(attempt);
  const item = open && (await askedItem(c, kept, open.position));
  if (attempt.state !== 'running' || !open || !item || left === 0) {
    const over = attempt.state === 'running' && left === 0;
    const title = attempt.state === 'waiting' ? m.waitingTitle : over ? m.timeOver : m.pausedTitle;
    return page(c, { title, breadcrumbs, status, body: <StandingTest kept={kept} over={over} /> });
  }
  return page(c, {
    title: m.question(open.position + 1),
    ownHeading: true,
    status,
    body: (
      <QuestionPage
        kept={kept}
        item={item}
        position={open.position}
        given={said.given ?? kept.draft ?? {}}
        left={left}
        error={said.error}
        notice={said.notice}
        faultError={said.faultError}
        script={SCRIPT()}
      />
    ),
  });
}
