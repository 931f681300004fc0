import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { communeNamed } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { addDays, instantOf, isDateString, localDate } from '#platform/kernel/dates.ts';
import { abilityLabel, EFFORTS, EQUIPMENT } from '#services/volunteers/index.ts';
import { abilityNamed } from '../abilities-text.ts';
import type { NeedInput } from '../actions/need.ts';
import { zoneOfCrisis } from '../crisis-zone.ts';
import type { Crisis } from '../queries/crises.ts';
import type { Need } from '../queries/needs.ts';
import { timeText } from '../shift-text.ts';

const text = (limit: number) => z.string().trim().max(limit, 'text_long').default('');
const choices = z.array(z.string().trim().max(120)).max(12).default([]);
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_wrong');

/** A site that the crisis has, or a new one. */
export const siteFields = {
  site: z.string('site_missing').min(1, 'site_missing'),
  site_name: text(80),
  site_commune: text(80),
  site_address: text(200),
  site_access: text(200),
};

export const needFields = z.object({
  ...siteFields,
  position: z.string().trim().min(1, 'position_missing').max(60, 'position_long'),
  places: z.coerce
    .number('places_wrong')
    .int('places_wrong')
    .min(1, 'places_wrong')
    .max(5000, 'places_wrong'),
  date: z.string().refine(isDateString, 'date_wrong'),
  starts: time,
  ends: time,
  deadline: z.enum(['', '30', '60', '120', '240', '720', '1440']).default(''),
  tasks: text(500),
  bring: text(200),
  required1: choices,
  required2: choices,
  required3: choices,
  preferred: choices,
  holder: z.string().default(''),
  effort: z.enum(EFFORTS).default('light'),
  minimum_age: z.coerce
    .number('age_wrong')
    .int('age_wrong')
    .min(18, 'age_wrong')
    .max(99, 'age_wrong')
    .default(18),
  gear: z.array(z.enum(EQUIPMENT)).default([]),
  version: z.coerce.number().int().optional().catch(undefined),
});
export type NeedFields = z.output<typeof needFields>;

type Problem = Readonly<Record<string, string>>;

/** The fields as a need, or what is wrong by field. */
export function needFrom(
  ctx: Context,
  crisis: Crisis,
  fields: NeedFields,
  before: Need | undefined,
): { input: NeedInput } | { problems: Problem } {
  const site = siteFrom(fields);
  if ('problems' in site) return site;
  const abilities = abilitiesFrom(fields);
  if ('problems' in abilities) return abilities;
  const timeZone = zoneOfCrisis(crisis);
  const startsAt = instantOf(fields.date, minutesOf(fields.starts), timeZone);
  const overnight = minutesOf(fields.ends) <= minutesOf(fields.starts);
  const endDay = overnight ? addDays(fields.date, 1) : fields.date;
  const endsAt = instantOf(endDay, minutesOf(fields.ends), timeZone);
  const wait = Number(fields.deadline || (before ? '' : '120'));
  const deadline =
    fields.deadline || !before
      ? new Date(Math.min(ctx.clock.now().getTime() + wait * 60_000, endsAt.getTime()))
      : before.deadline;
  return {
    input: {
      position: fields.position,
      tasks: fields.tasks,
      bring: fields.bring,
      places: fields.places,
      requiredSkills: abilities.required,
      preferredSkills: abilities.preferred,
      minimumAge: fields.minimum_age,
      effort: fields.effort,
      gear: fields.gear,
      startsAt,
      endsAt,
      timeZone,
      deadline,
      holderId: fields.holder === '' ? null : fields.holder,
      site: site.site,
    },
  };
}

/** Each condition is a field with several choices, one of which is enough. */
function abilitiesFrom(
  fields: NeedFields,
): { required: number[][]; preferred: number[] } | { problems: Problem } {
  const problems: Record<string, string> = {};
  const read = (field: 'required1' | 'required2' | 'required3' | 'preferred'): number[] =>
    fields[field]
      .filter((text) => text !== '')
      .flatMap((text) => {
        const id = abilityNamed(text);
        if (typeof id === 'number') return [id];
        problems[field] ??= id;
        return [];
      });
  const required = [read('required1'), read('required2'), read('required3')].map((ids) => [
    ...new Set(ids),
  ]);
  const preferred = [...new Set(read('preferred'))];
  if (Object.keys(problems).length > 0) return { problems };
  return { required: required.filter((ids) => ids.length > 0), preferred };
}

export function siteFrom(
  fields: Pick<NeedFields, keyof typeof siteFields>,
): { site: NeedInput['site'] } | { problems: Problem } {
  if (fields.site !== 'new') return { site: fields.site };
  if (fields.site_name === '') return { problems: { site_name: 'site_missing' } };
  const commune = communeNamed(fields.site_commune);
  if (!commune) {
    const code = fields.site_commune === '' ? 'commune_missing' : 'commune_unknown';
    return { problems: { site_commune: code } };
  }
  return {
    site: {
      name: fields.site_name,
      commune: commune.code,
      address: fields.site_address,
      accessNote: fields.site_access,
    },
  };
}

/** The form of a new need: today, from the next full hour, four hours, two hours to fill. */
export function emptyNeed(ctx: Context, crisis: Crisis, sites: readonly { id: string }[]) {
  const zone = zoneOfCrisis(crisis);
  const start = new Date(
    Math.ceil((ctx.clock.now().getTime() + 1_800_000) / 3_600_000) * 3_600_000,
  );
  const end = new Date(start.getTime() + 4 * 3_600_000);
  return {
    places: '10',
    date: localDate(start, zone),
    starts: timeText('fr', start, zone),
    ends: timeText('fr', end, zone),
    deadline: '120',
    effort: 'light',
    minimum_age: '18',
    site: sites[0]?.id ?? 'new',
  };
}

export function valuesOf(lang: Lang, need: Need): Record<string, string> {
  const lines = (ids: readonly number[]) => ids.map((id) => abilityLabel(lang, id)).join('\n');
  return {
    position: need.position,
    places: String(need.places),
    site: need.siteId,
    date: localDate(need.startsAt, need.timeZone),
    starts: timeText('fr', need.startsAt, need.timeZone),
    ends: timeText('fr', need.endsAt, need.timeZone),
    deadline: '',
    tasks: need.tasks,
    bring: need.bring,
    ...Object.fromEntries(
      need.requiredSkills.map((ids, index) => [`required${index + 1}`, lines(ids)]),
    ),
    preferred: lines(need.preferredSkills),
    holder: need.holderId ?? '',
    effort: need.effort,
    minimum_age: String(need.minimumAge),
    gear: need.gear.join('\n'),
    version: String(need.version),
  };
}

export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
