import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { AttemptState } from '../../domain/attempt/attempt.ts';
import { INCIDENT_REASONS } from '../../domain/sessions/session.ts';
import { texts } from '../../messages/index.ts';
import type { CandidateRow } from '../../queries/candidates.ts';
import { money } from '../money.ts';
import { CANDIDATE_TONES } from './words.ts';

export interface CandidateInRoom {
  readonly candidate: CandidateRow;
  /** Of a test that is being taken. */
  readonly test:
    | { readonly state: AttemptState; readonly question: number; readonly minutesLeft: number }
    | undefined;
  /** How many times each thing happened. */
  readonly signs: Readonly<
    Partial<Record<'blur' | 'paste' | 'resize' | 'flag' | 'incident', number>>
  >;
}

interface CardProps extends CandidateInRoom {
  readonly path: string;
  readonly open: boolean;
}

/** One candidate: who, where they stand, and the one thing to do next. */
export function CandidateCard({ candidate, test, signs, path, open }: CardProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  const { id, name, birthDate, state, extraTime, paidBy, priceCents } = candidate;
  const paused = test?.state === 'paused';
  const happened = Object.entries(signs) as [keyof typeof signs, number][];
  return (
    <li class="rf-room__card" data-live={id}>
      <h2 class="rf-room__name">{name ?? '…'}</h2>
      <p class="rf-room__facts">
        <Tag tone={paused ? 'caution' : CANDIDATE_TONES[state]}>
          {paused ? m.paused : m.candidateStates[state]}
        </Tag>{' '}
        {test ? `${m.question(test.question)} · ${m.minutesLeft(test.minutesLeft)}` : null}
        {!test && birthDate ? <BirthDate date={birthDate} /> : null}
        {extraTime ? ` · ${m.extra}` : ''}
      </p>
      <p class="rf-room__facts">
        {paidBy
          ? m.paid[paidBy]
          : priceCents === 0
            ? m.nothingToPay
            : m.toPay(money(lang, priceCents))}
      </p>
      {happened.length > 0 ? (
        <p class="rf-room__signs">
          {happened.map(([kind, count]) => m.signs[kind](count)).join(' · ')}
        </p>
      ) : null}
      {open ? <Acts {...{ candidate, test, path }} /> : null}
    </li>
  );
}

function BirthDate({ date }: { readonly date: string }) {
  const m = texts(useFrame().lang).sessions;
  const [before = '', after = ''] = m.born('|').split('|');
  return (
    <>
      {before}
      <Time at={date} />
      {after}
    </>
  );
}

function Acts({ candidate, test, path }: Pick<CardProps, 'candidate' | 'test' | 'path'>) {
  const m = texts(useFrame().lang).sessions;
  const { id, name, state, paidBy, priceCents } = candidate;
  const to = (act: string) => `${path}/candidates/${id}/${act}`;
  const whose = <span class="govuk-visually-hidden"> {m.actFor(name ?? '')}</span>;
  const one = (act: 'identify' | 'admit' | 'pause' | 'resume', secondary = false) => (
    <Form action={to(act)}>
      <Button variant={secondary ? 'secondary' : 'primary'}>
        {m.acts[act]}
        {whose}
      </Button>
    </Form>
  );
  return (
    <div class="rf-room__acts">
      {state === 'arrived' ? one('identify') : null}
      {state === 'identified' ? one('admit') : null}
      {test?.state === 'running' ? one('pause', true) : null}
      {test?.state === 'paused' ? one('resume') : null}
      {test ? (
        <Details
          summary={
            <>
              {m.acts.incident}
              {whose}
            </>
          }
        >
          <Form action={to('incident')}>
            <p>{m.incidentReason}</p>
            {INCIDENT_REASONS.map((reason) => (
              <Button key={reason} variant="secondary" name="reason" value={reason}>
                {m.reasons[reason]}
                {whose}
              </Button>
            ))}
          </Form>
        </Details>
      ) : null}
      {paidBy === null && priceCents > 0 ? (
        <Details
          summary={
            <>
              {m.acts.pay}
              {whose}
            </>
          }
        >
          <Form action={to('pay')}>
            {(['cash', 'card', 'cheque', 'transfer'] as const).map((by) => (
              <Button key={by} variant="secondary" name="by" value={by}>
                {m.payWays[by]}
                {whose}
              </Button>
            ))}
          </Form>
        </Details>
      ) : null}
      {test ? (
        <Details
          summary={
            <>
              {m.acts.end}
              {whose}
            </>
          }
        >
          <Form action={to('end')}>
            <Button variant="warning">
              {m.acts.end}
              {whose}
            </Button>
          </Form>
        </Details>
      ) : null}
    </div>
  );
}
