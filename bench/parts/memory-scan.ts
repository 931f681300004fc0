import type pg from 'pg';
import { communes, reach } from '#platform/geo/index.ts';
import type { Zone } from '#platform/kernel/geography.ts';

export interface Wanted {
  readonly zone: Extract<Zone, { kind: 'circle' }>;
  readonly required: readonly (readonly number[])[];
  /** Bits of the weekly pattern that the shift needs. */
  readonly weekly: number;
  /** Days since 1970: today, the only day of the shift, and the last birth day of an adult. */
  readonly today: number;
  readonly day: number;
  readonly born: number;
}

export interface Counted {
  readonly inReach: number;
  readonly eligible: number;
}

const FLAG = { consent: 1, reachable: 2, elsewhere: 4, paused: 8, dormant: 16 } as const;
const NEVER = 2_000_000;

/**
 * The search rows as typed arrays, scanned from the first to the last: what a program written for this
 * one question could do, with everybody in its memory and no database.
 */
export async function memoryScan(pool: pg.Pool): Promise<(wanted: Wanted) => Counted> {
  const { rows: sizes } = await pool.query<{ people: number; skills: number; absences: number }>(
    `SELECT count(*) AS people, sum(cardinality(skills)) AS skills,
       coalesce(sum((SELECT count(*) FROM unnest(unavailable))), 0) AS absences
     FROM volunteers.volunteer_search`,
  );
  const size = sizes[0] as { people: number; skills: number; absences: number };
  const people = Number(size.people);
  const commune = new Int32Array(people);
  const birth = new Int32Array(people);
  const pausedUntil = new Int32Array(people);
  const weekly = new Int32Array(people);
  const radius = new Int16Array(people);
  const flags = new Uint8Array(people);
  const skillsFrom = new Int32Array(people + 1);
  const skills = new Int16Array(Number(size.skills));
  const absentFrom = new Int32Array(people + 1);
  const absences = new Int32Array(2 * Number(size.absences));
  const client = await pool.connect();
  let at = 0;
  try {
    await client.query(`BEGIN; DECLARE everybody CURSOR FOR
      SELECT commune, coalesce(birth_date - '1970-01-01', ${NEVER}) AS birth, weekly, radius_km AS radius,
        coalesce(paused_until - '1970-01-01', ${NEVER}) AS until, skills,
        (crisis_consent::int * ${FLAG.consent} + (channels & ~muted <> 0)::int * ${FLAG.reachable}
          + engaged_elsewhere::int * ${FLAG.elsewhere} + (status = 2)::int * ${FLAG.paused}
          + (status = 3)::int * ${FLAG.dormant}) AS flags,
        (SELECT array_agg(d) FROM unnest(unavailable) r,
          unnest(ARRAY[lower(r) - '1970-01-01', upper(r) - '1970-01-01']) d) AS absent
      FROM volunteers.volunteer_search`);
    for (;;) {
      const { rows } = await client.query('FETCH 20000 FROM everybody');
      if (rows.length === 0) break;
      for (const row of rows) {
        commune[at] = row.commune;
        birth[at] = row.birth;
        pausedUntil[at] = row.until;
        weekly[at] = row.weekly;
        radius[at] = row.radius;
        flags[at] = row.flags;
        skills.set(row.skills, skillsFrom[at]);
        skillsFrom[at + 1] = (skillsFrom[at] as number) + row.skills.length;
        absences.set(row.absent ?? [], absentFrom[at]);
        absentFrom[at + 1] = (absentFrom[at] as number) + (row.absent?.length ?? 0);
        at++;
      }
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  const km = new Float32Array(commune.reduce((most, number) => Math.max(most, number), 0) + 1);

  return ({ zone, required, weekly: needed, today, day, born }) => {
    const area = reach(zone);
    km.fill(Number.POSITIVE_INFINITY);
    // Communes without anybody may be beyond its end, where nothing is kept.
    for (let i = 0; i < area.numbers.length; i++)
      km[area.numbers[i] as number] = area.distances[i] as number;
    // Bit i of a skill: it meets requirement i.
    const meets = new Uint8Array(4096);
    for (const [i, group] of required.entries())
      for (const id of group) meets[id] = (meets[id] as number) | (1 << i);
    const all = (1 << required.length) - 1;
    let inReach = 0;
    let eligible = 0;
    for (let i = 0; i < people; i++) {
      const distance = km[commune[i] as number] as number;
      if (distance === Number.POSITIVE_INFINITY) continue;
      inReach++;
      const flag = flags[i] as number;
      if ((flag & (FLAG.consent | FLAG.reachable)) !== (FLAG.consent | FLAG.reachable)) continue;
      if ((flag & (FLAG.elsewhere | FLAG.dormant)) !== 0) continue;
      if ((flag & FLAG.paused) !== 0 && (pausedUntil[i] as number) >= today) continue;
      if ((birth[i] as number) > born || distance > (radius[i] as number)) continue;
      if (((weekly[i] as number) & needed) !== needed) continue;
      let met = 0;
      for (let k = skillsFrom[i] as number; k < (skillsFrom[i + 1] as number); k++)
        met |= meets[skills[k] as number] as number;
      if (met !== all) continue;
      let absent = false;
      for (let k = absentFrom[i] as number; k < (absentFrom[i + 1] as number); k += 2)
        if ((absences[k] as number) <= day && day < (absences[k + 1] as number)) absent = true;
      if (!absent) eligible++;
    }
    return { inReach, eligible };
  };
}

/** The points of the communes, for those who want coordinates. */
export function communePoints(): { number: number; latitude: number; longitude: number }[] {
  const { numbers, latitudes, longitudes } = communes();
  return Array.from(numbers, (number, i) => ({
    number,
    latitude: latitudes[i] as number,
    longitude: longitudes[i] as number,
  }));
}
