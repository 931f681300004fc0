import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { newPaper, type Paper } from '#platform/pdf/paper.ts';
import { formatNumber, formatPercent } from '#platform/ui/format.ts';
import { zoneOfCrisis } from '../crisis-zone.ts';
import { momentText, zoneText } from '../shift-text.ts';
import { departmentsText, logText } from '../views/words.tsx';
import { exclusionLines, figuresOf, needsTable } from './figures.ts';
import type { LoadedReport } from './load.ts';
import { reportTexts } from './messages/index.ts';

/** The report on paper: what the page says, in the same order. */
export async function reportPdf(
  lang: Lang,
  loaded: LoadedReport,
  now: Date,
  other?: LoadedReport,
): Promise<Buffer> {
  const { crisis, report } = loaded;
  const m = reportTexts(lang);
  // In full: the paper is read in other years.
  const timeZone = zoneOfCrisis(crisis);
  const moment = (at: Date) => momentText(lang, at, new Date(0), timeZone);
  const paper = newPaper({
    title: m.title(crisis.title),
    lang,
    author: crisis.agencies.join(', ') || 'Renfort',
    madeAt: now,
    landscape: true,
    warning: crisis.exercise ? m.exercise : undefined,
    foot: m.page,
  });
  paper.heading(1, m.title(crisis.title));
  if (crisis.exercise) paper.paragraph(m.exercise, true);
  paper.paragraph(
    [
      departmentsText(crisis.departments),
      ...crisis.agencies,
      m.made(`${moment(now)}, ${localDate(now, timeZone).slice(0, 4)}`) +
        zoneText(lang, now, timeZone),
    ].join(' · '),
  );
  paper.heading(2, m.in_figures);
  const theirs = other && figuresOf(lang, other.report);
  paper.table(
    m.in_figures,
    [
      { label: m.figure, wide: 2 },
      { label: m.compare.here, numeric: true },
      ...(other ? [{ label: titleOf(m.exercise, other), numeric: true }] : []),
    ],
    figuresOf(lang, report).map(({ label, value }, i) => [
      label,
      value,
      ...(theirs ? [theirs[i]?.value ?? ''] : []),
    ]),
  );
  latency(paper, lang, loaded);
  const needs = needsTable(lang, report.needs);
  paper.heading(2, m.needs.title);
  if (needs.rows.length === 0) paper.paragraph(m.needs.none);
  else {
    const wide = (i: number) => (i === 0 ? 2.4 : i === 1 ? 2 : 1);
    paper.table(
      m.needs.title,
      needs.columns.map((column, i) => ({ ...column, wide: wide(i) })),
      needs.rows,
    );
  }
  presence(paper, lang, loaded, moment);
  paper.heading(2, m.exclusions.title);
  if (report.exclusions.length === 0) paper.paragraph(m.exclusions.none);
  else {
    paper.table(
      m.exclusions.title,
      [
        { label: m.exclusions.reason, wide: 3 },
        { label: m.exclusions.count, numeric: true },
      ],
      exclusionLines(lang, report).map(({ label, value }) => [label, formatNumber(lang, value)]),
    );
  }
  decisions(paper, lang, loaded, moment);
  return paper.finish();
}

function titleOf(exercise: string, { crisis }: LoadedReport): string {
  return crisis.exercise ? `${exercise} · ${crisis.title}` : crisis.title;
}

function latency(paper: Paper, lang: Lang, { report }: LoadedReport): void {
  const m = reportTexts(lang);
  paper.heading(2, m.latency.title);
  if (report.medianMinutes === null) {
    paper.paragraph(m.latency.none);
    return;
  }
  const last = report.latency.findIndex(({ share }) => share >= 1);
  const marks = last < 0 ? report.latency : report.latency.slice(0, last + 1);
  paper.curve({
    alternative: `${m.latency.title}. ${m.figures.median} ${m.minutes(report.medianMinutes)}.`,
    points: marks.map(({ minutes, share }) => ({ x: minutes, y: share })),
    maxY: 1,
    xLabel: m.latency.x,
    formatX: (x) => formatNumber(lang, Math.round(x)),
    formatY: (y) => formatPercent(lang, y),
  });
  paper.table(
    m.latency.title,
    [
      { label: m.latency.x, numeric: true },
      { label: m.latency.y, numeric: true },
    ],
    marks.map(({ minutes, share }) => [String(minutes), formatPercent(lang, share)]),
  );
}

function presence(
  paper: Paper,
  lang: Lang,
  { report }: LoadedReport,
  moment: (at: Date) => string,
): void {
  const m = reportTexts(lang).presence;
  const { curve, peak } = report.presence;
  paper.heading(2, m.title);
  if (curve.length === 0) {
    paper.paragraph(m.none);
    return;
  }
  paper.curve({
    alternative: `${m.title}. ${reportTexts(lang).figures.peak} : ${peak}.`,
    points: curve.map(({ at, people }) => ({ x: at.getTime(), y: people })),
    maxY: Math.max(1, ...curve.map(({ people }) => people)),
    xLabel: m.x,
    formatX: (x) => moment(new Date(x)),
    formatY: (y) => formatNumber(lang, Math.round(y * 10) / 10),
  });
  paper.table(
    m.title,
    [{ label: m.x }, { label: m.y, numeric: true }],
    curve.map(({ at, people }) => [moment(at), formatNumber(lang, people)]),
  );
}

function decisions(
  paper: Paper,
  lang: Lang,
  loaded: LoadedReport,
  moment: (at: Date) => string,
): void {
  const m = reportTexts(lang).decisions;
  const { report, entries, authors } = loaded;
  paper.heading(2, m.title);
  if (report.decisions.length === 0) {
    paper.paragraph(m.none);
    return;
  }
  paper.table(
    m.title,
    [{ label: m.at }, { label: m.what, wide: 4 }, { label: m.who }],
    report.decisions.map(({ number, at, author }) => {
      const entry = entries.get(number);
      const said = entry && entry.kind !== 'note' && entry.text ? ` (${entry.text})` : '';
      return [
        moment(at),
        entry ? logText(lang, entry) + said : '',
        authors.get(author ?? '') ?? m.somebody,
      ];
    }),
  );
}
