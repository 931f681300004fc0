import type { ComponentChildren } from 'preact';
import { useFrame } from '#platform/http/frame.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { DueDate } from '#platform/ui/staff-list/staff-list.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag, type Tone } from '#platform/ui/tag/tag.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { type ClaimState, claimAllows } from '../domain/claim.ts';
import { claimTexts } from '../messages/index.ts';
import type { Claim } from '../queries/claims.ts';

const TONES: Readonly<Record<ClaimState, Tone>> = {
  letter: 'info',
  owner: 'info',
  review: 'info',
  question: 'caution',
  second: 'info',
  accepted: 'success',
  refused: 'caution',
  withdrawn: 'neutral',
  expired: 'neutral',
};

interface ClaimStateTagProps {
  readonly state: ClaimState;
  /** Read by the person who asks. */
  readonly own?: boolean | undefined;
}

export function ClaimStateTag({ state, own = false }: ClaimStateTagProps) {
  const m = claimTexts(useFrame().lang);
  return <Tag tone={TONES[state]}>{(own ? m.states : m.statesForOthers)[state]}</Tag>;
}

export interface MyClaimsProps {
  readonly own: readonly Claim[];
  readonly waiting: readonly Claim[];
  /** Associations that the reader runs. */
  readonly owned: readonly { readonly id: string; readonly name: string }[];
}

export function MyClaims({ own, waiting, owned }: MyClaimsProps) {
  const m = claimTexts(useFrame().lang);
  return (
    <>
      {waiting.length > 0 ? <ClaimTable title={m.waitingForYou} claims={waiting} /> : null}
      {owned.length > 0 ? (
        <>
          <h2>{m.peopleOf}</h2>
          <ul>
            {owned.map(({ id, name }) => (
              <li key={id}>
                <a href={`/associations/${id}/people`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {own.length > 0 ? <ClaimTable title={m.ownClaims} claims={own} own /> : null}
      {own.length === 0 && owned.length === 0 ? (
        <EmptyState title={m.mineNone}>
          <p>{m.mineNoneHelp}</p>
        </EmptyState>
      ) : null}
      <Button variant="secondary" href="/associations">
        {m.find}
      </Button>
    </>
  );
}

function ClaimTable({
  title,
  claims,
  own,
}: {
  readonly title: string;
  readonly claims: readonly Claim[];
  readonly own?: boolean;
}) {
  const m = claimTexts(useFrame().lang);
  return (
    <Table
      caption={title}
      columns={[
        { key: 'association', label: m.association },
        { key: 'state', label: m.state },
        { key: 'asked', label: m.askedOn },
        { key: 'due', label: m.due },
      ]}
      rows={claims.map((claim) => ({
        key: claim.id,
        cells: [
          <a class="govuk-link" href={`/claims/${claim.id}`}>
            {claim.organisationName}
          </a>,
          <ClaimStateTag state={claim.state} own={own} />,
          <Time at={claim.createdAt} format="date" />,
          claim.dueAt ? <DueDate at={claim.dueAt} /> : '',
        ],
      }))}
    />
  );
}

export interface OwnClaimProps {
  readonly claim: Claim;
  /** Its end is near enough to extend it. */
  readonly ending: boolean;
  readonly renewed: boolean;
  readonly errors: Readonly<Record<string, string>>;
}

export function OwnClaim({ claim, ending, renewed, errors }: OwnClaimProps) {
  const { lang } = useFrame();
  const m = claimTexts(lang);
  const to = (step: string) => `/claims/${claim.id}/${step}`;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {renewed ? (
        <Notice tone="success">
          <p>{m.renewed}</p>
        </Notice>
      ) : null}
      <ClaimFacts claim={claim} own />
      {claim.state === 'accepted' && claim.validUntil ? (
        <p>
          {m.validUntil(
            writtenTime(lang, new Date(`${claim.validUntil}T12:00:00Z`), 'UTC', 'date'),
          )}
        </p>
      ) : null}
      {claim.state === 'refused' && claim.refusal ? (
        <p>{m.refusedBecause(m.refusals[claim.refusal])}</p>
      ) : null}
      {claim.state === 'letter' ? (
        <>
          <Form action={to('code')}>
            <TextField name="code" label={m.code} hint={m.codeHint} value="" error={errors.code} />
            <Button>{m.giveCode}</Button>
          </Form>
          <h2>{m.noLetter}</h2>
          <Form action={to('document')} multipart>
            <FileField name="file" label={m.file} hint={m.fileHint} error={errors.file} />
            <Button variant="secondary">{m.giveDocument}</Button>
          </Form>
        </>
      ) : null}
      {claim.state === 'question' && claim.question ? (
        <Form action={to('answer')} multipart>
          <Notice tone="info">
            <p>{m.questions[claim.question]}</p>
            {claim.questionText ? <p>{claim.questionText}</p> : null}
          </Notice>
          <TextArea name="answer" label={m.answer} maxlength={4000} error={errors.answer} />
          <FileField name="file" label={m.file} hint={m.fileHint} error={errors.file} />
          <Button>{m.sendAnswer}</Button>
        </Form>
      ) : null}
      {ending ? (
        <Form action={to('renew')}>
          <Button>{m.renew}</Button>
        </Form>
      ) : null}
      {claimAllows(claim.state, 'withdraw') ? (
        <Form action={to('withdraw')}>
          <Button variant="secondary">{m.withdraw}</Button>
        </Form>
      ) : null}
    </>
  );
}

export interface OwnerAnswerProps {
  readonly claim: Claim;
  readonly person: string;
}

/** What somebody who acts for the association sees of a request. */
export function OwnerAnswer({ claim, person }: OwnerAnswerProps) {
  const { lang } = useFrame();
  const m = claimTexts(lang);
  return (
    <>
      <p>{m.ownerText[claim.kind]}</p>
      <ClaimFacts claim={claim} first={[{ key: m.person, value: person }]} />
      {claim.state === 'owner' ? (
        <>
          {claim.dueAt ? (
            <p>{m.ownerLimit(writtenTime(lang, claim.dueAt, DEFAULT_TIME_ZONE, 'date'))}</p>
          ) : null}
          <Form action={`/claims/${claim.id}/owner`}>
            <ButtonGroup>
              <Button name="answer" value="agree">
                {m.agree}
              </Button>
              <Button name="answer" value="refuse" variant="secondary">
                {m.disagree}
              </Button>
            </ButtonGroup>
          </Form>
        </>
      ) : null}
    </>
  );
}

export function ClaimFacts({
  claim,
  own,
  first = [],
  last = [],
}: {
  readonly claim: Claim;
  readonly own?: boolean;
  readonly first?: readonly { readonly key: string; readonly value: ComponentChildren }[];
  readonly last?: readonly { readonly key: string; readonly value: ComponentChildren }[];
}) {
  const m = claimTexts(useFrame().lang);
  return (
    <SummaryList
      rows={[
        ...first,
        { key: m.state, value: <ClaimStateTag state={claim.state} own={own} /> },
        { key: m.wants, value: m.kinds[claim.kind] },
        { key: m.role, value: m.roles[claim.role] },
        { key: m.office, value: m.offices[claim.office] },
        { key: m.proof, value: m.proofs[claim.proof] },
        ...(claim.message ? [{ key: m.message, value: claim.message }] : []),
        { key: m.askedOn, value: <Time at={claim.createdAt} format="date" /> },
        ...(claim.dueAt ? [{ key: m.due, value: <DueDate at={claim.dueAt} /> }] : []),
        ...last,
      ]}
    />
  );
}
