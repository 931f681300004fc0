import { communeByCode, communeNamed, departmentByCode } from '#platform/geo/index.ts';
import type { Organisation } from '#services/associations/index.ts';
import { abilityLabel, isSkillId, LANGUAGES } from '#services/volunteers/index.ts';
import {
  activityFrom,
  dayOf,
  EXCHANGE_FIELDS,
  type ExchangeMission,
  familyFrom,
  instantText,
  markupOf,
  plainOf,
  remoteFrom,
} from '../domain/exchange.ts';
import { CONFIDENTIALITIES, DOMAINS, FAMILIES, PACES } from '../domain/vocabularies.ts';
import type { Mission, MissionFields } from '../queries/missions.ts';
import type { Task } from '../queries/work.ts';
import { effortText } from '../views/parts.tsx';

/** What the exchange has no field for, kept by Renforts for each other in `metadata`. */
interface Extras {
  readonly renfort: 1;
  readonly family: string;
  readonly pace: string;
  readonly effortMinutes: number;
  readonly deliverable: string;
  readonly tools: string;
  readonly skills: readonly number[];
  readonly required: readonly number[];
  readonly languages: readonly string[];
  readonly confidentiality: string;
}

/** A mission of our own as partners read it. The association's commune stands for remote work. */
export function exchangeOf(
  mission: Mission,
  organisation: Organisation | undefined,
  tasks: readonly Task[],
  publicUrl: string,
): ExchangeMission {
  const commune = communeByCode(mission.communeCode ?? organisation?.communeCode ?? '');
  const department = departmentByCode(commune?.department ?? '');
  const at = (day: string | null) => (day ? `${day}T00:00:00.000Z` : undefined);
  const { family, pace, effortMinutes, deliverable, tools, skills, required, languages } = mission;
  const extras: Extras = {
    renfort: 1,
    family,
    pace,
    effortMinutes,
    deliverable,
    tools,
    skills,
    required,
    languages,
    confidentiality: mission.confidentiality,
  };
  return ordered({
    clientId: mission.id,
    title: markupOf(mission.title),
    description: markupOf(mission.description),
    applicationUrl: `${publicUrl}/missions/${mission.id}`,
    metadata: JSON.stringify(extras),
    domain: mission.domain,
    activities: [mission.activity],
    tasks: tasks.length > 0 ? tasks.map(({ title }) => title) : undefined,
    requirements: required.length > 0 ? required.map((id) => abilityLabel('fr', id)) : undefined,
    softSkills: skills.length > 0 ? skills.map((id) => abilityLabel('fr', id)) : undefined,
    remote: mission.remote,
    schedule: effortMinutes > 0 ? effortText('fr', mission) : undefined,
    startAt: at(mission.startsOn),
    endAt: at(mission.endsOn),
    postedAt: mission.publishedAt?.toISOString(),
    places: mission.places,
    openToMinors: mission.openToMinors,
    reducedMobilityAccessible: mission.accessible,
    addresses: commune
      ? [
          {
            ...(commune.postalCodes[0] ? { postalCode: commune.postalCodes[0] } : {}),
            city: commune.name,
            departmentCode: commune.department,
            ...(department ? { departmentName: department.name } : {}),
            country: 'FR',
          },
        ]
      : undefined,
    type: 'benevolat',
    organizationClientId: mission.organisationId || undefined,
    organizationName: organisation?.name,
    organizationRNA: organisation?.rna ?? undefined,
    organizationSiren: organisation?.siren ?? undefined,
  });
}

/** Without what is unknown, in the order of the exchange: equal missions are equal texts. */
export function ordered(
  mission: { readonly [Field in keyof ExchangeMission]: ExchangeMission[Field] | undefined },
): ExchangeMission {
  const fields = Object.keys(EXCHANGE_FIELDS) as (keyof ExchangeMission)[];
  return Object.fromEntries(
    fields.flatMap((field) => (mission[field] === undefined ? [] : [[field, mission[field]]])),
  ) as unknown as ExchangeMission;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is removed
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** As it came, without control and direction characters; instants in one spelling. */
export function cleaned(mission: ExchangeMission): ExchangeMission {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(CONTROLS, '').trim();
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)]));
    }
    return value;
  };
  const tidy = clean(mission) as ExchangeMission;
  const instant = (text: string | undefined) =>
    text === undefined ? undefined : (instantText(text) ?? text);
  return ordered({
    ...tidy,
    startAt: instant(tidy.startAt),
    endAt: instant(tidy.endAt),
    postedAt: instant(tidy.postedAt),
  });
}

export interface Imported {
  readonly fields: MissionFields;
  readonly department: string;
  readonly externalName: string;
  readonly applicationUrl: string;
  readonly tasks: readonly string[];
}

/** A mission of a partner as ours: plain text, known lists, what is unknown at its most careful. */
export function importedFrom(mission: ExchangeMission): Imported {
  const extras = extrasOf(mission.metadata);
  const activity = activityFrom(mission.activities?.[0]);
  const [address] = mission.addresses ?? [];
  const commune = communeNamed(`${address?.city ?? ''} ${address?.postalCode ?? ''}`.trim());
  const remote = remoteFrom(mission.remote);
  const oneOf = <T extends string>(list: readonly T[], value: unknown, otherwise: T): T =>
    list.find((item) => item === value) ?? otherwise;
  const known = (ids: unknown) =>
    Array.isArray(ids)
      ? ids.filter((id): id is number => Number.isInteger(id) && isSkillId(id))
      : [];
  const minutes = Number(extras.effortMinutes ?? 0);
  return {
    department: commune?.department ?? address?.departmentCode?.slice(0, 3) ?? '',
    externalName: plainOf(mission.organizationName ?? '').slice(0, 200),
    applicationUrl: webAddress(mission.applicationUrl),
    tasks: mission.tasks ?? [],
    fields: {
      family: oneOf(FAMILIES, extras.family, familyFrom(activity)),
      title: plainOf(mission.title).slice(0, 200),
      description: plainOf(mission.description ?? ''),
      deliverable: plainOf(String(extras.deliverable ?? '')).slice(0, 1000),
      tools: plainOf(String(extras.tools ?? '')).slice(0, 300),
      domain: oneOf(DOMAINS, mission.domain, 'autre'),
      activity,
      remote,
      communeCode: remote === 'full' ? null : (commune?.code ?? null),
      pace: oneOf(PACES, extras.pace, 'free'),
      effortMinutes: Number.isInteger(minutes) && minutes >= 0 && minutes < 100_000 ? minutes : 0,
      startsOn: dayOf(mission.startAt),
      endsOn: dayOf(mission.endAt),
      places: mission.places ?? 1,
      firstCome: false,
      skills: known(extras.skills),
      required: known(extras.required),
      languages: Array.isArray(extras.languages)
        ? LANGUAGES.filter((code) => (extras.languages as unknown[]).includes(code))
        : [],
      confidentiality: oneOf(CONFIDENTIALITIES, extras.confidentiality, 'none'),
      openToMinors: mission.openToMinors ?? false,
      accessible: mission.reducedMobilityAccessible ?? false,
    },
  };
}

function extrasOf(metadata: string | undefined): Partial<Record<keyof Extras, unknown>> {
  if (!metadata?.startsWith('{"renfort":1')) return {};
  try {
    return JSON.parse(metadata) as Partial<Record<keyof Extras, unknown>>;
  } catch {
    return {};
  }
}

/** An address that a browser may follow, or nothing. */
function webAddress(text: string | undefined): string {
  if (!text || text.length > 2000 || !URL.canParse(text)) return '';
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : '';
}
