import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { CITIZEN_ACCOUNT, citizenAccount, minutesText, yearOfHours } from '../domain/hours.ts';
import { texts } from '../messages/index.ts';
import { applicationPath } from '../notices.ts';
import type { HoursLine } from '../queries/hours.ts';

export interface YearPageProps {
  readonly year: number;
  /** To choose from, the latest first. */
  readonly years: readonly number[];
  readonly lines: readonly HoursLine[];
  /** Of associations, by id. */
  readonly names: ReadonlyMap<string, string>;
}

export function YearPage(props: YearPageProps) {
  const { year, years, lines } = props;
  const { lang } = useFrame();
  const m = texts(lang).proof;
  return (
    <>
      {years.length > 1 ? (
        <ul class="govuk-list">
          {years.map((one) => (
            <li key={one}>
              {one === year ? (
                <strong>{one}</strong>
              ) : (
                <a class="govuk-link" href={`/missions/mine/hours?year=${one}`}>
                  {one}
                </a>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {lines.length === 0 ? (
        <EmptyState title={m.yearNone(year)} action={<Button href="/missions">{m.find}</Button>}>
          <p>{m.yearNoneHelp}</p>
        </EmptyState>
      ) : (
        <Filled {...props} />
      )}
    </>
  );
}

function Filled({ year, lines, names }: YearPageProps) {
  const { lang } = useFrame();
  const { proof: m, application } = texts(lang);
  const sums = yearOfHours(lines);
  const account = citizenAccount(sums);
  const ranked = [...sums.byOrganisation].sort((a, b) => b[1] - a[1]);
  const most = ranked[0]?.[1] ?? 0;
  const outOf = (minutes: number, goal: number) => m.outOf(minutesText(minutes), minutesText(goal));
  return (
    <>
      <Notice tone={account.reached ? 'success' : 'info'}>
        <p>
          {account.reached
            ? application.cecReached
            : application.cecMissing(
                minutesText(account.missingInTotal),
                minutesText(account.missingInOne),
              )}
        </p>
      </Notice>
      <SummaryList
        rows={[
          { key: m.total, value: outOf(sums.total, CITIZEN_ACCOUNT.total) },
          { key: m.most, value: outOf(most, CITIZEN_ACCOUNT.inOne) },
          ...ranked.map(([id, minutes]) => ({
            key: names.get(id) ?? m.association,
            value: minutesText(minutes),
          })),
        ]}
      />
      <p class="govuk-body">{m.cecHint(year)}</p>
      <Table
        caption={m.entries}
        columns={[
          { key: 'day', label: application.day },
          { key: 'mission', label: m.mission },
          { key: 'declared', label: application.declared, numeric: true },
          { key: 'confirmed', label: application.confirmed, numeric: true },
        ]}
        rows={lines.map((line, index) => ({
          key: String(index),
          cells: [
            <Time at={line.day} />,
            <>
              <a class="govuk-link" href={applicationPath(line.missionId, line.applicationId)}>
                {line.title}
              </a>
              {line.correction ? (
                <>
                  <br />
                  {m.corrected} : {line.correction}
                </>
              ) : null}
            </>,
            minutesText(line.declared),
            line.confirmed === null ? application.notConfirmed : minutesText(line.confirmed),
          ],
        }))}
      />
      <ButtonGroup>
        <Button href={`/missions/mine/hours.csv?year=${year}`} variant="secondary">
          {m.csv}
        </Button>
        <Button href={`/missions/mine/hours.json?year=${year}`} variant="secondary">
          {m.json}
        </Button>
      </ButtonGroup>
    </>
  );
}
