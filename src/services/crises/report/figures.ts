import type { Lang } from '#platform/i18n/index.ts';
import { formatNumber, formatPercent } from '#platform/ui/format.ts';
import { type CrisisReport, type NeedReport, ratio } from '../domain/report.ts';
import { texts } from '../messages/index.ts';
import { shiftText } from '../shift-text.ts';
import { reportTexts } from './messages/index.ts';

export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** The figures of a whole crisis in words, for the page, the paper and the comparison alike. */
export function figuresOf(lang: Lang, { total, presence, ...report }: CrisisReport): Figure[] {
  const m = reportTexts(lang);
  const n = (value: number | null) => (value === null ? m.unknown : formatNumber(lang, value));
  const values: Record<keyof typeof m.figures, string> = {
    called: n(report.peopleCalled),
    response_rate: shareText(lang, total.answered, total.called),
    median: report.medianMinutes === null ? m.unknown : m.minutes(report.medianMinutes),
    places: m.of(n(total.confirmed), n(total.places)),
    alerts_per_place: perPlaceText(lang, total.called, total.places),
    turned_away: n(total.turnedAway),
    reserve_used: n(total.reserveUsed),
    withdrew: n(total.withdrew),
    no_shows: n(total.noShows),
    on_site: n(presence.volunteers + presence.walkUps),
    walk_ups: n(presence.walkUps),
    peak: n(presence.peak),
    hours: m.hours(formatNumber(lang, Math.round(presence.hours * 10) / 10)),
    open: n(presence.open),
  };
  const source = presence.hoursConfirmed ? 'confirmed' : 'counted';
  return (Object.keys(m.figures) as (keyof typeof m.figures)[]).map((key) => ({
    key,
    label: key === 'hours' ? `${m.figures.hours}, ${m.hours_from[source]}` : m.figures[key],
    value: values[key],
  }));
}

/** 90 minutes: "1 h 30". */
export function hoursText(minutes: number): string {
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

export interface ReportTable {
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export function needsTable(lang: Lang, needs: readonly NeedReport[]): ReportTable {
  const m = reportTexts(lang);
  const k = m.needs;
  const numeric = (label: string) => ({ label, numeric: true });
  return {
    columns: [
      { label: k.position },
      { label: k.shift },
      numeric(k.filled),
      numeric(k.called),
      numeric(k.answered),
      numeric(k.time),
      numeric(k.per_place),
      numeric(k.turned_away),
      numeric(k.reserve),
      numeric(k.withdrew),
      numeric(k.no_shows),
    ],
    rows: needs.map((one) => {
      const { need } = one;
      const cancelled = need.status === 'cancelled';
      return [
        cancelled
          ? `${need.position} (${texts(lang).crisis.need_states.cancelled})`
          : need.position,
        shiftText(lang, need, 'short'),
        m.of(String(one.confirmed), String(one.places)),
        formatNumber(lang, one.called),
        shareText(lang, one.answered, one.called),
        one.minutesToFill === null ? m.never : m.minutes(one.minutesToFill),
        perPlaceText(lang, one.called, one.places),
        formatNumber(lang, one.turnedAway),
        formatNumber(lang, one.reserveUsed),
        formatNumber(lang, one.withdrew),
        one.noShows === null ? m.unknown : formatNumber(lang, one.noShows),
      ];
    }),
  };
}

function shareText(lang: Lang, part: number, whole: number): string {
  const share = ratio(part, whole);
  return share === null ? reportTexts(lang).unknown : formatPercent(lang, share);
}

function perPlaceText(lang: Lang, called: number, places: number): string {
  const each = ratio(called, places);
  return each === null ? reportTexts(lang).unknown : formatNumber(lang, Math.round(each * 10) / 10);
}

/** Why people were out, in the words of the call-out page. */
export function exclusionLines(
  lang: Lang,
  { exclusions }: CrisisReport,
): { readonly label: string; readonly value: number }[] {
  const reasons: Readonly<Record<string, string>> = texts(lang).need.call.reasons;
  return exclusions.map(({ reason, count }) => ({
    label: reasons[reason] ?? reason,
    value: count,
  }));
}
