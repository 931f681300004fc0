import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Attempt,
  type AttemptEvent,
  answersOf,
  applyToAttempt,
  GRACE_MS,
  newAttempt,
  openQuestion,
  SILENCE_MS,
  timeLeft,
} from './attempt.ts';

const MINUTE = 60_000;

/** Applies events, each with the time it comes at. */
function after(attempt: Attempt, ...events: (readonly [number, AttemptEvent])[]): Attempt {
  return events.reduce((current, [now, event]) => {
    const result = applyToAttempt(current, event, now);
    assert.ok(result.ok, `${event.what} at ${now}: ${result.ok ? '' : result.error}`);
    return result.value;
  }, attempt);
}
const refusal = (attempt: Attempt, now: number, event: AttemptEvent) => {
  const result = applyToAttempt(attempt, event, now);
  return result.ok ? undefined : result.error;
};
const ask = (item: string): AttemptEvent => ({ what: 'ask', item });
const give = (position: number, answer = 'yes'): AttemptEvent => ({
  what: 'answer',
  position,
  answer,
  right: answer === 'yes',
});
const START: AttemptEvent = { what: 'start' };
const BEAT: AttemptEvent = { what: 'beat' };
const fresh = () => newAttempt(3, 10 * MINUTE, 0);
const running = (beats = false) =>
  after(fresh(), [0, START], [0, ask('x')], ...(beats ? [[0, BEAT] as const] : []));

test('one question at a time, an answer once, and the same one twice is one answer', () => {
  const asked = running();
  assert.deepEqual(openQuestion(asked), { position: 0, item: 'x' });
  assert.equal(refusal(asked, 1, ask('y')), 'question_open');
  const answered = after(asked, [1, give(0)], [2, give(0)]);
  assert.equal(refusal(answered, 3, give(0, 'no')), 'already_answered');
  assert.equal(refusal(answered, 3, give(1)), 'not_asked');
  assert.equal(refusal(answered, 3, give(-1)), 'not_asked');
  assert.equal(refusal(answered, 3, ask('x')), 'item_asked_before');
  assert.deepEqual(answersOf(answered), [{ item: 'x', right: true }]);
  assert.equal(answered.asked[0]!.answeredAt, 1);
});

test('connection lost for ten minutes: the clock stood still, the same question is there', () => {
  const before = after(running(true), [5_000, BEAT]);
  const back = after(before, [5_000 + 10 * MINUTE, BEAT]);
  assert.equal(back.spentMs, 5_000 + SILENCE_MS);
  assert.deepEqual(openQuestion(back), { position: 0, item: 'x' });
  assert.equal(timeLeft(back, back.countedAt), 10 * MINUTE - 5_000 - SILENCE_MS);
  // What was answered during the cut arrives.
  assert.equal(answersOf(after(back, [back.countedAt, give(0)])).length, 1);
});

test('a page without JavaScript sends no sign: thinking counts, in full', () => {
  assert.equal(after(running(), [5 * MINUTE, give(0)]).spentMs, 5 * MINUTE);
});

test('paused: time stands, no new question, and an answer that was on its way is kept', () => {
  const paused = after(running(), [MINUTE, { what: 'pause', reason: 'supervisor' }]);
  assert.equal(timeLeft(paused, 60 * MINUTE), 9 * MINUTE);
  assert.equal(refusal(paused, 2 * MINUTE, ask('y')), 'transition_not_allowed');
  const back = after(paused, [2 * MINUTE, give(0)], [30 * MINUTE, { what: 'resume' }]);
  assert.equal(back.spentMs, MINUTE);
  assert.equal(back.pausedFor, undefined);
  assert.equal(openQuestion(after(back, [31 * MINUTE, ask('y')]))?.item, 'y');
});

test('time over: no new question; an answer on its way counts up to the grace, included', () => {
  const asked = running();
  const end = 10 * MINUTE;
  assert.equal(refusal(asked, end + GRACE_MS, give(0)), undefined);
  assert.equal(refusal(asked, end + GRACE_MS + 1, give(0)), 'time_over');
  const answered = after(asked, [end - 1, give(0)]);
  assert.equal(refusal(answered, end - 1, ask('y')), undefined);
  assert.equal(refusal(answered, end, ask('y')), 'time_over');
  const longer = after(answered, [end, { what: 'add_time', ms: MINUTE }]);
  assert.equal(refusal(longer, end, ask('y')), undefined);
});

test('a faulty question is taken out of the result, answered or not, and another is asked', () => {
  const replace = (position: number): AttemptEvent => ({
    what: 'replace',
    position,
    reason: 'image missing',
  });
  const taken = after(running(), [1, replace(0)]);
  assert.equal(openQuestion(taken), undefined);
  assert.equal(refusal(taken, 2, give(0)), 'already_answered');
  assert.equal(refusal(taken, 2, replace(0)), 'already_replaced');
  const other = after(taken, [2, ask('y')], [3, give(1)], [4, replace(1)]);
  assert.deepEqual(answersOf(other), []);
  assert.equal(other.asked[1]!.answer, 'yes');
});

test('nothing happens before the start, nor after the end', () => {
  assert.equal(refusal(fresh(), 0, ask('x')), 'transition_not_allowed');
  for (const what of ['end', 'cancel'] as const) {
    const over = after(running(), [1, { what }]);
    for (const event of [
      START,
      ask('y'),
      give(0),
      { what: 'resume' },
      { what },
    ] as AttemptEvent[]) {
      assert.equal(refusal(over, 2, event), 'transition_not_allowed');
    }
  }
});

test('whatever comes in whatever order: no answer is lost or changed, no time is lost or given', () => {
  const event: fc.Arbitrary<AttemptEvent> = fc.oneof(
    fc.constant(START),
    fc.record({ what: fc.constant('ask' as const), item: fc.constantFrom(...'abcdef') }),
    fc.record({
      what: fc.constant('answer' as const),
      position: fc.integer({ min: -1, max: 6 }),
      answer: fc.constantFrom('yes', 'no'),
      right: fc.boolean(),
    }),
    fc.constant(BEAT),
    fc.constant({ what: 'pause', reason: 'connection' } as const),
    fc.constant({ what: 'resume' } as const),
    fc.record({
      what: fc.constant('replace' as const),
      position: fc.integer({ min: 0, max: 6 }),
      reason: fc.constant('faulty'),
    }),
  );
  const steps = fc.array(fc.tuple(fc.nat(2 * MINUTE), event), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (events) => {
      let attempt = fresh();
      let now = 0;
      let ran = 0;
      for (const [wait, next] of events) {
        now += wait;
        if (attempt.state === 'running') {
          const since = now - attempt.countedAt;
          ran = attempt.spentMs + (attempt.beats ? Math.min(since, SILENCE_MS) : since);
        }
        const result = applyToAttempt(attempt, next, now);
        if (!result.ok) continue;
        const before = attempt;
        attempt = result.value;
        before.asked.forEach((one, position) => {
          const after = attempt.asked[position]!;
          assert.equal(after.item, one.item);
          if (one.answer !== undefined) assert.equal(after.answer, one.answer);
        });
        assert.ok(attempt.spentMs <= ran);
        assert.ok(attempt.spentMs >= before.spentMs);
        const open = attempt.asked.filter((one) => !one.answer && !one.replacedFor);
        assert.ok(open.length <= 1);
        assert.equal(attempt.bankVersion, 3);
      }
    }),
  );
});
