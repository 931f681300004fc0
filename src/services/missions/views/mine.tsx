import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { citizenAccount, minutesText } from '../domain/hours.ts';
import { texts } from '../messages/index.ts';
import type { Application } from '../queries/applications.ts';
import type { YearHours } from '../queries/hours.ts';
import type { Mission } from '../queries/missions.ts';
import { APPLICATION_TONES } from './parts.tsx';
import { type Card, Cards } from './search.tsx';

export interface MinePageProps {
  readonly applications: readonly {
    readonly application: Application;
    readonly mission: Mission;
  }[];
  readonly hours: readonly YearHours[];
  /** Of associations, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly kept: readonly Mission[];
  readonly fitting: readonly Card[];
}

export function MinePage({ applications, hours, names, kept, fitting }: MinePageProps) {
  const { lang } = useFrame();
  const { application: m, calendar, labels, search, manage } = texts(lang);
  return (
    <>
      {applications.length === 0 ? (
        <EmptyState title={m.mineNone} action={<Button href="/missions">{m.see}</Button>}>
          <p>{m.mineNoneHelp}</p>
        </EmptyState>
      ) : (
        <Table
          caption={m.mine}
          captionHidden
          columns={[
            { key: 'mission', label: manage.mission },
            { key: 'state', label: manage.state },
            { key: 'since', label: manage.since },
          ]}
          rows={applications.map(({ application, mission }) => ({
            key: application.id,
            cells: [
              <a class="govuk-link" href={`/missions/${mission.id}/applications/${application.id}`}>
                {mission.title}
              </a>,
              <Tag tone={APPLICATION_TONES[application.state]}>
                {labels.applicationStates[application.state]}
              </Tag>,
              <Time at={application.changedAt} relative />,
            ],
          }))}
        />
      )}
      {applications.length > 0 ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/missions/mine/calendar">
            {calendar.own}
          </a>
        </p>
      ) : null}
      {hours.length > 0 ? <Years hours={hours} names={names} /> : null}
      {kept.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.kept}</h2>
          <ul class="govuk-list">
            {kept.map((mission) => (
              <li key={mission.id}>
                <a class="govuk-link" href={`/missions/${mission.id}`}>
                  {mission.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {fitting.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{search.fitting}</h2>
          <Cards cards={fitting} />
        </>
      ) : null}
    </>
  );
}

function Years({ hours, names }: Pick<MinePageProps, 'hours' | 'names'>) {
  const { lang } = useFrame();
  const m = texts(lang).application;
  const [latest] = hours;
  const ofYear = hours.filter(({ year }) => year === latest?.year);
  const account = citizenAccount({
    total: ofYear.reduce((sum, { confirmed }) => sum + confirmed, 0),
    byOrganisation: new Map(ofYear.map((row) => [row.organisationId, row.confirmed])),
  });
  return (
    <>
      <h2 class="govuk-heading-m">{m.hoursTitle}</h2>
      <Table
        caption={m.hoursTitle}
        captionHidden
        columns={[
          { key: 'year', label: m.year },
          { key: 'association', label: m.facts.association },
          { key: 'confirmed', label: m.confirmed, numeric: true },
          { key: 'declared', label: m.notConfirmed, numeric: true },
        ]}
        rows={hours.map((row) => ({
          key: `${row.year} ${row.organisationId}`,
          cells: [
            String(row.year),
            names.get(row.organisationId) ?? '',
            minutesText(row.confirmed),
            minutesText(row.declared),
          ],
        }))}
      />
      <p class="govuk-body">
        <strong>{m.cec} :</strong>{' '}
        {account.reached
          ? m.cecReached
          : m.cecMissing(minutesText(account.missingInTotal), minutesText(account.missingInOne))}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/missions/mine/hours">
          {texts(lang).proof.seeYear}
        </a>
      </p>
    </>
  );
}
