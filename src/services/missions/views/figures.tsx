import { departmentByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tabs } from '#platform/ui/tabs/tabs.tsx';
import type { Dashboard } from '../actions/figures.ts';
import { INDICATORS, type Indicator, type Indicators } from '../domain/figures.ts';
import { texts } from '../messages/index.ts';

export type FiguresOf = 'country' | 'territory' | 'association';

export interface FiguresPageProps {
  readonly of: FiguresOf;
  /** Those that the visitor may choose from. */
  readonly choices: readonly FiguresOf[];
  readonly dashboard: Dashboard;
}

const UNITS: Readonly<Partial<Record<Indicator, string>>> = {
  unanswered_rate: '\u00a0%',
  fill_rate: '\u00a0%',
  no_show_rate: '\u00a0%',
  remote_share: '\u00a0%',
  median_answer_hours: '\u00a0h',
  hours: '\u00a0h',
};

export function FiguresPage({ of, choices, dashboard }: FiguresPageProps) {
  const { lang } = useFrame();
  const { figures: m, labels } = texts(lang);
  const domains: Readonly<Record<string, string>> = labels.domains;
  const missing = of === 'country' ? m.untold : m.none;
  return (
    <>
      {choices.length > 1 ? (
        <Tabs
          label={m.scope}
          items={choices.map((choice) => ({
            href: `/missions/figures?of=${choice}`,
            text: m.scopes[choice],
            current: choice === of,
          }))}
        />
      ) : null}
      <Numbers>
        {INDICATORS.map((name) => (
          <BigNumber
            key={name}
            value={valueText(lang, name, dashboard.all, missing)}
            label={m.names[name]}
          />
        ))}
      </Numbers>
      <Details summary={m.how}>
        <SummaryList
          rows={INDICATORS.map((name) => ({ key: m.short[name], value: m.definitions[name] }))}
        />
      </Details>
      <p class="govuk-body">{of === 'country' ? m.small : m.exact}</p>
      <Breakdown
        title={m.byDomain}
        what={m.domain}
        cells={dashboard.byDomain}
        nameOf={(code) => domains[code] ?? code}
        missing={missing}
      />
      <Breakdown
        title={m.byDepartment}
        what={m.department}
        cells={dashboard.byDepartment}
        nameOf={(code) => departmentByCode(code)?.name ?? code}
        missing={missing}
      />
      {of === 'country' ? (
        <Button href="/missions/figures.csv" variant="secondary">
          {m.csv}
        </Button>
      ) : null}
    </>
  );
}

function Breakdown({
  title,
  what,
  cells,
  nameOf,
  missing,
}: {
  readonly title: string;
  readonly what: string;
  readonly cells: Readonly<Record<string, Indicators>>;
  readonly nameOf: (code: string) => string;
  readonly missing: string;
}) {
  const { lang } = useFrame();
  const m = texts(lang).figures;
  const rows = Object.entries(cells).sort(([a], [b]) => nameOf(a).localeCompare(nameOf(b), lang));
  if (rows.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <Table
        caption={title}
        captionHidden
        dense
        columns={[
          { key: 'name', label: what },
          ...INDICATORS.map((name) => ({ key: name, label: m.short[name], numeric: true })),
        ]}
        rows={rows.map(([code, indicators]) => ({
          key: code,
          cells: [
            nameOf(code),
            ...INDICATORS.map((name) => valueText(lang, name, indicators, missing)),
          ],
        }))}
      />
    </>
  );
}

function valueText(lang: Lang, name: Indicator, all: Indicators, missing: string): string {
  const value = all[name];
  return value === null ? missing : `${formatNumber(lang, value)}${UNITS[name] ?? ''}`;
}
