import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type pg from 'pg';
import { transaction } from '#platform/context.ts';
import { reach } from '#platform/geo/index.ts';
import { addDays, instantOf, localDate } from '#platform/kernel/dates.ts';
import { communeNumber } from '#platform/kernel/geography.ts';
import { type Random, randomInt, seededRandom } from '#platform/kernel/random.ts';
import { testContext } from '#test/harness/database.ts';
import { mayBeCalledInCrisis } from '../domain/age.ts';
import { ALWAYS, type Exception, whyUnavailable } from '../domain/availability.ts';
import { type CertificateFacts, validityDuring, validityOn } from '../domain/certificate.ts';
import {
  EFFORTS,
  type Effort,
  EQUIPMENT,
  type Equipment,
  satisfies,
} from '../domain/skill-referential.ts';
import {
  type AudienceCriteria,
  audienceFunnel,
  EXCLUSIONS,
  type Exclusion,
  explainPerson,
  markAlerted,
  refreshSearch,
  selectAudience,
  setEngaged,
} from './index.ts';

const COMMUNES = ['30189', '30007', '34172', '13055', '13201', '2A004', '97411', '84007'];
const KINDS = [1001, 1002, 1003, 1006, 1021, 1060, 1062, 1083, 1100];
const SKILL_IDS = [1, 2, 40, 42, 43, 47];
const NEED = '0192f000-0000-7000-8000-00000000dead';
const TODAY = '2026-11-24';

interface Person {
  readonly id: string;
  readonly status: 'draft' | 'active' | 'paused' | 'dormant' | 'erased';
  readonly birthDate: string | null;
  readonly commune: string;
  readonly radiusKm: number;
  readonly effort: Effort;
  readonly equipment: readonly Equipment[];
  readonly weekly: number;
  readonly pausedUntil: string | null;
  readonly elsewhere: readonly string[];
  readonly crisisConsent: boolean;
  readonly email: boolean;
  readonly emailBounced: boolean;
  readonly phone: boolean;
  readonly emailMuted: boolean;
  readonly phoneMuted: boolean;
  readonly skills: readonly { id: number; level: string }[];
  readonly certificates: readonly CertificateFacts[];
  readonly exceptions: readonly Exception[];
  readonly engaged: { from: Date; until: Date } | undefined;
  readonly alerts: readonly Date[];
}

