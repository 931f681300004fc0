import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import type { Reachable } from '#services/volunteers/index.ts';
import type { Shortage } from '../../domain/assignment.ts';
import { texts } from '../../messages/index.ts';
import { shiftText } from '../../shift-text.ts';
import type { ApplyRefusal } from '../apply.ts';
import { assignmentTexts } from '../messages/index.ts';
import type { Proposal, SharedNeed } from '../proposal.ts';

export interface ProposalPageProps {
  readonly crisisId: string;
  readonly proposal: Proposal;
  readonly people: ReadonlyMap<string, Reachable>;
  readonly refused?: ApplyRefusal | undefined;
}

/** Who would go where, before anybody is told. */
export function ProposalPage({ crisisId, proposal, people, refused }: ProposalPageProps) {
  const { lang } = useFrame();
  const m = assignmentTexts(lang);
  const { moves, shortages, before, after, places, atMost } = proposal.sharing;
  return (
    <>
      {refused ? <Notice tone="caution">{m.refused[refused]}</Notice> : null}
      {moves.length === 0 ? (
        <Notice tone="info" title={m.none_title}>
          <p>{m.none(proposal.candidates)}</p>
        </Notice>
      ) : (
        <>
          <p>
            <strong>{m.gain(before, after, places)}</strong> {m.rules}
          </p>
          <Table
            caption={m.caption(moves.length)}
            dense
            columns={[
              { key: 'person', label: m.columns.person },
              { key: 'from', label: m.columns.from },
              { key: 'to', label: m.columns.to },
              { key: 'shift', label: m.columns.shift },
            ]}
            rows={moves.map(({ personId, from, to }) => ({
              key: `${personId} ${to.id}`,
              cells: [
                <strong key="name">{nameOf(people.get(personId), lang)}</strong>,
                from?.need.position ?? m.reserve,
                to.need.position,
                shiftText(lang, to.need),
              ],
            }))}
          />
          <Form>
            <input type="hidden" name="digest" value={proposal.digest} />
            <Button>{m.apply(new Set(moves.map(({ personId }) => personId)).size)}</Button>
          </Form>
        </>
      )}
      {shortages.length > 0 ? (
        <section>
          <h2>{m.short_title}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {shortages.map((shortage) => (
              <li key={shortage.need.id}>
                <Missing crisisId={crisisId} shortage={shortage} />
              </li>
            ))}
          </ul>
          {atMost > after ? <p>{m.not_proven(atMost)}</p> : null}
        </section>
      ) : null}
      <p>
        <a href={`/crises/${crisisId}/roster`}>{m.to_roster}</a>
      </p>
    </>
  );
}

function Missing(props: { readonly crisisId: string; readonly shortage: Shortage<SharedNeed> }) {
  const { need, missing, together, able, places } = props.shortage;
  const { lang } = useFrame();
  const m = assignmentTexts(lang);
  const names = new Intl.ListFormat(lang, { type: 'conjunction' }).format(
    together.map((one) => m.quoted(one.need.position)),
  );
  return (
    <>
      <strong>{m.short(missing, `${need.need.position}, ${shiftText(lang, need.need)}`)}</strong>{' '}
      {together.length > 1 ? m.short_cut(able, places, names) : m.short_nobody}{' '}
      <a href={`/crises/${props.crisisId}/needs/${need.id}/call`}>
        {m.call_more}
        <span class="govuk-visually-hidden"> {need.need.position}</span>
      </a>
    </>
  );
}

function nameOf(person: Reachable | undefined, lang: 'fr' | 'en'): string {
  const name = person ? `${person.lastName.toUpperCase()} ${person.firstName}`.trim() : '';
  return name || texts(lang).crisis.roster.erased;
}
