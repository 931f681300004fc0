import { departmentByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { REASON_CODES, sentence } from '#services/associations/index.ts';
import type { PublicFigures } from '../domain/figures.ts';
import { figureTexts } from '../messages/figures/index.ts';
import { euros } from './price.tsx';

export function FiguresPage({ figures }: { readonly figures: PublicFigures }) {
  const { lang } = useFrame();
  const m = figureTexts(lang);
  const told = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? m.withheld : write(value);
  const days = (value: number) => m.days(formatNumber(lang, Math.round(value * 10) / 10));
  const count = (value: number) => formatNumber(lang, value);
  return (
    <>
      <Numbers>
        <Told value={figures.standings.total} write={count} label={m.decisions} />
        <Told value={figures.savings} write={(cents) => euros(lang, cents)} label={m.savings} />
        <Told value={figures.atOncePercent} write={m.percent} label={m.atOnce} />
        <Told value={figures.reviewDays} write={days} label={m.review} />
        <Told value={figures.deliverDays} write={days} label={m.deliver} />
        <Told value={figures.librePercent} write={m.percent} label={m.libre} />
      </Numbers>
      <p class="govuk-hint">{m.withheldHelp}</p>
      <Details summary={m.definitions}>
        <SummaryList rows={m.defined.map(([key, value]) => ({ key, value }))} />
      </Details>
      <p>
        <a class="govuk-link" href="/offers/figures.csv">
          {m.download}
        </a>
      </p>
      <Cells
        caption={m.byStanding}
        labels={[m.standing, m.count]}
        rows={Object.entries(figures.standings.cells).map(([key, value]) => [
          m.standings[key] ?? key,
          told(value, count),
        ])}
      />
      <Cells
        caption={m.byReason}
        labels={[m.reason, m.count]}
        rows={Object.entries(figures.reasons).map(([code, value]) => [
          reasonText(lang, code),
          told(value, count),
        ])}
      />
      <Cells
        caption={m.byDepartment}
        labels={[m.department, m.count]}
        rows={Object.entries(figures.departments.cells)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([code, value]) => [
            `${code} ${departmentByCode(code)?.name ?? ''}`.trim(),
            told(value, count),
          ])}
      />
      <Cells
        caption={m.quotas}
        labels={[m.product, m.used]}
        rows={figures.quotas.map(({ name, percent }) => [
          name,
          percent === undefined ? m.tooFew : m.percent(percent),
        ])}
      />
    </>
  );
}

function Told({
  value,
  write,
  label,
}: {
  readonly value: number | undefined;
  readonly write: (value: number) => string;
  readonly label: string;
}) {
  const m = figureTexts(useFrame().lang);
  return value === undefined ? (
    <BigNumber value="–" label={label} hint={m.tooFew} />
  ) : (
    <BigNumber value={write(value)} label={label} />
  );
}

/** A reason that the rules no longer give keeps its code. */
function reasonText(lang: 'fr' | 'en', code: string): string {
  const known = REASON_CODES.find((one) => one === code);
  return known ? sentence(lang, known, '…') : code;
}

function Cells({
  caption,
  labels: [what, value],
  rows,
}: {
  readonly caption: string;
  readonly labels: readonly [string, string];
  readonly rows: readonly (readonly [string, string])[];
}) {
  const m = figureTexts(useFrame().lang);
  if (rows.length === 0)
    return (
      <section>
        <h2 class="govuk-heading-m">{caption}</h2>
        <p>{m.nothing}</p>
      </section>
    );
  return (
    <Table
      caption={caption}
      columns={[
        { key: 'what', label: what },
        { key: 'value', label: value, numeric: true },
      ]}
      rows={rows.map((cells) => ({ key: cells[0], cells: [...cells] }))}
    />
  );
}
