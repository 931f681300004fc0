import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { texts } from '../../messages/index.ts';
import type { CandidateRow } from '../../queries/candidates.ts';
import type { SessionRow } from '../../queries/sessions.ts';
import { money } from '../money.ts';
import { CANDIDATE_TONES, SESSION_TONES } from './words.ts';

export interface SessionInSpace {
  readonly session: SessionRow;
  readonly space: string;
  readonly timeZone: string;
}

export interface SessionListProps {
  readonly coming: readonly SessionInSpace[];
  readonly mine: readonly (SessionInSpace & { readonly candidate: CandidateRow })[];
  readonly signedIn: boolean;
  /** Address of the open page; undefined when it is closed. */
  readonly portfolio: string | undefined;
}

/** Where one can be certified soon, and what one has of it already. */
export function SessionList({ coming, mine, signedIn, portfolio }: SessionListProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  return (
    <>
      {mine.length > 0 ? (
        <section>
          <h2>{m.mine}</h2>
          <ResultList>
            {mine.map(({ session, space, timeZone, candidate }) => (
              <ResultCard
                key={session.id}
                href={`/certifications/${session.id}`}
                title={space}
                facts={
                  <>
                    <Time at={session.startsAt} timeZone={timeZone} />{' '}
                    <Tag tone={CANDIDATE_TONES[candidate.state]}>
                      {m.candidateStates[candidate.state]}
                    </Tag>
                  </>
                }
              />
            ))}
          </ResultList>
        </section>
      ) : null}
      <section>
        <h2>{m.coming}</h2>
        {coming.length === 0 ? (
          <EmptyState title={m.none} action={<Button href="/learn">{m.learn}</Button>}>
            <p>{m.noneText}</p>
          </EmptyState>
        ) : (
          <ResultList>
            {coming.map(({ session, space, timeZone }) => (
              <ResultCard
                key={session.id}
                href={`/certifications/${session.id}`}
                title={space}
                facts={
                  <>
                    <Time at={session.startsAt} timeZone={timeZone} /> ·{' '}
                    {m.placesLeft(session.places - session.taken)} ·{' '}
                    {money(lang, session.priceCents)}
                  </>
                }
              />
            ))}
          </ResultList>
        )}
      </section>
      {signedIn ? (
        <section>
          <h2>{m.portfolio}</h2>
          <p>{m.portfolioText}</p>
          {portfolio ? (
            <p>
              <a href={portfolio}>{portfolio}</a>
            </p>
          ) : null}
          <Form action="/certifications/portfolio">
            <Button variant="secondary" name="open" value={portfolio ? 'no' : 'yes'}>
              {portfolio ? m.portfolioClose : m.portfolioOpen}
            </Button>
          </Form>
          {portfolio ? <p class="rf-soft">{m.portfolioCloseHint}</p> : null}
        </section>
      ) : null}
    </>
  );
}

export interface SpaceSessionsProps {
  readonly sessions: readonly SessionRow[];
  readonly timeZone: string;
}

/** Of one space, for its supervisors. */
export function SpaceSessions({ sessions, timeZone }: SpaceSessionsProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  if (sessions.length === 0) {
    return (
      <EmptyState title={m.noSession}>
        <p>{m.noSessionText}</p>
      </EmptyState>
    );
  }
  return (
    <ResultList>
      {sessions.map((session) => (
        <ResultCard
          key={session.id}
          href={`/certifications/${session.id}/room`}
          title={writtenTime(lang, session.startsAt, timeZone, 'datetime')}
          facts={
            <>
              {m.placesLeft(session.places - session.taken)}{' '}
              <Tag tone={SESSION_TONES[session.state]}>{m.states[session.state]}</Tag>
            </>
          }
        />
      ))}
    </ResultList>
  );
}

/** Where a supervisor may announce and run sessions. */
export function SupervisedSpaces({
  spaces,
}: {
  readonly spaces: readonly {
    readonly id: string;
    readonly name: string;
    readonly address: string;
  }[];
}) {
  const m = texts(useFrame().lang).sessions;
  if (spaces.length === 0) return <p>{m.superviseNone}</p>;
  return (
    <ResultList>
      {spaces.map(({ id, name, address }) => (
        <ResultCard key={id} href={`/certifications/spaces/${id}`} title={name} facts={address} />
      ))}
    </ResultList>
  );
}
