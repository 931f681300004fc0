import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { DueDate } from '#platform/ui/staff-list/staff-list.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { abilityLabel } from '#services/volunteers/index.ts';
import { DECLINE_REASONS, type Side, WITHDRAW_REASONS } from '../actions/apply.ts';
import { MeetingsPart } from '../calendar/meetings-part.tsx';
import type { Conflict } from '../calendar/own-calendar.ts';
import { addDaysTo } from '../domain/follow-up.ts';
import { type Ask, mayAsk } from '../domain/places.ts';
import { texts } from '../messages/index.ts';
import type { Application } from '../queries/applications.ts';
import type { Meeting } from '../queries/meetings.ts';
import type { Message } from '../queries/messages.ts';
import type { Mission } from '../queries/missions.ts';
import { Conversation } from './conversation.tsx';
import { APPLICATION_TONES, effortText, Paragraphs, placeText } from './parts.tsx';
import { WorkPart, type WorkPartProps } from './work.tsx';

export interface ApplicationPageProps extends Omit<WorkPartProps, 'base'> {
  readonly application: Application;
  readonly mission: Mission;
  readonly association: string;
  readonly side: Side;
  readonly person: {
    readonly firstName: string;
    readonly commune: string | null;
    readonly km: number | null;
    readonly common: readonly number[];
  };
  readonly messages: readonly Message[];
  readonly meetings: readonly Meeting[];
  /** Of the mission. */
  readonly zone: string;
  /** Of the volunteer, for her eyes only. */
  readonly conflicts: readonly Conflict[];
  readonly releaseDays: number;
  readonly saved: boolean;
}

/** Whoever may still come is shown when. */
const WITH_MEETINGS: ReadonlySet<Application['state']> = new Set([
  'interested',
  'applied',
  'in_discussion',
  'waiting',
  'offered',
  'accepted',
] as const);

export function ApplicationPage(props: ApplicationPageProps) {
  const { application, mission, association, side, person, errors, saved } = props;
  const { lang } = useFrame();
  const { application: m, labels } = texts(lang);
  const { state } = application;
  const base = `/missions/${mission.id}/applications/${application.id}`;
  const next = side === 'volunteer' ? m.next[state] : m.nextForAssociation[state];
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <RecordHeader
        kind={m.kind}
        title={side === 'volunteer' ? mission.title : `${person.firstName} · ${mission.title}`}
        state={{ text: labels.applicationStates[state], tone: APPLICATION_TONES[state] }}
        facts={[
          ...(side === 'volunteer' ? [association] : []),
          placeText(lang, mission),
          effortText(lang, mission),
        ].join(' · ')}
        next={next}
      >
        <Button href={`/missions/${mission.id}`} variant="secondary">
          {m.seeMission}
        </Button>
      </RecordHeader>
      {state === 'waiting' ? (
        <p class="govuk-body">
          <strong>{m.waitingRank(application.rank ?? 0)}</strong>
        </p>
      ) : null}
      {application.offerExpiresAt && state === 'offered' ? (
        <p class="govuk-body">
          {m.offerUntil} <DueDate at={application.offerExpiresAt} />
        </p>
      ) : null}
      {application.awaitingSince ? (
        <p class="govuk-body">
          {m.dueBefore} <DueDate at={addDaysTo(application.awaitingSince, props.releaseDays)} />
        </p>
      ) : null}
      {side === 'volunteer' ? null : <Person {...props} />}
      <Acts {...props} base={base} />
      {WITH_MEETINGS.has(state) ? (
        <MeetingsPart
          missionId={mission.id}
          meetings={props.meetings}
          zone={props.zone}
          conflicts={props.conflicts}
        />
      ) : null}
      <WorkPart {...props} base={base} />
      <Conversation {...props} base={base} />
    </>
  );
}

function Person({ application, person }: ApplicationPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).application;
  const commune = communeByCode(person.commune ?? '')?.name;
  return (
    <SummaryList
      rows={[
        { key: m.about, value: person.firstName },
        ...(commune
          ? [
              {
                key: m.lives,
                value: person.km === null ? commune : `${commune} (${m.km(person.km)})`,
              },
            ]
          : []),
        ...(person.common.length > 0
          ? [
              {
                key: m.abilities,
                value: person.common.map((id) => abilityLabel(lang, id)).join(', '),
              },
            ]
          : []),
        ...(application.motivation
          ? [{ key: m.motivation, value: <Paragraphs text={application.motivation} /> }]
          : []),
      ]}
    />
  );
}

const SIMPLE: Readonly<Record<Side, readonly Ask[]>> = {
  volunteer: ['take_offer', 'apply'],
  association: ['accept', 'discuss', 'miss'],
  reader: [],
};

function Acts(props: ApplicationPageProps & { readonly base: string }) {
  const { application, mission, side, base } = props;
  const { lang } = useFrame();
  const m = texts(lang).application;
  const open = mission.state === 'published';
  const possible = SIMPLE[side].filter(
    (ask) => mayAsk(application.state, ask) && (open || (ask !== 'apply' && ask !== 'accept')),
  );
  const ending = side === 'association' ? 'decline' : side === 'volunteer' ? 'withdraw' : undefined;
  const reasons =
    ending === 'decline'
      ? DECLINE_REASONS.map((value) => ({ value, label: m.declineReasons[value] }))
      : WITHDRAW_REASONS.map((value) => ({ value, label: m.withdrawReasons[value] }));
  return (
    <>
      {possible.length > 0 ? (
        <Form action={`${base}/move`}>
          <ButtonGroup>
            {possible.map((ask, index) => (
              <Button
                key={ask}
                name="ask"
                value={ask}
                variant={index === 0 ? 'primary' : 'secondary'}
              >
                {m.moves[ask as keyof typeof m.moves]}
              </Button>
            ))}
          </ButtonGroup>
        </Form>
      ) : null}
      {ending && mayAsk(application.state, ending) ? (
        <Details summary={m.moves[ending]}>
          <Form action={`${base}/move`}>
            <Select name="reason" label={m.reason} options={reasons} />
            <TextArea
              name="note"
              label={ending === 'decline' ? m.word : m.wordOwn}
              rows={3}
              maxlength={2000}
            />
            <Button name="ask" value={ending} variant="warning">
              {m.moves[ending]}
            </Button>
          </Form>
        </Details>
      ) : null}
    </>
  );
}
