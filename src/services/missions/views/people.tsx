import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { abilityLabel } from '#services/volunteers/index.ts';
import type { Score } from '../domain/matching.ts';
import { texts } from '../messages/index.ts';
import type { Mission } from '../queries/missions.ts';

export interface Suggestion {
  readonly helper: {
    readonly id: string;
    readonly firstName: string;
    readonly abilities: ReadonlySet<number>;
  };
  readonly score: Score;
  readonly km: number | null;
}

export interface PeoplePageProps {
  readonly mission: Mission;
  readonly suggestions: readonly Suggestion[];
  readonly invited: readonly {
    readonly id: string;
    readonly firstName: string;
    readonly invitedAt: Date;
    readonly answer: 'none' | 'declined' | 'applied';
  }[];
  /** Abilities that nobody around declares, within so many kilometres. */
  readonly blindSpots: { readonly abilities: readonly number[]; readonly km: number };
  readonly isDone: boolean;
  readonly problem: string | undefined;
}

export function PeoplePage(props: PeoplePageProps) {
  const { mission, suggestions, invited, blindSpots, isDone, problem } = props;
  const { lang } = useFrame();
  const m = texts(lang).people;
  const names = blindSpots.abilities.map((id) => abilityLabel(lang, id)).join(', ');
  return (
    <>
      {problem ? (
        <Notice tone="caution">
          <p>{problem}</p>
        </Notice>
      ) : null}
      {isDone ? (
        <Notice tone="success">
          <p>{m.done}</p>
        </Notice>
      ) : null}
      {names ? (
        <Notice tone="info" title={m.blindSpot(names, blindSpots.km)}>
          <p>{m.blindSpotHelp}</p>
          <Button href={`/missions/${mission.id}/edit?remote=possible`} variant="secondary">
            {m.openRemote}
          </Button>
        </Notice>
      ) : null}
      {suggestions.length === 0 ? (
        <EmptyState title={m.none}>
          <p>{m.noneHelp}</p>
        </EmptyState>
      ) : (
        <>
          <p class="govuk-body">{m.rule}</p>
          {suggestions.map((one) => (
            <Person key={one.helper.id} mission={mission} {...one} />
          ))}
        </>
      )}
      {invited.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.invited}</h2>
          <Table
            caption={m.invited}
            captionHidden
            columns={[
              { key: 'person', label: m.person },
              { key: 'at', label: m.invitedAt },
              { key: 'answer', label: m.answer },
            ]}
            rows={invited.map((person) => ({
              key: person.id,
              cells: [
                person.firstName,
                <Time key="at" at={person.invitedAt} relative />,
                m.answers[person.answer],
              ],
            }))}
          />
        </>
      ) : null}
    </>
  );
}

function Person({ mission, helper, score, km }: Suggestion & { readonly mission: Mission }) {
  const { lang } = useFrame();
  const m = texts(lang).people;
  const skills = [...helper.abilities].map((id) => abilityLabel(lang, id)).sort();
  return (
    <section class="rf-result">
      <h2 class="rf-result__title">{helper.firstName}</h2>
      <p class="rf-result__facts">{skills.length > 0 ? m.knows(skills.join(', ')) : m.noSkill}</p>
      <Details summary={`${m.points(score.total)}. ${m.why}`}>
        <ul class="govuk-list govuk-list--bullet">
          {partsInWords(lang, mission, score, km).map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </Details>
      <Form>
        <input type="hidden" name="volunteer" value={helper.id} />
        <Button variant="secondary">{m.invite(helper.firstName)}</Button>
      </Form>
    </section>
  );
}

function partsInWords(
  lang: 'fr' | 'en',
  mission: Mission,
  { parts, held }: Score,
  km: number | null,
): string[] {
  const m = texts(lang).people.parts;
  const names = held.map((id) => abilityLabel(lang, id)).join(', ');
  const asksSkills = mission.skills.length + mission.required.length > 0;
  return [
    asksSkills && names === '' ? m.noneHeld : m.skills(parts.skills, names),
    mission.remote === 'full' || km === null ? m.remote(parts.nearness) : m.km(km, parts.nearness),
    ...(parts.languages > 0 ? [m.languages(parts.languages)] : []),
    m.effort(parts.effort),
  ];
}

/** On the mission's page, for somebody whom the association asked. */
export function Invited({
  mission,
  association,
  isDeclined,
}: {
  readonly mission: Mission;
  readonly association: string;
  readonly isDeclined: boolean;
}) {
  const m = texts(useFrame().lang).people;
  if (isDeclined) {
    return (
      <Notice tone="info">
        <p>{m.saidNo}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={m.youAreInvited(association)}>
      <p>{m.youAreInvitedText}</p>
      <Form action={`/missions/${mission.id}/invitation`}>
        <Button variant="secondary" name="answer" value="no">
          {m.sayNo}
        </Button>{' '}
        <Button variant="secondary" name="answer" value="mute">
          {m.mute}
        </Button>
      </Form>
    </Notice>
  );
}
