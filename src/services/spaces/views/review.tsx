import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { DueDate, ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import type { LabelAct, Reading } from '../actions/review.ts';
import { CRITERIA, gapsOf, LONGEST_ANSWER } from '../domain/criteria.ts';
import type { Label } from '../domain/label.ts';
import { texts } from '../messages/index.ts';
import type { Application, Evidence, Queued } from '../queries/applications.ts';
import { AnswerList } from './application.tsx';
import { Errors, LabelTag } from './parts.tsx';

export interface QueueProps {
  readonly queue: readonly { readonly application: Queued; readonly mine: boolean }[];
}

export function ReviewQueue({ queue }: QueueProps) {
  const { review: m, label } = texts(useFrame().lang);
  if (queue.length === 0) {
    return (
      <EmptyState title={m.none}>
        <p>{m.noneHelp}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ListHead count={queue.length} what={m.what(queue.length)} />
      <Table
        dense
        caption={m.title}
        captionHidden
        columns={[
          { key: 'space', label: m.space },
          { key: 'department', label: m.department },
          { key: 'kind', label: m.kind },
          { key: 'stage', label: m.stage },
          { key: 'due', label: m.due },
        ]}
        rows={queue.map(({ application, mine }) => ({
          key: application.id,
          cells: [
            <a class="govuk-link" href={`/spaces/${application.spaceId}/review`}>
              {application.spaceName}
            </a>,
            application.department,
            m.kinds[application.kind],
            mine ? label.states[application.state] : m.yours,
            application.dueAt ? <DueDate at={application.dueAt} /> : '',
          ],
        }))}
      />
    </>
  );
}

export interface ReviewPageProps {
  readonly spaceId: string;
  readonly label: Label;
  readonly application: Application | undefined;
  readonly evidence: readonly Evidence[];
  /** What this reader may answer; empty when it is not their turn. */
  readonly readings: readonly Reading[];
  readonly hasRead: boolean;
  readonly acts: readonly LabelAct[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly done: boolean;
}

export function ReviewPage(props: ReviewPageProps) {
  const { spaceId, label, application, evidence, hasRead, errors, done } = props;
  const { review: m, label: labelTexts } = texts(useFrame().lang);
  return (
    <>
      {done ? (
        <Notice tone="success">
          <p>{m.done}</p>
        </Notice>
      ) : null}
      <Errors errors={errors} />
      <p>
        <LabelTag state={label.state} />
        {application ? ` ${labelTexts.states[application.state]}` : null}
      </p>
      {hasRead ? (
        <Notice tone="info">
          <p>{m.yours}</p>
        </Notice>
      ) : null}
      {application ? (
        <>
          {application.firstOpinion ? (
            <Notice tone="info" title={m.opinion}>
              <p>{m.opinions[application.firstOpinion]}</p>
              {application.firstNote ? <p>{application.firstNote}</p> : null}
            </Notice>
          ) : null}
          {application.appeal ? (
            <Notice tone="caution" title={m.appeal}>
              <p>{application.appeal}</p>
            </Notice>
          ) : null}
          <Gaps application={application} evidence={evidence} />
          <h2 class="govuk-heading-m">{m.answers}</h2>
          <AnswerList
            application={application}
            evidence={evidence}
            path={`/spaces/${spaceId}/label`}
          />
        </>
      ) : null}
      <ReadingForm {...props} />
      <LabelForm {...props} />
    </>
  );
}

/** What the rule says of the answers, before a person judges. */
function Gaps({
  application,
  evidence,
}: {
  application: Application;
  evidence: readonly Evidence[];
}) {
  const { review: m, label } = texts(useFrame().lang);
  const gaps = gapsOf(application.answers, new Set(evidence.map(({ criterion }) => criterion)));
  const found = CRITERIA.filter(({ id }) => gaps[id]);
  if (found.length === 0) return <p class="govuk-body">{m.noGap}</p>;
  return (
    <>
      <h2 class="govuk-heading-m">{m.gaps}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {found.map(({ id }) => (
          <li key={id}>
            {label.questions[id].label} {gaps[id] ? label.gaps[gaps[id]] : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function ReadingForm({ readings, values, errors }: ReviewPageProps) {
  const { review: m } = texts(useFrame().lang);
  if (readings.length === 0) return null;
  return (
    <Form>
      <Radios
        name="reading"
        legend={m.decide}
        value={values.reading}
        error={errors.reading}
        items={readings.map((value) => ({ value, label: m.readings[value] }))}
      />
      <TextArea
        name="note"
        label={m.noteLabel}
        hint={m.noteHint}
        value={values.note}
        error={errors.note}
        rows={4}
        maxlength={LONGEST_ANSWER}
      />
      <Button>{m.send}</Button>
    </Form>
  );
}

function LabelForm({ spaceId, acts, values, errors }: ReviewPageProps) {
  const { review: m } = texts(useFrame().lang);
  if (acts.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{m.labelTitle}</h2>
      <p class="govuk-body">{m.labelHelp}</p>
      <Form action={`/spaces/${spaceId}/review/label`}>
        <Radios
          name="act"
          legend={m.labelTitle}
          legendHidden
          value={values.act}
          error={errors.act}
          items={acts.map((value) => ({ value, label: m.acts[value] }))}
        />
        <TextArea
          name="reason"
          label={m.suspendWhy}
          value={values.reason}
          error={errors.reason}
          rows={3}
          maxlength={LONGEST_ANSWER}
        />
        <Button variant="warning">{m.send}</Button>
      </Form>
    </>
  );
}