function randomPerson(random: Random, index: number): Person {
  const chance = (p: number) => random.next() < p;
  const pick = <T>(items: readonly T[]) => items[randomInt(random, items.length)] as T;
  const some = <T>(items: readonly T[], p: number) => items.filter(() => chance(p));
  const day = (from: number, to: number) => addDays(TODAY, from + randomInt(random, to - from + 1));
  return {
    id: `0192f000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    status: chance(0.75) ? 'active' : pick(['draft', 'paused', 'paused', 'dormant', 'erased']),
    birthDate: chance(0.02)
      ? null
      : chance(0.1)
        ? pick(['2008-11-24', '2008-11-25', '2005-11-24'])
        : `19${50 + randomInt(random, 50)}-06-15`,
    commune: pick(COMMUNES),
    radiusKm: pick([0, 10, 30, 60, 200]),
    effort: pick(EFFORTS),
    equipment: some(EQUIPMENT, 0.4),
    weekly: chance(0.7) ? ALWAYS : randomInt(random, ALWAYS + 1),
    pausedUntil: chance(0.2) ? null : day(-3, 3),
    elsewhere: chance(0.08) ? ['firefighter'] : [],
    crisisConsent: chance(0.9),
    email: chance(0.8),
    emailBounced: chance(0.1),
    phone: chance(0.6),
    emailMuted: chance(0.3),
    phoneMuted: chance(0.3),
    skills: some(SKILL_IDS, 0.5).map((id) => ({
      id,
      level: pick(['learning', 'practised', 'expert']),
    })),
    certificates: some([...KINDS, ...KINDS], 0.25).map((kindId) => ({
      kindId,
      status: pick(['declared', 'verified', 'verified', 'verified', 'rejected', 'expired']),
      issuedOn: chance(0.3) ? null : day(-800, 1),
      expiresOn: chance(0.4) ? null : day(-3, 6),
    })),
    exceptions: some([0, 1], 0.3).map(() => {
      const firstDay = day(-2, 4);
      return {
        firstDay,
        lastDay: addDays(firstDay, randomInt(random, 3)),
        kind: pick(['unavailable', 'available']),
      };
    }),
    engaged: chance(0.1)
      ? { from: instantOf(day(0, 3), 600), until: instantOf(day(4, 5), 600) }
      : undefined,
    alerts: some([1, 2, 5, 9, 20], 0.25)
      .map((days) => instantOf(addDays(TODAY, -days), 600))
      .reverse(),
  };
}

function randomCriteria(random: Random, people: readonly Person[]): AudienceCriteria {
  const chance = (p: number) => random.next() < p;
  const pick = <T>(items: readonly T[]) => items[randomInt(random, items.length)] as T;
  const start = instantOf(addDays(TODAY, randomInt(random, 5)), randomInt(random, 1440));
  const zones: AudienceCriteria['zone'][] = [
    { kind: 'departments', codes: ['30', '34'] },
    { kind: 'circle', centre: { latitude: 43.84, longitude: 4.36 }, radiusKm: 80 },
    { kind: 'communes', codes: ['13055', '2A004', '97411'] },
    { kind: 'departments', codes: ['30', '13', '84', '2A', '974'] },
  ];
  return {
    zone: pick(zones),
    ...(chance(0.5) ? { extraKm: 40 } : {}),
    ...(chance(0.5) ? { site: { latitude: 43.9, longitude: 4.4 } } : {}),
    required: [
      pick([[], [[1]], [[1001]], [[1002, 1021]], [[43], [1]], [[1060], [1001, 2]], [[1100]]]),
    ].flat(),
    ...(chance(0.5) ? { preferred: [1021, 47, 1003] } : {}),
    ...(chance(0.3) ? { minimumAge: 21 } : {}),
    shift: {
      start,
      end: new Date(start.getTime() + (1 + randomInt(random, 40)) * 3_600_000),
      timeZone: 'Europe/Paris',
    },
    ...(chance(0.3) ? { effort: pick(EFFORTS) } : {}),
    ...(chance(0.3) ? { gear: [pick(EQUIPMENT)] } : {}),
    ...(chance(0.5)
      ? { alertBudget: { max: 1 + randomInt(random, 2), days: pick([3, 7, 30]) } }
      : {}),
    ...(chance(0.5) ? { exclude: people.filter((_, i) => i % 9 === 0).map(({ id }) => id) } : {}),
    now: instantOf(TODAY, 540),
  };
}

const working = (person: Person) => ({ email: person.email && !person.emailBounced });

/** The rules again, plainly, over the register itself. */
function judge(person: Person, criteria: AudienceCriteria, km: number): readonly Exclusion[] {
  const { shift } = criteria;
  const first = localDate(shift.start);
  const last = localDate(new Date(shift.end.getTime() - 1));
  const declared = person.skills.filter(({ level }) => level !== 'learning').map(({ id }) => id);
  const met = (group: readonly number[], from: string, to: string) =>
    group.some(
      (id) =>
        declared.includes(id) ||
        person.certificates.some(
          (c) => satisfies([c.kindId], id) && validityDuring(c, from, to) === 'valid',
        ),
    );
  const standing = (group: readonly number[], ...wanted: string[]) =>
    person.certificates.some(
      (c) => group.some((id) => satisfies([c.kindId], id)) && wanted.includes(validityOn(c, TODAY)),
    );
  const lacking = criteria.required.filter((group) => !met(group, TODAY, TODAY));
  const waits = (group: readonly number[]) => standing(group, 'unverified', 'not_yet_valid');
  const lapsed = (group: readonly number[]) => standing(group, 'expired');
  const sent = person.alerts.filter(
    (at) => at.getTime() > criteria.now.getTime() - (criteria.alertBudget?.days ?? 30) * 86_400_000,
  );
  const tests: Record<Exclusion, boolean> = {
    no_crisis_consent: !person.crisisConsent,
    minor: !mayBeCalledInCrisis(person.birthDate, TODAY),
    below_minimum_age: !mayBeCalledInCrisis(person.birthDate, TODAY, criteria.minimumAge),
    unreachable: !(person.email && !person.emailBounced) && !person.phone,
    refuses_messages:
      (working(person).email || person.phone) &&
      !(working(person).email && !person.emailMuted) &&
      !(person.phone && !person.phoneMuted),
    paused_or_dormant:
      person.status === 'dormant' ||
      (person.status === 'paused' && (person.pausedUntil === null || person.pausedUntil >= TODAY)),
    engaged_elsewhere: person.elsewhere.length > 0,
    out_of_radius: km > person.radiusKm,
    skill_missing: lacking.some((group) => !waits(group) && !lapsed(group)),
    certificate_unverified: lacking.some(waits),
    certificate_expired: lacking.some(lapsed),
    expires_during_shift:
      lacking.length === 0 && criteria.required.some((group) => !met(group, first, last)),
    effort_too_hard: EFFORTS.indexOf(person.effort) < EFFORTS.indexOf(criteria.effort ?? 'light'),
    gear_missing: (criteria.gear ?? []).some((item) => !person.equipment.includes(item)),
    unavailable:
      whyUnavailable(
        {
          weekly: person.weekly,
          exceptions: person.exceptions,
          pausedUntil: null,
          crisisOnly: false,
        },
        shift,
      ) !== undefined,
    already_engaged:
      person.engaged !== undefined &&
      person.engaged.from < shift.end &&
      person.engaged.until > shift.start,
    already_asked: criteria.exclude?.includes(person.id) ?? false,
    alert_budget: criteria.alertBudget !== undefined && sent.length >= criteria.alertBudget.max,
  };
  return EXCLUSIONS.filter((reason) => tests[reason]);
}

function useful(person: Person, criteria: AudienceCriteria): number[] {
  const wanted = new Set([...criteria.required.flat(), ...(criteria.preferred ?? [])]);
  const declared = person.skills.filter(({ level }) => level !== 'learning').map(({ id }) => id);
  const valid = person.certificates
    .filter((c) => validityOn(c, TODAY) === 'valid')
    .map((c) => c.kindId);
  return [...wanted].filter((id) => declared.includes(id) || satisfies(valid, id));
}

async function fill(pool: pg.Pool, people: readonly Person[]): Promise<void> {
  const json = JSON.stringify(
    people.map((p) => ({
      ...p,
      department: /^9[78]/.test(p.commune) ? p.commune.slice(0, 3) : p.commune.slice(0, 2),
    })),
  );
  await pool.query(
    `TRUNCATE volunteers.volunteer, volunteers.volunteer_search, volunteers.engagement CASCADE`,
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer (id, status, birth_date, commune_code, department, radius_km, effort, equipment, weekly, paused_until, elsewhere, crisis_consent, source, created_at, updated_at)
     SELECT id, status, "birthDate", commune, department, "radiusKm", effort, equipment, weekly, "pausedUntil", elsewhere, "crisisConsent", 'demo', now(), now()
     FROM json_to_recordset($1) AS p (id uuid, status text, "birthDate" date, commune text, department text, "radiusKm" int, effort text, equipment text[], weekly int, "pausedUntil" date, elsewhere text[], "crisisConsent" boolean)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_contact (volunteer_id, email, phone, email_verified_at, email_bounced_at, phone_verified_at)
     SELECT id, id || '@x.example', 'tel:' || id, CASE WHEN email THEN now() END, CASE WHEN "emailBounced" THEN now() END, CASE WHEN phone THEN now() END
     FROM json_to_recordset($1) AS p (id uuid, email boolean, "emailBounced" boolean, phone boolean)`,
    [json],
  );
  await pool.query('TRUNCATE messaging.preference');
  await pool.query(
    `INSERT INTO messaging.preference (recipient_hash, purpose, muted, source, updated_at)
     SELECT messaging.address_hash('email', id || '@x.example'), 'crisis', "emailMuted", 'link', now() FROM json_to_recordset($1) AS p (id uuid, "emailMuted" bool)
     UNION ALL SELECT messaging.address_hash('sms', 'tel:' || id), 'crisis', "phoneMuted", 'sms', now() FROM json_to_recordset($1) AS p (id uuid, "phoneMuted" bool)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_skill (volunteer_id, skill_id, level, since)
     SELECT p.id, s.id, s.level, now() FROM json_to_recordset($1) AS p (id uuid, skills json),
     json_to_recordset(p.skills) AS s (id int, level text)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, status, issued_on, expires_on, declared_at)
     SELECT p.id, gen_random_uuid(), c."kindId", c.status, c."issuedOn", c."expiresOn", now()
     FROM json_to_recordset($1) AS p (id uuid, certificates json),
     json_to_recordset(p.certificates) AS c ("kindId" int, status text, "issuedOn" date, "expiresOn" date)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.availability_exception (volunteer_id, id, first_day, last_day, kind)
     SELECT p.id, gen_random_uuid(), e."firstDay", e."lastDay", e.kind
     FROM json_to_recordset($1) AS p (id uuid, exceptions json),
     json_to_recordset(p.exceptions) AS e ("firstDay" date, "lastDay" date, kind text)`,
    [json],
  );
}

