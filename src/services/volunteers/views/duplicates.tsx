import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { communeLabel } from '../actions/commune-choice.ts';
import type { Pair, Proposal } from '../actions/duplicates.ts';
import { writtenDay } from '../actions/mails.ts';
import { texts } from '../messages/index.ts';
import type { Volunteer } from '../queries/rows.ts';

export interface DuplicatesProps {
  readonly pairs: readonly Pair[];
  readonly proposals: readonly Proposal[];
  readonly done: 'proposed' | 'decided' | undefined;
  readonly error: string | undefined;
}

export function DuplicatesPage({ pairs, proposals, done, error }: DuplicatesProps) {
  const { lang } = useFrame();
  const { duplicates: m, staff } = texts(lang);
  const sources = ({ from, into }: Pair) =>
    `${staff.sources[from.source]}, ${staff.sources[into.source]}`;
  return (
    <>
      {done ? (
        <Notice tone="success">
          <p>{m[done]}</p>
        </Notice>
      ) : null}
      <Refusal error={error} />
      {pairs.length + proposals.length === 0 ? (
        <EmptyState title={m.emptyTitle}>
          <p>{m.emptyText}</p>
        </EmptyState>
      ) : null}
      {proposals.length > 0 ? (
        <Table
          caption={m.waitingTitle}
          columns={[
            { key: 'name', label: m.columns.name },
            { key: 'commune', label: m.columns.commune },
            { key: 'reason', label: m.columns.reason },
            { key: 'decides', label: m.columns.decides },
            { key: 'proposed', label: m.columns.proposedAt },
          ]}
          rows={proposals.map((item) => ({
            key: item.merge.id,
            cells: [
              <a
                class="govuk-link"
                href={`/volunteers/duplicates/${item.merge.id}`}
                key="name"
                aria-label={m.compareFor(nameOf(item.into))}
              >
                {nameOf(item.into)}
              </a>,
              communeLabel(item.into.communeCode),
              m.reasons[item.merge.reason],
              item.into.accountId === null ? m.decidesReviewer : m.decidesPerson,
              <Time at={item.merge.proposedAt} key="at" />,
            ],
          }))}
        />
      ) : null}
      {pairs.length > 0 ? (
        <Table
          caption={m.foundTitle}
          columns={[
            { key: 'name', label: m.columns.name },
            { key: 'birth', label: m.columns.birthDate },
            { key: 'commune', label: m.columns.commune },
            { key: 'sources', label: m.columns.sources },
            { key: 'act', label: m.propose },
          ]}
          rows={pairs.map((pair) => ({
            key: `${pair.from.id}${pair.into.id}`,
            cells: [
              nameOf(pair.into),
              birthOf(lang, pair.into),
              communeLabel(pair.into.communeCode),
              sources(pair),
              <Form key="act">
                <input type="hidden" name="one" value={pair.from.id} />
                <input type="hidden" name="other" value={pair.into.id} />
                <Button variant="secondary">
                  {m.propose}
                  <span class="govuk-visually-hidden"> {m.proposeFor(nameOf(pair.into))}</span>
                </Button>
              </Form>,
            ],
          }))}
        />
      ) : null}
    </>
  );
}

export function ComparePage({
  proposal,
  error,
}: {
  readonly proposal: Proposal;
  readonly error: string | undefined;
}) {
  const { duplicates: m } = texts(useFrame().lang);
  const { from, into } = proposal;
  return (
    <>
      <Refusal error={error} />
      <div class="govuk-grid-row">
        <Side title={m.goes} person={from} />
        <Side title={m.stays} person={into} />
      </div>
      <Answer />
    </>
  );
}

/** What the person may see of the other record: nothing that she would not know. */
export function OwnDuplicatePage({
  proposals,
  error,
}: {
  readonly proposals: readonly Proposal[];
  readonly error: string | undefined;
}) {
  const { lang } = useFrame();
  const { duplicates: m, staff } = texts(lang);
  return (
    <>
      <Refusal error={error} />
      {proposals.length === 0 ? <p class="govuk-body">{m.ownNone}</p> : null}
      {proposals.map(({ merge, from }) => (
        <section key={merge.id}>
          <p class="govuk-body">{m.ownLead}</p>
          <p class="govuk-body">
            {m.ownFrom(
              staff.sources[from.source],
              writtenDay(lang, from.createdAt.toISOString().slice(0, 10)),
            )}
          </p>
          <Answer action={`/volunteer/duplicate/${merge.id}`} own />
        </section>
      ))}
    </>
  );
}

function Answer({ action, own = false }: { readonly action?: string; readonly own?: boolean }) {
  const { duplicates: m } = texts(useFrame().lang);
  return (
    <Form action={action}>
      <ButtonGroup>
        <Button name="answer" value="yes">
          {own ? m.ownYes : m.yes}
        </Button>
        <Button name="answer" value="no" variant="secondary">
          {own ? m.ownNo : m.no}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

function Side({ title, person }: { readonly title: string; readonly person: Volunteer }) {
  const { lang } = useFrame();
  const { duplicates: m, staff } = texts(lang);
  return (
    <div class="govuk-grid-column-one-half">
      <h2 class="govuk-heading-m">{title}</h2>
      <SummaryList
        rows={[
          { key: m.columns.name, value: nameOf(person) },
          { key: m.columns.birthDate, value: birthOf(lang, person) },
          { key: m.columns.commune, value: communeLabel(person.communeCode) },
          { key: m.account, value: person.accountId ? m.withAccount : m.withoutAccount },
          { key: staff.source, value: staff.sources[person.source] },
          {
            key: m.lastSign,
            value: person.confirmedAt ? <Time at={person.confirmedAt} /> : staff.unknown,
          },
        ]}
      />
    </div>
  );
}

function Refusal({ error }: { readonly error: string | undefined }) {
  return error ? (
    <Notice tone="caution">
      <p>{error}</p>
    </Notice>
  ) : null;
}

function nameOf(person: Volunteer): string {
  return `${person.lastName} ${person.firstName}`;
}

function birthOf(lang: Lang, person: Volunteer): string {
  return person.birthDate ? writtenDay(lang, person.birthDate) : texts(lang).staff.unknown;
}
