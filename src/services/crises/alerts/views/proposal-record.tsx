import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { isOpen } from '../../domain/proposal/states.ts';
import { alertTexts, reasonText } from '../messages/index.ts';
import type { Proposal, ProposalHistory } from '../queries/proposals.ts';
import { LevelMark, SignatureTag, STATE_TONES } from './level.tsx';

export interface ProposalRecordProps {
  readonly proposal: Proposal;
  readonly history: readonly ProposalHistory[];
  /** Open proposals of the same danger that the reader may decide too. */
  readonly siblings: readonly Proposal[];
  readonly mayDecide: boolean;
  readonly departmentName: (code: string) => string;
  /** What was typed, when the decision was refused. */
  readonly typed?: {
    readonly title?: string;
    readonly reason?: string;
    readonly ids?: readonly string[];
  };
  /** Translated, by field. */
  readonly errors?: Readonly<Record<string, string>>;
}

export function ProposalRecord(props: ProposalRecordProps) {
  const { proposal, history, mayDecide, departmentName, errors = {} } = props;
  const { now, lang } = useFrame();
  const m = alertTexts(lang);
  const { record } = m;
  const decidable = isOpen(proposal.state) && proposal.expires > now;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <RecordHeader
        kind={departmentName(proposal.episode.department)}
        title={m.heading(m.levels[proposal.level], m.hazards[proposal.episode.hazard])}
        state={{ text: m.states[proposal.state], tone: STATE_TONES[proposal.state] }}
        facts={
          <>
            {record.ends} <Time at={proposal.expires} relative />
          </>
        }
      />
      {proposal.state === 'accepted' && proposal.crisisId ? (
        <p>
          <Button href={`/crises/${proposal.crisisId}`}>{record.openedCrisis}</Button>
        </p>
      ) : null}
      <SummaryList rows={facts(props, m)} />
      {decidable && mayDecide ? <Decide {...props} /> : null}
      {decidable && !mayDecide ? <Notice tone="info">{record.onlyDepartment}</Notice> : null}
      <h2 class="govuk-heading-m">{record.history}</h2>
      <Timeline
        items={history.map((one) => ({
          time: one.at,
          title: `${m.events[one.event]}, ${m.levels[one.level].toLowerCase()}`,
          tone: one.event === 'raise' || one.event === 'accept' ? 'crisis' : undefined,
          text: (
            <>
              {one.event === 'raise' ? null : reasonText(m, one.reason)}
              {one.messageId ? (
                <>
                  {' '}
                  <a href={`/crises/alerts/messages/${one.messageId}`}>{record.message}</a>
                </>
              ) : null}
            </>
          ),
        }))}
      />
    </>
  );
}

function facts(
  { proposal, departmentName }: ProposalRecordProps,
  m: ReturnType<typeof alertTexts>,
) {
  const { record } = m;
  return [
    { key: record.level, value: <LevelMark level={proposal.level} /> },
    { key: record.hazard, value: m.hazards[proposal.episode.hazard] },
    {
      key: record.department,
      value: `${departmentName(proposal.episode.department)} (${proposal.episode.department})`,
    },
    {
      key: record.period,
      value: (
        <>
          {record.from} <Time at={proposal.onset} /> {record.to} <Time at={proposal.expires} />
        </>
      ),
    },
    { key: record.sender, value: `${proposal.senderName} (${proposal.episode.sender})` },
    ...(proposal.event ? [{ key: record.text, value: proposal.event }] : []),
    {
      key: record.signature,
      value: (
        <>
          <SignatureTag signature={proposal.signature} /> {m.signatureHelp[proposal.signature]}
        </>
      ),
    },
    ...(proposal.notes.length > 0
      ? [
          {
            key: record.notes,
            value: proposal.notes.map((note) => m.notes[note] ?? note).join(' '),
          },
        ]
      : []),
    ...(proposal.dismissal ? [{ key: record.dismissedBecause, value: proposal.dismissal }] : []),
  ];
}

function Decide({
  proposal,
  siblings,
  departmentName,
  typed = {},
  errors = {},
}: ProposalRecordProps) {
  const m = alertTexts(useFrame().lang);
  const { record } = m;
  const all = [proposal, ...siblings];
  return (
    <section aria-labelledby="decide">
      <h2 class="govuk-heading-m" id="decide">
        {record.decide}
      </h2>
      <Form action={`/crises/alerts/${proposal.id}/accept`}>
        <TextField
          name="title"
          label={record.crisisTitle}
          value={typed.title ?? suggestedTitle(proposal, m, departmentName)}
          error={errors.title}
        />
        <Checkboxes
          name="ids"
          legend={record.departments}
          hint={record.openHelp}
          items={all.map(({ id, episode }) => ({
            value: id,
            label: departmentName(episode.department),
          }))}
          values={typed.ids ?? [proposal.id]}
          error={errors.ids}
        />
        <Button>{proposal.episode.exercise ? record.openExercise : record.open}</Button>
      </Form>
      <Form action={`/crises/alerts/${proposal.id}/dismiss`}>
        <TextArea
          name="reason"
          label={record.dismissReason}
          hint={record.dismissHelp}
          rows={2}
          value={typed.reason}
          error={errors.reason}
        />
        <Button variant="secondary">{record.dismiss}</Button>
      </Form>
    </section>
  );
}

function suggestedTitle(
  { episode }: Proposal,
  m: ReturnType<typeof alertTexts>,
  departmentName: (code: string) => string,
): string {
  const hazard = m.hazards[episode.hazard];
  return `${hazard.charAt(0).toUpperCase()}${hazard.slice(1)}, ${departmentName(episode.department)}`;
}
