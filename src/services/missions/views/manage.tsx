import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { DecisionList } from '#platform/ui/decision-list/decision-list.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { FillBar } from '#platform/ui/fill-bar/fill-bar.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { DueDate } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { ManagerEvent, ReviewReason } from '../actions/moderate.ts';
import type { Checks } from '../checks.ts';
import { addDaysTo } from '../domain/follow-up.ts';
import { texts } from '../messages/index.ts';
import type { Application } from '../queries/applications.ts';
import type { Ban } from '../queries/bans.ts';
import type { OwnMission } from '../queries/missions.ts';
import { EngagementVerdict } from '../syndication/views.tsx';
import { BanNotice } from './bans.tsx';
import { APPLICATION_TONES, MISSION_TONES, MissionView, type MissionViewProps } from './parts.tsx';

export function OwnMissions({
  missions,
  names,
  mayWrite,
}: {
  readonly missions: readonly OwnMission[];
  /** Of associations, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly mayWrite: boolean;
}) {
  const { lang } = useFrame();
  const { manage: m, labels } = texts(lang);
  const write = mayWrite ? <Button href="/missions/new">{m.write}</Button> : null;
  if (missions.length === 0) {
    return (
      <EmptyState title={m.none} action={write}>
        <p>{m.noneHelp}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {write}
      <Table
        caption={m.title}
        captionHidden
        columns={[
          { key: 'mission', label: m.mission },
          { key: 'state', label: m.state },
          { key: 'places', label: m.places, numeric: true },
          { key: 'answer', label: m.toAnswer, numeric: true },
        ]}
        rows={missions.map((mission) => ({
          key: mission.id,
          cells: [
            <>
              <a class="govuk-link" href={`/missions/${mission.id}/manage`}>
                {mission.title}
              </a>
              {names.size > 1 ? <br /> : null}
              {names.size > 1 ? names.get(mission.organisationId) : null}
            </>,
            <Tag tone={MISSION_TONES[mission.state]}>{labels.missionStates[mission.state]}</Tag>,
            `${mission.held} / ${mission.places}`,
            mission.toAnswer > 0 ? <Tag tone="caution">{mission.toAnswer}</Tag> : '0',
          ],
        }))}
      />
    </>
  );
}

export function CheckList({ checks }: { readonly checks: Checks }) {
  const { lang } = useFrame();
  const m = texts(lang).manage;
  const reasons = [
    ...(checks.exchange
      ? [
          {
            outcome: 'against' as const,
            title: m.checksExchange,
            text: m.exchange[checks.exchange],
          },
        ]
      : []),
    ...(checks.jva
      ? [{ outcome: 'doubt' as const, title: m.checksJva, text: m.jva[checks.jva] }]
      : []),
    ...checks.hints.map((hint) => ({ outcome: 'doubt' as const, title: m.hints[hint] })),
  ];
  if (reasons.length === 0) {
    return <DecisionList reasons={[{ outcome: 'for', title: m.checksGood }]} />;
  }
  return <DecisionList reasons={reasons} />;
}

export interface ManagePageProps extends MissionViewProps {
  readonly checks: Checks;
  /** What API Engagement said of it, once it was sent there. */
  readonly pushed: { readonly status: string; readonly comment: string } | undefined;
  /** What this association may do to it now; empty for readers. */
  readonly events: readonly ManagerEvent[];
  readonly publishesItself: boolean;
  readonly applications: readonly (Application & { readonly firstName: string })[];
  readonly releaseDays: number;
  readonly mayEdit: boolean;
  readonly ban: Pick<Ban, 'id'> | undefined;
  readonly problem: string | undefined;
}

const FORWARD: readonly ManagerEvent[] = ['submit', 'resume', 'reopen', 'appeal'];
const ENDS: readonly ManagerEvent[] = ['close', 'cancel'];

export function ManagePage(props: ManagePageProps) {
  const { mission, events, publishesItself, applications, problem, mayEdit } = props;
  const { lang } = useFrame();
  const { manage: m, calendar, labels, moderation, people } = texts(lang);
  const isFirst = mission.state === 'draft';
  const steps = events.filter((event) => !ENDS.includes(event));
  const ends = events.filter((event) => ENDS.includes(event));
  const label = (event: ManagerEvent) =>
    event === 'submit' && publishesItself ? m.moves.publish : m.moves[event];
  return (
    <>
      {problem ? (
        <Notice tone="caution">
          <p>{problem}</p>
        </Notice>
      ) : null}
      {props.ban ? <BanNotice ban={props.ban} what="publishing" /> : null}
      <RecordHeader
        kind={labels.families[mission.family]}
        title={mission.title}
        state={{
          text: labels.missionStates[mission.state],
          tone: MISSION_TONES[mission.state],
        }}
        facts={props.association.name}
        next={m.next[mission.state]}
      >
        {mayEdit ? (
          <Button href={`/missions/${mission.id}/edit`} variant="secondary">
            {m.edit}
          </Button>
        ) : null}
        {mission.state === 'published' && mayEdit ? (
          <Button href={`/missions/${mission.id}/people`} variant="secondary">
            {people.link}
          </Button>
        ) : null}
        {mayEdit && !isFirst ? (
          <Button href={`/missions/${mission.id}/meetings`} variant="secondary">
            {calendar.meetings}
          </Button>
        ) : null}
        {mission.state === 'published' ? (
          <Button href={`/missions/${mission.id}`} variant="secondary">
            {m.seePublic}
          </Button>
        ) : null}
      </RecordHeader>
      {mission.reviewReason && mission.state !== 'published' ? (
        <Notice tone="caution" title={m.given_back}>
          <p>{moderation.reasons[mission.reviewReason as ReviewReason]}</p>
          <p>{mission.reviewNote}</p>
        </Notice>
      ) : null}
      {isFirst ? (
        <>
          <h2 class="govuk-heading-m">{m.checks}</h2>
          <CheckList checks={props.checks} />
        </>
      ) : null}
      {steps.length > 0 ? (
        <Form action={`/missions/${mission.id}/move`}>
          <ButtonGroup>
            {steps.map((event) => (
              <Button
                key={event}
                name="event"
                value={event}
                variant={FORWARD.includes(event) ? 'primary' : 'secondary'}
              >
                {label(event)}
              </Button>
            ))}
          </ButtonGroup>
        </Form>
      ) : null}
      {isFirst ? null : <Applications {...props} />}
      {props.pushed ? <EngagementVerdict {...props.pushed} /> : null}
      {ends.length > 0 ? (
        <Details summary={m.end}>
          <p>{m.endHelp}</p>
          <Form action={`/missions/${mission.id}/move`}>
            <ButtonGroup>
              {ends.map((event) => (
                <Button
                  key={event}
                  name="event"
                  value={event}
                  variant={event === 'cancel' ? 'warning' : 'secondary'}
                >
                  {label(event)}
                </Button>
              ))}
            </ButtonGroup>
          </Form>
        </Details>
      ) : null}
      {isFirst || applications.length === 0 ? (
        <section aria-labelledby="preview">
          <h2 id="preview" class="govuk-heading-l">
            {m.preview}
          </h2>
          <p class="govuk-body">{m.previewLead}</p>
          <MissionView {...props} />
        </section>
      ) : null}
    </>
  );
}

function Applications({ mission, applications, releaseDays }: ManagePageProps) {
  const { lang } = useFrame();
  const { manage: m, labels } = texts(lang);
  if (applications.length === 0) {
    return (
      <EmptyState title={m.noApplication}>
        <p>{m.noApplicationHelp}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <h2 class="govuk-heading-m">{m.applications}</h2>
      <FillBar
        label={m.filled}
        confirmed={mission.held}
        reserve={mission.waiting}
        places={mission.places}
      />
      <Table
        caption={m.applications}
        captionHidden
        columns={[
          { key: 'person', label: m.person },
          { key: 'state', label: m.state },
          { key: 'since', label: m.since },
          { key: 'due', label: m.due },
        ]}
        rows={applications.map((application) => ({
          key: application.id,
          cells: [
            <a class="govuk-link" href={`/missions/${mission.id}/applications/${application.id}`}>
              {application.firstName}
            </a>,
            <>
              <Tag tone={APPLICATION_TONES[application.state]}>
                {labels.applicationStates[application.state]}
              </Tag>
              {application.state === 'waiting' ? ` ${m.rank(application.rank ?? 0)}` : ''}
            </>,
            <Time at={application.changedAt} relative />,
            application.awaitingSince ? (
              <DueDate at={addDaysTo(application.awaitingSince, releaseDays)} />
            ) : (
              ''
            ),
          ],
        }))}
      />
    </>
  );
}