test('the funnel, the selection and the explanation agree with the plain rules over the register', async (t) => {
  const { ctx, database } = await testContext(t);
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const random = seededRandom(seed);
      const people = Array.from({ length: 400 }, (_, index) => randomPerson(random, index));
      await fill(database.pool, people);
      await transaction(ctx, async (tx) => {
        await refreshSearch(
          tx,
          people.map(({ id }) => id),
        );
        for (const { id, engaged, status } of people) {
          if (!engaged || status === 'erased') continue;
          await setEngaged(tx, id, engaged.from, engaged.until, NEED);
        }
        const sent = Map.groupBy(
          people.flatMap(({ id, alerts }) => alerts.map((at) => ({ id, at: at.getTime() }))),
          ({ at }) => at,
        );
        for (const [at, alerted] of [...sent].sort(([x], [y]) => x - y)) {
          await markAlerted(
            tx,
            alerted.map(({ id }) => id),
            new Date(at),
          );
        }
        if (seed % 2 === 0)
          await refreshSearch(
            tx,
            people.map(({ id }) => id),
          );
      });
      for (let round = 0; round < 8; round++) {
        const criteria = randomCriteria(random, people);
        await check(people, criteria, seed);
      }
    }),
    { numRuns: 3 },
  );

  async function check(people: readonly Person[], criteria: AudienceCriteria, seed: number) {
    const area = reach(criteria.zone, {
      ...(criteria.extraKm ? { extraKm: criteria.extraKm } : {}),
      ...(criteria.site ? { from: criteria.site } : {}),
    });
    const km = new Map(
      Array.from(area.numbers, (number, i) => [number, area.distances[i] as number]),
    );
    const listed = people.filter(({ status }) => status !== 'draft' && status !== 'erased');
    const judged = listed.flatMap((person) => {
      const distance = km.get(communeNumber(person.commune));
      return distance === undefined
        ? []
        : [{ person, distance, reasons: judge(person, criteria, distance) }];
    });
    const eligible = judged.filter(({ reasons }) => reasons.length === 0);
    const counts = EXCLUSIONS.map((reason) => ({
      reason,
      count: judged.filter(({ reasons }) => reasons[0] === reason).length,
    }));
    const funnel = await audienceFunnel(ctx, criteria);
    assert.deepEqual(funnel, {
      inReach: judged.length,
      excluded: counts.filter(({ count }) => count > 0),
      eligible: eligible.length,
    });
    assert.equal(
      funnel.inReach,
      funnel.eligible + funnel.excluded.reduce((sum, { count }) => sum + count, 0),
    );

    const wanted = [...new Set([...criteria.required.flat(), ...(criteria.preferred ?? [])])];
    const ordered = wanted.length >= 2 || (criteria.preferred ?? []).length > 0;
    const ranks = ordered
      ? wanted
          .map((id) => ({
            id,
            count: eligible.filter(({ person }) => useful(person, criteria).includes(id)).length,
          }))
          .filter(({ count }) => count > 0)
          .sort((a, b) => a.count - b.count || a.id - b.id)
          .map(({ id }) => id)
      : [];
    const draw = (id: string) => createHash('md5').update(`${id}:${seed}`).digest('hex');
    const since = criteria.now.getTime() - (criteria.alertBudget?.days ?? 30) * 86_400_000;
    const key = ({ person, distance }: (typeof eligible)[number]) => {
      const best = Math.min(
        ...useful(person, criteria)
          .map((id) => ranks.indexOf(id))
          .filter((r) => r >= 0),
        99,
      );
      return [
        best,
        person.alerts.filter((at) => at.getTime() > since).length,
        distance,
        draw(person.id),
      ] as const;
    };
    const expected = eligible.toSorted((a, b) => {
      const [x, y] = [key(a), key(b)];
      return x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (x[3] < y[3] ? -1 : 1);
    });
    const selected = await selectAudience(ctx, criteria, { limit: 1000, seed });
    assert.deepEqual(
      selected.map((s) => s.volunteerId),
      expected.map(({ person }) => person.id),
    );
    const few = await selectAudience(ctx, criteria, { limit: 5, seed });
    assert.deepEqual(
      few.map(({ propensity: _, ...person }) => person),
      selected.slice(0, 5).map(({ propensity: _, ...person }) => person),
    );
    assert.ok(selected.every(({ propensity }) => propensity === 1));
    const apart = (index: number) => JSON.stringify(key(expected[index]!).slice(0, 3));
    for (const [index, { propensity }] of few.entries()) {
      const equals = expected.filter((_, i) => apart(i) === apart(index)).length;
      const taken = few.filter((_, i) => apart(i) === apart(index)).length;
      assert.equal(propensity, taken / equals, `${index}`);
    }

    for (const { person, reasons, distance } of judged.slice(0, 4)) {
      const told = await explainPerson(ctx, criteria, person.id);
      assert.equal(told.standing, reasons.length > 0 ? 'excluded' : 'eligible');
      if (told.standing === 'excluded') assert.deepEqual(told.reasons, reasons);
      if ('distanceKm' in told) assert.ok(Math.abs(told.distanceKm - distance) < 0.001);
    }
  }
});
