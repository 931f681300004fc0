import { useFrame } from '#platform/http/frame.ts';
import { BarChart } from '#platform/ui/bar-chart/bar-chart.tsx';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { FilterLinks } from '#platform/ui/staff-list/staff-list.tsx';
import type { YearOfSpace } from '../domain/statistics.ts';
import { BANDS, PURPOSES } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';

export interface StatisticsPageProps {
  readonly path: string;
  readonly year: YearOfSpace;
  readonly years: readonly number[];
}

/** For the people of the space: everything they counted; what leaves the space is the evaluation. */
export function StatisticsPage({ path, year, years }: StatisticsPageProps) {
  const { lang } = useFrame();
  const { statistics: m, labels } = texts(lang);
  const month = new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' });
  return (
    <>
      <FilterLinks
        label={m.year}
        items={years.map((one) => ({
          href: `${path}?year=${one}`,
          text: String(one),
          current: one === year.year,
        }))}
      />
      <Numbers>
        <BigNumber value={year.visits} label={m.visits} />
        <BigNumber value={year.known} label={m.known} />
        <BigNumber value={year.groups} label={m.groups} />
        <BigNumber value={year.daysOpen} label={m.daysOpen} />
        <BigNumber value={year.bookings.arrived} label={m.arrived} />
        <BigNumber value={year.bookings.missed} label={m.missed} />
      </Numbers>
      <BarChart
        title={m.byMonth}
        items={year.byMonth.map(({ month: key, visits }) => ({
          label: month.format(new Date(`${key}-15T12:00:00Z`)),
          value: visits,
        }))}
      />
      <BarChart
        title={m.byBand}
        items={[...BANDS, 'unsaid' as const].map((band) => ({
          label: band === 'unsaid' ? m.unsaid : labels.bands[band],
          value: year.byBand[band],
        }))}
      />
      <BarChart
        title={m.byPurpose}
        items={PURPOSES.map((purpose) => ({
          label: labels.purposes[purpose],
          value: year.byPurpose[purpose],
        }))}
      />
      <Button href={`${path}.csv?year=${year.year}`} variant="secondary">
        {m.csv}
      </Button>
      <p class="govuk-body">{m.csvHelp}</p>
      <Details summary={m.definitions}>
        <ul class="govuk-list govuk-list--bullet">
          {m.defined.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Details>
    </>
  );
}
