import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { DueDate, FilterLinks } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { QUESTIONS, REFUSALS } from '../domain/claim.ts';
import { claimTexts } from '../messages/index.ts';
import type { Claim } from '../queries/claims.ts';
import { ClaimFacts, ClaimStateTag } from './claims.tsx';

export const QUEUES = ['review', 'letters', 'waiting'] as const;
export type Queue = (typeof QUEUES)[number];

export interface ClaimQueueProps {
  readonly queue: Queue;
  readonly claims: readonly Claim[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export function ClaimQueue({ queue, claims, total, page, pages }: ClaimQueueProps) {
  const m = claimTexts(useFrame().lang);
  const names = { review: m.filterReview, letters: m.filterLetters, waiting: m.filterWaiting };
  const href = (to: Queue, number = 1) => `/review/claims?queue=${to}&page=${number}`;
  return (
    <>
      <FilterLinks
        label={m.filters}
        items={QUEUES.map((item) => ({
          href: href(item),
          text: names[item],
          current: item === queue,
        }))}
      />
      {claims.length === 0 ? (
        <EmptyState title={m.queueEmpty}>
          <p>{m.queueEmptyHelp}</p>
        </EmptyState>
      ) : (
        <Table
          caption={m.count(total)}
          dense
          columns={[
            { key: 'association', label: m.association },
            { key: 'wants', label: m.wants },
            { key: 'proof', label: m.proof },
            { key: 'state', label: m.state },
            { key: 'asked', label: m.askedOn },
            { key: 'due', label: m.due },
          ]}
          rows={claims.map((claim) => ({
            key: claim.id,
            cells: [
              <a class="govuk-link" href={`/review/claims/${claim.id}`}>
                {claim.organisationName}
              </a>,
              m.kinds[claim.kind],
              m.proofs[claim.proof],
              <ClaimStateTag state={claim.state} />,
              <Time at={claim.createdAt} format="date" />,
              claim.dueAt ? <DueDate at={claim.dueAt} /> : '',
            ],
          }))}
        />
      )}
      <Pagination page={page} pages={pages} href={(number) => href(queue, number)} />
    </>
  );
}

export interface ClaimReviewProps {
  readonly claim: Claim;
  readonly person: string;
  readonly notes: readonly {
    readonly author: string;
    readonly writtenAt: Date;
    readonly text: string;
  }[];
  /** Who proposed to decide against the rule; only another reviewer confirms. */
  readonly proposer: string;
  readonly mayConfirm: boolean;
  readonly saved: boolean;
  /** What was typed and not taken. */
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function ClaimReview(props: ClaimReviewProps) {
  const { claim, person, errors } = props;
  const m = claimTexts(useFrame().lang);
  const base = `/review/claims/${claim.id}`;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {props.saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <ClaimFacts
        claim={claim}
        first={[
          { key: m.person, value: person },
          {
            key: m.association,
            value: (
              <a class="govuk-link" href={`/associations/${claim.organisationId}`}>
                {m.seeRecord}
              </a>
            ),
          },
        ]}
        last={[
          ...(claim.fileId
            ? [
                {
                  key: m.file,
                  value: (
                    <a class="govuk-link" href={`${base}/document`}>
                      {m.seeDocument}
                    </a>
                  ),
                },
              ]
            : []),
          ...(claim.contested ? [{ key: m.contested, value: m.yes }] : []),
          ...(claim.question
            ? [
                {
                  key: m.askedBefore,
                  value: `${m.questions[claim.question]} ${claim.questionText}`,
                },
              ]
            : []),
          ...(claim.answer ? [{ key: m.answered, value: claim.answer }] : []),
        ]}
      />
      {claim.state === 'letter' ? (
        <Form action={`${base}/letter`}>
          <p>{m.printHint}</p>
          <Button>{m.printLetter}</Button>
        </Form>
      ) : null}
      {claim.state === 'review' ? <DecisionForm base={base} {...props} /> : null}
      {claim.state === 'second' ? <SecondOpinion {...props} /> : null}
      <Notes base={base} {...props} />
    </>
  );
}

interface FormProps extends ClaimReviewProps {
  readonly base: string;
}

function DecisionForm({ base, errors, values }: FormProps) {
  const m = claimTexts(useFrame().lang);
  return (
    <Form action={base}>
      <Radios
        name="decision"
        legend={m.decision}
        value={values.decision}
        items={[
          { value: 'accept', label: m.decideAccept },
          {
            value: 'ask',
            label: m.decideAsk,
            reveal: (
              <Select
                name="question"
                label={m.questionChoice}
                value={values.question}
                options={QUESTIONS.map((value) => ({ value, label: m.questions[value] }))}
              />
            ),
          },
          {
            value: 'refuse',
            label: m.decideRefuse,
            reveal: (
              <Select
                name="reason"
                label={m.refusalReason}
                value={values.reason}
                options={REFUSALS.map((value) => ({ value, label: m.refusals[value] }))}
              />
            ),
          },
          { value: 'propose_override', label: m.decideOverride, hint: m.decideOverrideHint },
        ]}
        error={errors.decision}
      />
      <TextArea
        name="text"
        label={m.decisionText}
        rows={3}
        maxlength={2000}
        value={values.text}
        error={errors.text}
      />
      <Button>{m.save}</Button>
    </Form>
  );
}

function SecondOpinion({ claim, proposer, mayConfirm }: ClaimReviewProps) {
  const m = claimTexts(useFrame().lang);
  return (
    <>
      <Notice tone="caution" title={m.overrideProposed(proposer)}>
        <p>{claim.overrideReason}</p>
      </Notice>
      {mayConfirm ? (
        <Form action={`/review/claims/${claim.id}`}>
          <ButtonGroup>
            <Button name="decision" value="agree_override">
              {m.agreeOverride}
            </Button>
            <Button name="decision" value="reject_override" variant="secondary">
              {m.rejectOverride}
            </Button>
          </ButtonGroup>
        </Form>
      ) : (
        <p>{m.errors.same_reviewer}</p>
      )}
    </>
  );
}

function Notes({ base, notes, errors, values }: FormProps) {
  const m = claimTexts(useFrame().lang);
  return (
    <section>
      <h2>{m.notes}</h2>
      {notes.length === 0 ? <p>{m.noNotes}</p> : null}
      {notes.map(({ author, writtenAt, text }) => (
        <p key={writtenAt.getTime()}>
          <strong>{author}</strong>, <Time at={writtenAt} />
          <br />
          {text}
        </p>
      ))}
      <Form action={`${base}/notes`}>
        <TextArea
          name="note"
          label={m.note}
          rows={2}
          maxlength={2000}
          value={values.note}
          error={errors.note}
        />
        <Button variant="secondary">{m.addNote}</Button>
      </Form>
    </section>
  );
}
