import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { answersOf } from '../domain/attempt/attempt.ts';
import { texts } from '../messages/index.ts';
import type { KeptAttempt } from '../queries/attempts.ts';

/** A test that stands still: before its start, in a pause, or at the end of its time. */
export function StandingTest({
  kept,
  over,
}: {
  readonly kept: KeptAttempt;
  readonly over: boolean;
}) {
  const m = texts(useFrame().lang).tests;
  const { id, attempt, kind } = kept;
  const bySupervisor = attempt.pausedFor === 'supervisor';
  if (over && kind === 'placement') {
    return (
      <Form action={`/tests/${id}/end`}>
        <p>{m.timeOver}</p>
        <Button>{m.timeOverAction}</Button>
      </Form>
    );
  }
  if (attempt.state === 'waiting' || bySupervisor || kind === 'certification') {
    return (
      <>
        <p>{attempt.state === 'waiting' ? m.waitingText : m.pausedBySupervisor}</p>
        <Button href={`/tests/${id}`} variant="secondary">
          {m.reload}
        </Button>
      </>
    );
  }
  return (
    <>
      <p>{m.pausedText}</p>
      <p>{m.answered(answersOf(attempt).length)}</p>
      <Form action={`/tests/${id}/resume`}>
        <Button size="large">{m.resume}</Button>
      </Form>
      <LeaveComputer kept={kept} />
    </>
  );
}

export function CancelledTest() {
  const m = texts(useFrame().lang).tests;
  return (
    <>
      <p>{m.cancelledText}</p>
      <Button href="/tests">{m.another}</Button>
    </>
  );
}

/** For a computer that others use after: only for whoever has no account, who holds it by a cookie. */
export function LeaveComputer({ kept }: { readonly kept: KeptAttempt }) {
  const m = texts(useFrame().lang).tests;
  if (kept.accountId !== null) return null;
  return (
    <Form action={`/tests/${kept.id}/leave`}>
      <p class="rf-test__note">{m.leaveHint}</p>
      <Button variant="secondary">{m.leave}</Button>
    </Form>
  );
}
