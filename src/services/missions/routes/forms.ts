import type { Request } from '#platform/http/env.ts';
import type { FieldErrors, RawForm } from '#platform/http/form.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { organisationById, organisationNames } from '#services/associations/index.ts';
import { minutesFrom } from '../domain/hours.ts';
import { texts } from '../messages/index.ts';
import type { Mission } from '../queries/missions.ts';
import { tasksOf } from '../queries/work.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
export const MISSION = `/missions/:id{${UUID}}`;
export const APPLICATION = `${MISSION}/applications/:application{${UUID}}`;

export function parameter(c: Request, name: string): string {
  return c.req.param(name as never) ?? '';
}

/** Codes by field -> messages by field. A code without a text is a bug, and shows as its own name. */
export function translated(lang: Lang, errors: FieldErrors): Record<string, string> {
  const m = texts(lang).errors;
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => [field, m[code as string] ?? (code as string)]),
  );
}

/** The fields `minutes-ID` of a form: what each entry becomes, and what is no duration. */
export function minutesOf(values: Readonly<Record<string, string>>): {
  readonly minutes: ReadonlyMap<string, number>;
  readonly errors: FieldErrors;
} {
  const minutes = new Map<string, number>();
  const errors: Record<string, string> = {};
  for (const [name, text] of Object.entries(values)) {
    if (!name.startsWith('minutes-')) continue;
    const value = /^0(?:\s*(?:h|min))?$/.test(text.trim()) ? 0 : minutesFrom(text);
    if (value === undefined) errors[name] = 'hours_wrong';
    else minutes.set(name.slice('minutes-'.length), value);
  }
  return { minutes, errors };
}

/** What was typed, files left out. */
export function typed(raw: RawForm): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(raw).filter(
      (entry): entry is [string, string | readonly string[]] => !(entry[1] instanceof File),
    ),
  );
}

/** What the view of a mission needs besides the mission. */
export async function missionView(c: Request, mission: Mission) {
  const { db } = c.get('ctx');
  const organisation = await organisationById(c.get('ctx'), mission.organisationId);
  return {
    mission,
    association: {
      id: mission.organisationId,
      name: organisation?.name ?? mission.externalName,
      communeCode: organisation?.communeCode ?? '',
    },
    tasks: await tasksOf(db, mission.id),
  };
}

/** Names of associations by id. */
export function namesOf(c: Request, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return organisationNames(c.get('ctx'), ids);
}
