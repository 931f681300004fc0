import { z } from 'zod';
import { communeNamed } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { type DateString, isDateString } from '#platform/kernel/dates.ts';
import { isSkillId, LANGUAGES } from '#services/volunteers/index.ts';
import type { MissionInput } from '../actions/write.ts';
import { communeText } from '../commune-text.ts';
import { minutesFrom, minutesText } from '../domain/hours.ts';
import {
  CONFIDENTIALITIES,
  DOMAINS,
  FAMILIES,
  FAMILY_RULES,
  type Family,
  PACES,
  REMOTE,
} from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import type { Mission } from '../queries/missions.ts';
import type { Task } from '../queries/work.ts';

/** Forms send two characters for the end of a line: we keep one. */
const oneLineEnd = (value: string) => value.replace(/\r\n?/g, '\n').trim();
const text = (limit: number) =>
  z.string().transform(oneLineEnd).pipe(z.string().max(limit, 'text_long')).default('');
const day = z
  .string()
  .trim()
  .default('')
  .refine((value) => value === '' || isDateString(value), 'date_wrong');
const ids = z
  .array(z.coerce.number().int())
  .default([])
  .transform((list) => [...new Set(list.filter(isSkillId))].sort((a, b) => a - b));

export const needFields = z.object({
  family: z.enum(FAMILIES, 'family_missing'),
  title: z
    .string('title_missing')
    .trim()
    .min(1, 'title_missing')
    .max(100, 'title_long')
    .refine((title) => /\s/.test(title), 'title_one_word'),
  description: z
    .string('description_missing')
    .transform(oneLineEnd)
    .pipe(z.string().min(1, 'description_missing').max(8000, 'description_long')),
  deliverable: text(1000),
  tools: text(300),
  remote: z.enum(REMOTE, 'remote_missing'),
  commune: text(80),
  pace: z.enum(PACES, 'pace_missing'),
  effort: text(12),
  starts: day,
  ends: day,
  places: z.coerce
    .number('places_wrong')
    .int('places_wrong')
    .min(1, 'places_wrong')
    .max(5000, 'places_wrong'),
  skills: ids,
  required: ids,
  languages: z
    .array(z.string())
    .default([])
    .transform((codes) => codes.filter((code) => (LANGUAGES as readonly string[]).includes(code))),
  confidentiality: z.enum(CONFIDENTIALITIES).catch('none'),
  domain: z.enum(DOMAINS).optional().catch(undefined),
  first_come: z.string().optional(),
  minors: z.string().optional(),
  accessible: z.string().optional(),
  tasks: text(4000),
  version: z.coerce.number().int().optional().catch(undefined),
});
export type NeedFields = z.output<typeof needFields>;

/** The fields as a need, or error codes by field. `activity`: what an earlier text was called. */
export function needFrom(
  fields: NeedFields,
  today: DateString,
): { readonly input: MissionInput } | { readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  const commune = communeNamed(fields.commune);
  if (fields.commune !== '' && !commune) problems.commune = 'commune_unknown';
  if (fields.commune === '' && (fields.remote === 'no' || fields.remote === 'local')) {
    problems.commune = 'commune_missing';
  }
  const minutes = effortFrom(fields.effort);
  if (minutes === undefined) problems.effort = 'effort_wrong';
  const startsOn = fields.starts || null;
  const endsOn = fields.ends || null;
  if (endsOn && endsOn < today) problems.ends = 'end_past';
  else if (startsOn && endsOn && endsOn < startsOn) problems.ends = 'dates_reversed';
  const tasks = tasksFrom(fields.tasks);
  if (!tasks) problems.tasks = 'task_wrong';
  if (Object.keys(problems).length > 0 || minutes === undefined || !tasks) return { problems };
  const rule = FAMILY_RULES[fields.family];
  return {
    input: {
      family: fields.family,
      title: fields.title,
      description: fields.description,
      deliverable: fields.deliverable,
      tools: fields.tools,
      domain: fields.domain ?? rule.domain,
      activity: rule.activity,
      remote: fields.remote,
      communeCode: commune?.code ?? null,
      pace: fields.pace,
      effortMinutes: minutes,
      startsOn,
      endsOn,
      places: fields.places,
      firstCome: fields.first_come === 'on',
      skills: fields.skills.filter((id) => !fields.required.includes(id)),
      required: fields.required,
      languages: fields.languages,
      confidentiality: fields.confidentiality,
      openToMinors: fields.minors === 'on',
      accessible: fields.accessible === 'on',
      tasks,
    },
  };
}

/** Longer than one entry of hours: a mission may ask for sixty. */
function effortFrom(effort: string): number | undefined {
  if (effort === '') return 0;
  const long = /^(\d{1,3})\s*h?$/i.exec(effort.trim());
  return long ? Number(long[1]) * 60 : minutesFrom(effort);
}

const MOST_TASKS = 30;

/** One task a line: a title, then its time and how many people, in either order, after bars. */
function tasksFrom(lines: string): MissionInput['tasks'] | undefined {
  const tasks = new Map<string, Omit<Task, 'id'>>();
  for (const line of lines.split('\n')) {
    if (line.trim() === '') continue;
    const [title = '', ...rest] = line.split('|').map((part) => part.trim());
    let effortMinutes = 0;
    let volunteers = 1;
    for (const part of rest) {
      if (/^\d{1,3}$/.test(part)) volunteers = Number(part);
      else {
        const minutes = minutesFrom(part);
        if (minutes === undefined) return undefined;
        effortMinutes = minutes;
      }
    }
    if (title === '' || title.length > 150 || volunteers < 1 || volunteers > 500) return undefined;
    if (rest.length > 2 || tasks.has(title)) return undefined;
    tasks.set(title, { title, effortMinutes, volunteers });
  }
  return tasks.size > MOST_TASKS ? undefined : [...tasks.values()];
}

export function emptyNeed(family: Family, lang: Lang, withExample: boolean) {
  const rule = FAMILY_RULES[family];
  const example = texts(lang).form.example[family];
  return {
    remote: rule.remote,
    pace: 'once',
    effort: minutesText(rule.minutes),
    places: '1',
    domain: rule.domain,
    ...(withExample
      ? { title: example.title, description: example.text, deliverable: example.deliverable }
      : {}),
  };
}

export function valuesOf(mission: Mission, tasks: readonly Task[]) {
  return {
    title: mission.title,
    description: mission.description,
    deliverable: mission.deliverable,
    tools: mission.tools,
    remote: mission.remote,
    commune: communeText(mission.communeCode),
    pace: mission.pace,
    effort: mission.effortMinutes > 0 ? minutesText(mission.effortMinutes) : '',
    starts: mission.startsOn ?? '',
    ends: mission.endsOn ?? '',
    places: String(mission.places),
    skills: mission.skills.map(String),
    required: mission.required.map(String),
    languages: mission.languages,
    confidentiality: mission.confidentiality,
    domain: mission.domain,
    first_come: mission.firstCome ? 'on' : '',
    minors: mission.openToMinors ? 'on' : '',
    accessible: mission.accessible ? 'on' : '',
    tasks: tasks
      .map(({ title, effortMinutes, volunteers }) =>
        [
          title,
          ...(effortMinutes > 0 ? [minutesText(effortMinutes)] : []),
          ...(volunteers > 1 ? [String(volunteers)] : []),
        ].join(' | '),
      )
      .join('\n'),
  };
}
