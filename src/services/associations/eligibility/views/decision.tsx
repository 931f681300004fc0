import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { Verdict, type VerdictProps } from '#platform/ui/verdict/verdict.tsx';
import { packVersion } from '../../domain/eligibility/index.ts';
import {
  countsAsEligible,
  type LifeState,
  type OwnEvent,
  type ReviewEvent,
} from '../../domain/eligibility/life.ts';
import { eligibilityTexts } from '../messages/index.ts';
import type { Step, StoredDecision } from '../queries.ts';
import { Attestation, type AttestationProps } from './attestation.tsx';
import { Reasons } from './reasons.tsx';

export interface DecisionPageProps {
  readonly decision: StoredDecision;
  readonly steps: readonly Step[];
  /** The reviewer of the appeal, as shown to people. */
  readonly secondName: string | null;
  /** What this visitor may do now. */
  readonly own: OwnEvent | null;
  readonly acts: readonly ReviewEvent[];
  readonly reviews: boolean;
  readonly mayRenew: boolean;
  readonly saved: boolean;
  readonly error: { readonly field: 'note' | 'event'; readonly text: string } | null;
  readonly values: { readonly event: string; readonly note: string };
  /** Why there is no attestation, for somebody who has just asked for one. */
  readonly refused: string | undefined;
  /** For whoever acts for an association that is entitled. */
  readonly attestation: AttestationProps | undefined;
}

const CAUTION: ReadonlySet<LifeState> = new Set([
  'needs_review',
  'more_information',
  'to_admit',
  'appealed',
]);

function toneOf(state: LifeState): VerdictProps['tone'] {
  if (countsAsEligible(state)) return 'success';
  if (CAUTION.has(state)) return 'caution';
  return state === 'superseded' || state === 'expired' ? 'info' : 'crisis';
}

export function DecisionPage(props: DecisionPageProps) {
  const { decision, steps, secondName, own, acts, reviews, saved, error } = props;
  const { lang } = useFrame();
  const m = eligibilityTexts(lang);
  const day = (date: string) => writtenTime(lang, new Date(`${date}T12:00:00Z`), 'UTC', 'date');
  const pack = packVersion(decision.pack, decision.version);
  return (
    <>
      {props.attestation?.error ? (
        <ErrorSummary errors={[{ field: 'seats', message: props.attestation.error }]} />
      ) : null}
      {error ? <ErrorSummary errors={[{ field: error.field, message: error.text }]} /> : null}
      {props.refused ? (
        <Notice tone="caution">
          <p>{props.refused}</p>
        </Notice>
      ) : null}
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <Verdict
        tone={toneOf(decision.state)}
        title={(reviews ? m.reviewStates : m.states)[decision.state]}
      >
        {decision.expiresOn ? <p>{m.until(day(decision.expiresOn))}</p> : null}
        {decision.dueOn ? (
          <p>
            {decision.state === 'more_information'
              ? m.answerDue(day(decision.dueOn))
              : m.due(day(decision.dueOn))}
          </p>
        ) : null}
        {decision.state === 'appealed' ? (
          <p>{secondName === null ? m.secondNone : m.second(secondName)}</p>
        ) : null}
      </Verdict>
      <Reasons reasons={decision.reasons} />
      <p class="govuk-hint">{m.rules(pack?.title[lang] ?? decision.pack, decision.version)}</p>
      {props.attestation ? <Attestation {...props.attestation} /> : null}
      {own ? (
        <>
          <h2 class="govuk-heading-m">{m.ownActs[own].title}</h2>
          <Form action={`/eligibility/${decision.id}/own`}>
            <input type="hidden" name="event" value={own} />
            <TextArea
              name="note"
              label={m.ownActs[own].label}
              hint={m.ownActs[own].hint}
              value={props.values.note}
              error={error?.field === 'note' ? error.text : undefined}
              maxlength={4000}
            />
            <Button>{m.ownActs[own].send}</Button>
          </Form>
        </>
      ) : null}
      {props.mayRenew ? (
        <Form action={`/eligibility/check/${decision.organisationId}`}>
          <input type="hidden" name="pack" value={decision.pack} />
          <Button variant="secondary">{m.renew}</Button>
        </Form>
      ) : null}
      {reviews ? <ReviewForm {...props} acts={acts} /> : null}
      <h2 class="govuk-heading-m">{m.history}</h2>
      <Timeline
        items={steps.map(({ event, note, at }) => ({
          time: at,
          title: m.events[event],
          text: note === '' ? undefined : <p>{noteText(m.changes, event, note)}</p>,
        }))}
      />
    </>
  );
}

/** The program writes a code where a person writes words. */
function noteText(changes: Readonly<Record<string, string>>, event: Step['event'], note: string) {
  return event === 'revoke' ? (changes[note] ?? note) : note;
}

function ReviewForm({ decision, acts, error, values }: DecisionPageProps) {
  const { lang } = useFrame();
  const m = eligibilityTexts(lang);
  return (
    <>
      <h2 class="govuk-heading-m">{m.review}</h2>
      {acts.length === 0 ? (
        <p>{m.noAct}</p>
      ) : (
        <Form action={`/eligibility/${decision.id}/review`}>
          <Radios
            name="event"
            legend={m.act}
            value={values.event}
            error={error?.field === 'event' ? error.text : undefined}
            items={acts.map((act) => ({ value: act, label: m.reviewActs[act] }))}
          />
          <TextArea
            name="note"
            label={m.note}
            hint={m.noteHint}
            value={values.note}
            error={error?.field === 'note' ? error.text : undefined}
            maxlength={4000}
          />
          <Button>{m.decide}</Button>
        </Form>
      )}
    </>
  );
}
