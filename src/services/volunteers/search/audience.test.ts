import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { transaction } from '#platform/context.ts';
import { reach } from '#platform/geo/index.ts';
import { addDays, instantOf, localDate } from '#platform/kernel/dates.ts';
import { communeNumber } from '#platform/kernel/geography.ts';
import { type Random, randomInt, seededRandom } from '#platform/kernel/random.ts';
import { testContext } from '#test/harness/database.ts';
import { mayBeCalledInCrisis } from '../domain/age.ts';
import { whyUnavailable } from '../domain/availability.ts';
import { validityDuring, validityOn } from '../domain/certificate.ts';
import { EFFORTS, EQUIPMENT, satisfies } from '../domain/skill-referential.ts';
import { fill, type Person, randomPerson, TODAY } from './fixtures.ts';
import {
  type AudienceCriteria,
  audienceCount,
  audienceFunnel,
  EXCLUSIONS,
  type Exclusion,
  explainPerson,
  markAlerted,
  refreshSearch,
  selectAudience,
  setEngaged,
} from './index.ts';

const NEED = '0192f000-0000-7000-8000-00000000dead';

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
    assert.equal(await audienceCount(ctx, criteria), eligible.length);
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
