import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { texts } from '../../messages/index.ts';
import { CandidateCard, type CandidateInRoom } from './candidate-card.tsx';
import type { SessionInSpace } from './session-list.tsx';
import { SESSION_TONES } from './words.ts';

export interface RoomPageProps extends SessionInSpace {
  readonly candidates: readonly CandidateInRoom[];
  readonly error: string | undefined;
}

/** The supervisor's console, on a phone: the code of the room, then a card for each candidate. */
export function RoomPage({ session, space, timeZone, candidates, error }: RoomPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  const path = `/certifications/${session.id}`;
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'room', message: error }] : []} />
      <RecordHeader
        kind={m.room}
        title={space}
        state={{ text: m.states[session.state], tone: SESSION_TONES[session.state] }}
        facts={<Time at={session.startsAt} timeZone={timeZone} />}
      >
        <a href={`${path}/sheet`}>{m.sheet}</a>
      </RecordHeader>
      {session.accessCode ? (
        <p class="rf-room__code">
          {m.codeOfRoom}{' '}
          <strong>{`${session.accessCode.slice(0, 3)} ${session.accessCode.slice(3)}`}</strong>
        </p>
      ) : null}
      {session.state === 'planned' ? (
        <Form action={`${path}/move`}>
          <p>{m.openHint}</p>
          <Button name="event" value="open">
            {m.open}
          </Button>{' '}
          <Button name="event" value="cancel" variant="warning">
            {m.cancel}
          </Button>
        </Form>
      ) : null}
      {candidates.length === 0 ? (
        <EmptyState title={m.nobody}>
          <p>{m.nobodyText}</p>
        </EmptyState>
      ) : (
        <session-live data-every="5000">
          <ul class="rf-room" id="room">
            {candidates.map((one) => (
              <CandidateCard
                key={one.candidate.id}
                {...one}
                path={path}
                open={session.state === 'open'}
              />
            ))}
          </ul>
          <p class="rf-soft">
            {m.signsText} {session.state === 'open' ? m.live : ''}{' '}
            <a href={`${path}/room`}>{m.refresh}</a>
          </p>
        </session-live>
      )}
      {session.state === 'open' ? (
        <Form action={`${path}/move`}>
          <p>{m.closeHint}</p>
          <Button name="event" value="close" variant="warning">
            {m.close}
          </Button>
        </Form>
      ) : null}
    </>
  );
}
