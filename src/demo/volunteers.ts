import { communes } from '#platform/geo/index.ts';
import { addDays, type DateString, localDate } from '#platform/kernel/dates.ts';
import { departmentOfCommune } from '#platform/kernel/geography.ts';
import type { Ids } from '#platform/kernel/ids.ts';
import { type Random, randomInt, shuffled } from '#platform/kernel/random.ts';
import type { VolunteerFixture } from '#services/volunteers/fixtures.ts';
import {
  ALWAYS,
  CERTIFICATE_KINDS,
  type CertificateCode,
  DAY_PARTS,
  type Effort,
  type Elsewhere,
  type Equipment,
  idOf,
  type SkillCode,
  slotBit,
} from '#services/volunteers/index.ts';
import { FAMILY_NAMES, FIRST_NAMES } from './names.ts';

export const DEMO_DOMAIN = 'demo.renfort.example';

/**
 * How many times likelier somebody lives here than the population says: the two demo prefectures, so
 * that their officers find a register worth calling.
 */
const OVER_REPRESENTED: Readonly<Record<string, number>> = { '30': 6, '75': 1.5 };

/** Share of volunteers; plausible, not measured. */
const SKILLS: Partial<Record<SkillCode, number>> = {
  reception: 0.3,
  sorting_donations: 0.3,
  cooking: 0.25,
  clean_up: 0.35,
  driving: 0.3,
  listening: 0.2,
  logistics: 0.15,
  administration: 0.15,
  phone_reception: 0.12,
  elderly_care: 0.1,
  childcare: 0.12,
  team_leading: 0.1,
  writing: 0.1,
  teaching: 0.08,
  it_support: 0.08,
  swimming: 0.08,
  interpreting: 0.07,
  communication: 0.07,
  disability_support: 0.05,
  accounting: 0.05,
  first_aid: 0.15,
  chainsaw: 0.05,
  sandbags: 0.1,
  carpentry: 0.05,
  masonry: 0.04,
  plumbing: 0.03,
  electricity: 0.03,
  pumping: 0.02,
  roofing: 0.02,
  radio: 0.02,
  boat_handling: 0.02,
  heavy_machinery: 0.015,
  sign_language: 0.01,
  drone: 0.01,
  mapping: 0.01,
  animal_care: 0.03,
};
const CERTIFICATES: Partial<Record<CertificateCode, number>> = {
  licence_b: 0.78,
  psc1: 0.22,
  sst: 0.09,
  bafa: 0.08,
  pse1: 0.045,
  haccp: 0.03,
  licence_be: 0.03,
  licence_c: 0.025,
  nurse: 0.025,
  pse2: 0.025,
  care_assistant: 0.02,
  electrical_low_voltage: 0.02,
  boat_coastal: 0.02,
  caces_r489: 0.02,
  social_worker: 0.012,
  licence_d: 0.01,
  doctor: 0.01,
  caces_r482: 0.01,
  afgsu2: 0.01,
  psychologist: 0.007,
  bnssa: 0.006,
  ambulance: 0.005,
  midwife: 0.003,
  pharmacist: 0.003,
};
const LANGUAGES: Readonly<Record<string, number>> = {
  en: 0.4,
  es: 0.15,
  ar: 0.08,
  de: 0.08,
  it: 0.06,
  pt: 0.05,
  tr: 0.01,
  uk: 0.005,
  ru: 0.01,
  fsl: 0.005,
};
const EQUIPMENT: readonly (readonly [Equipment, number])[] = [
  ['trailer', 0.08],
  ['four_wheel_drive', 0.06],
  ['chainsaw', 0.06],
  ['van', 0.04],
  ['generator', 0.03],
  ['pump', 0.03],
  ['boat', 0.015],
  ['radio', 0.01],
  ['camp_kitchen', 0.005],
];
/** 06 39 98 xx xx: the only mobile numbers of fiction (ARCEP), so half of the people have none. */
const FICTIONAL_MOBILES = 10_000;

/** People spread by the real population of communes; the same for a seed and a day. */
export function demoPeople(random: Random, ids: Ids, now: Date, count: number): VolunteerFixture[] {
  const place = communePicker(random);
  const today = localDate(now);
  const mobiles = shuffled(
    random,
    Array.from({ length: FICTIONAL_MOBILES }, (_, n) => n),
  );
  return Array.from({ length: count }, (_, index) => {
    const mobile = index % 2 === 0 ? mobiles[index / 2] : undefined;
    return person(random, {
      id: ids.next<'volunteer'>(),
      index,
      today,
      now,
      place: place(),
      mobile,
    });
  });
}

