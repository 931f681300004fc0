import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { texts } from '../../messages/index.ts';
import { money } from '../money.ts';
import { EnrolForm, type EnrolFormProps } from './enrol-form.tsx';
import { Seat, type SeatProps } from './seat.tsx';
import type { SessionInSpace } from './session-list.tsx';
import { SESSION_TONES } from './words.ts';

export interface SessionPageProps extends SessionInSpace {
  readonly address: string;
  readonly signedIn: boolean;
  readonly supervises: boolean;
  /** Whoever is enrolled sees where they stand instead of the form. */
  readonly seat: SeatProps | undefined;
  readonly form: EnrolFormProps;
  readonly flagged: boolean;
}

export function SessionPage(props: SessionPageProps) {
  const { session, space, timeZone, address, signedIn, supervises, seat, form } = props;
  const { lang } = useFrame();
  const m = texts(lang).sessions;
  return (
    <>
      <ErrorSummary
        errors={Object.entries({ ...form.errors, ...seat?.errors }).map(([field, message]) => ({
          field,
          message,
        }))}
      />
      <RecordHeader
        kind={m.kind}
        title={space}
        state={{ text: m.states[session.state], tone: SESSION_TONES[session.state] }}
        facts={<Time at={session.startsAt} timeZone={timeZone} />}
      >
        {supervises ? (
          <Button href={`/certifications/${session.id}/room`}>{m.console}</Button>
        ) : null}
      </RecordHeader>
      {props.flagged ? (
        <Notice tone="success">
          <p>{m.flagged}</p>
        </Notice>
      ) : null}
      {seat ? <Seat {...seat} /> : null}
      <SummaryList
        rows={[
          {
            key: m.space,
            value: (
              <>
                <a href={`/spaces/${session.spaceId}`}>{space}</a>, {address}
              </>
            ),
          },
          { key: m.howLong, value: m.howLongText },
          { key: m.bring, value: m.bringText },
          {
            key: m.price,
            value: `${money(lang, session.priceCents)} · ${m.placesLeft(session.places - session.taken)}`,
          },
        ]}
      />
      {seat ? null : <Enrolling {...{ session, signedIn, form }} />}
    </>
  );
}

function Enrolling({
  session,
  signedIn,
  form,
}: Pick<SessionPageProps, 'session' | 'signedIn' | 'form'>) {
  const m = texts(useFrame().lang).sessions;
  if (session.state !== 'planned') return <p>{m.closedToEnrol}</p>;
  if (session.taken >= session.places) return <p>{m.full}</p>;
  if (signedIn) return <EnrolForm {...form} />;
  return (
    <>
      <p>{m.signIn}</p>
      <Button href={`/sign-in?next=${encodeURIComponent(`/certifications/${session.id}`)}`}>
        {m.signInButton}
      </Button>
    </>
  );
}