function person(
  random: Random,
  given: {
    id: string;
    index: number;
    today: DateString;
    now: Date;
    place: string;
    mobile: number | undefined;
  },
): VolunteerFixture {
  const { id, index, today, now, place, mobile } = given;
  const chance = (p: number) => random.next() < p;
  const pick = <T>(items: readonly T[]) => items[randomInt(random, items.length)] as T;
  const drawn = <T>(items: readonly (readonly [T, number])[]) =>
    items.filter(([, share]) => chance(share)).map(([item]) => item);
  const minor = chance(0.02);
  const age = minor ? 16.2 : 18 + 62 * (random.next() * 0.6 + random.next() * 0.4);
  const dormant = chance(0.04);
  const paused = !dormant && chance(0.04);
  const daysSinceSign = dormant ? 380 + randomInt(random, 300) : randomInt(random, 320);
  const daysSinceJoined = daysSinceSign + randomInt(random, 700);
  const instant = (daysBack: number) => new Date(now.getTime() - (daysBack * 24 + 1) * 3_600_000);
  const firstName = pick(FIRST_NAMES);
  const lastName = pick(FAMILY_NAMES);
  const handle = plain(`${firstName}.${lastName}`);
  return {
    id,
    status: dormant ? 'dormant' : paused ? 'paused' : 'active',
    firstName,
    lastName,
    birthDate: addDays(today, -Math.floor(age * 365.25) - randomInt(random, 200)),
    communeCode: place,
    department: departmentOfCommune(place),
    radiusKm: pick([5, 10, 20, 20, 30, 30, 50, 100]),
    languages: ['fr', ...drawn(Object.entries(LANGUAGES))],
    effort: pick<Effort>(['light', 'moderate', 'moderate', 'hard']),
    equipment: drawn(EQUIPMENT),
    weekly: weeklyPattern(random),
    crisisOnly: chance(0.15),
    pausedUntil: paused && chance(0.8) ? addDays(today, 3 + randomInt(random, 90)) : null,
    elsewhere: chance(0.05)
      ? [pick<Elsewhere>(['firefighter', 'hospital_staff', 'red_cross', 'civil_protection'])]
      : [],
    consents: { crisis: !minor && chance(0.85), missions: chance(0.75), newsletter: chance(0.4) },
    email: `${handle}.${index}@${DEMO_DOMAIN}`,
    emailBounced: chance(0.015),
    phone: mobile === undefined ? null : `+3363998${String(mobile).padStart(4, '0')}`,
    phoneFailed: mobile !== undefined && chance(0.02),
    skills: drawn(Object.entries(SKILLS) as [SkillCode, number][]).map((code) => ({
      id: idOf(code),
      level: pick(['learning', 'practised', 'practised', 'practised', 'expert']),
    })),
    certificates: minor
      ? []
      : drawn(Object.entries(CERTIFICATES) as [CertificateCode, number][]).map((code) =>
          certificate(random, code, today),
        ),
    exceptions: chance(0.1) ? [holiday(random, today)] : [],
    guardian: minor
      ? { name: `${pick(FIRST_NAMES)} ${lastName}`, email: `parent.${index}@${DEMO_DOMAIN}` }
      : null,
    createdAt: instant(daysSinceJoined),
    confirmedAt: instant(daysSinceSign),
  };
}

/** About three in four are verified and in date; some wait for a reviewer, some have lapsed. */
function certificate(random: Random, code: CertificateCode, today: DateString) {
  const kind = CERTIFICATE_KINDS.find((item) => item.code === code);
  const days = Math.round((kind?.validMonths ?? 120) * 30.4);
  const issuedOn = addDays(today, -randomInt(random, Math.round(days * 1.15)));
  const expiresOn = kind?.validMonths === undefined ? null : addDays(issuedOn, days);
  const draw = random.next();
  const lapsed = expiresOn !== null && expiresOn < today;
  const status: 'declared' | 'verified' | 'rejected' | 'expired' = lapsed
    ? 'expired'
    : draw < 0.78
      ? 'verified'
      : draw < 0.97
        ? 'declared'
        : 'rejected';
  const number = `DEMO-${String(randomInt(random, 1_000_000)).padStart(6, '0')}`;
  return { kindId: idOf(code), status, issuedOn, expiresOn, number };
}

function holiday(random: Random, today: DateString) {
  const firstDay = addDays(today, randomInt(random, 40) - 5);
  return {
    firstDay,
    lastDay: addDays(firstDay, randomInt(random, 15)),
    kind: 'unavailable' as const,
  };
}

/** Always, evenings and week-ends, working days, or bits of the week. */
function weeklyPattern(random: Random): number {
  const draw = random.next();
  const slots = (keep: (day: number, part: (typeof DAY_PARTS)[number]) => boolean) => {
    let mask = 0;
    for (let day = 1; day <= 7; day++) {
      for (const part of DAY_PARTS) if (keep(day, part)) mask |= slotBit(day, part);
    }
    return mask;
  };
  if (draw < 0.3) return ALWAYS;
  if (draw < 0.6) return slots((day, part) => day >= 6 || part === 'afternoon');
  if (draw < 0.8) return slots((_day, part) => part !== 'night');
  return slots(() => random.next() < 0.5);
}

/** A commune with a chance proportional to its population; cities by their arrondissements. */
function communePicker(random: Random): () => string {
  const { codes, populations, departments, count } = communes();
  const sums = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const divided = codes[i] === '75056' || codes[i] === '69123' || codes[i] === '13055';
    const weight = OVER_REPRESENTED[departments[i] as string] ?? 1;
    total += divided ? 0 : (populations[i] as number) * weight;
    sums[i] = total;
  }
  return () => {
    const wanted = random.next() * total;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) <= wanted) low = middle + 1;
      else high = middle;
    }
    return codes[low] as string;
  };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z.]+/g, '-');
}
