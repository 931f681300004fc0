import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Invitation } from '../domain/belief.ts';
import { wayOf } from '../domain/past-answers.ts';
import type { CallOutState } from '../domain/states.ts';

/** Chosen by the officer when the call-out starts. */
export interface CallOutParameters {
  /** People who live up to this many kilometres outside the zone are called too. */
  readonly extraKm: number;
  /** Share of the confirmed who are expected not to come, 0 to 0.5. */
  readonly noShow: number;
  readonly alertBudget: { readonly max: number; readonly days: number };
  /** Vital: people are called at night too, whatever quiet hours they chose. */
  readonly night: boolean;
}

export interface CallOut {
  readonly crisisId: string;
  readonly id: string;
  readonly needId: string;
  readonly policy: 'adaptive' | 'everyone';
  readonly parameters: CallOutParameters;
  readonly seed: number;
  readonly state: CallOutState;
  readonly startedAt: Date;
}

const COLUMNS = sql`crisis_id AS "crisisId", id, need_id AS "needId", policy, parameters, seed, state,
  started_at AS "startedAt"`;

export async function insertCallOut(
  db: Db,
  callOut: CallOut & { readonly justification: string; readonly startedBy: string | null },
): Promise<void> {
  await db
    .insertInto('crises.call_out')
    .values({
      crisis_id: callOut.crisisId,
      id: callOut.id,
      need_id: callOut.needId,
      policy: callOut.policy,
      parameters: JSON.stringify(callOut.parameters),
      justification: callOut.justification,
      seed: callOut.seed,
      state: callOut.state,
      started_by: callOut.startedBy,
      started_at: callOut.startedAt,
    })
    .execute();
}

/** The call-out of a need that is running, paused or filled, locked until the transaction ends. */
export async function lockLiveCallOut(
  db: Db,
  crisisId: string,
  needId: string,
): Promise<CallOut | undefined> {
  const { rows } = await sql<CallOut>`
    SELECT ${COLUMNS} FROM crises.call_out
    WHERE crisis_id = ${crisisId} AND need_id = ${needId}
      AND state IN ('running', 'paused', 'filled')
    FOR NO KEY UPDATE`.execute(db);
  return rows[0];
}

export async function updateCallOutState(
  db: Db,
  callOut: { crisisId: string; id: string },
  state: CallOutState,
  now: Date,
): Promise<void> {
  await db
    .updateTable('crises.call_out')
    .set({ state, ended_at: state === 'stopped' || state === 'expired' ? now : null })
    .where('crisis_id', '=', callOut.crisisId)
    .where('id', '=', callOut.id)
    .execute();
}

/** What the next minute may have to do: running waves, and call-outs whose time is over. */
export async function callOutsToTick(
  db: Db,
  now: Date,
): Promise<{ crisisId: string; needId: string }[]> {
  const { rows } = await sql<{ crisisId: string; needId: string }>`
    SELECT o.crisis_id AS "crisisId", o.need_id AS "needId"
    FROM crises.call_out o
    JOIN crises.need n ON n.crisis_id = o.crisis_id AND n.id = o.need_id
    WHERE o.state = 'running' OR (o.state IN ('paused', 'filled') AND n.ends_at <= ${now})
    ORDER BY n.deadline, o.id`.execute(db);
  return rows;
}

/** One wave at a time in the whole installation: nobody is called by two waves at once. */
export async function lockWaves(db: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('crises.waves', 0))`.execute(db);
}

/** Minutes since `origin`, with what each person said so far. */
export async function invitationsOf(
  db: Db,
  callOut: { crisisId: string; needId: string },
  origin: Date,
): Promise<Invitation[]> {
  const { rows } = await sql<{
    at: number;
    channel: string;
    reply: 'yes' | 'no' | null;
    count: number;
  }>`
    SELECT (extract(epoch FROM a.sent_at - ${origin}::timestamptz) / 60)::float8 AS at,
      array_to_string(a.channels, ',') AS channel,
      CASE WHEN p.state IN ('confirmed', 'offered', 'reserve') THEN 'yes'
           WHEN p.state IS NOT NULL OR EXISTS (
             SELECT FROM crises.reply r WHERE r.crisis_id = a.crisis_id AND r.need_id = a.need_id
               AND r.volunteer_id = a.volunteer_id) THEN 'no' END AS reply,
      count(*) AS count
    FROM crises.alert a
    LEFT JOIN crises.place p ON p.crisis_id = a.crisis_id AND p.need_id = a.need_id
      AND p.volunteer_id = a.volunteer_id
    WHERE a.crisis_id = ${callOut.crisisId} AND a.need_id = ${callOut.needId}
    GROUP BY 1, 2, 3`.execute(db);
  return rows.flatMap(({ at, channel, reply, count }) => {
    const invitation = { sentAt: at, channel: wayOf(channel.split(',')) };
    return Array.from({ length: count }, () => (reply ? { ...invitation, reply } : invitation));
  });
}

export async function alertedIds(
  db: Db,
  need: { crisisId: string; needId: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('crises.alert')
    .select('volunteer_id as id')
    .where('crisis_id', '=', need.crisisId)
    .where('need_id', '=', need.needId)
    .execute();
  return rows.map(({ id }) => id);
}

export interface NewWave {
  readonly size: number;
  readonly eligible: number;
  readonly fillProbability: number;
  readonly expectedAlerts: number;
  readonly policy: string;
  readonly policyVersion: number;
}

/** Returns the number of the wave, from 1. */
export async function insertWave(
  db: Db,
  callOut: CallOut,
  wave: NewWave,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO crises.wave (crisis_id, call_out_id, number, need_id, at, size, eligible,
      fill_probability, expected_alerts, policy, policy_version)
    SELECT ${callOut.crisisId}, ${callOut.id}, coalesce(max(number), 0) + 1, ${callOut.needId},
      ${at}, ${wave.size}, ${wave.eligible}, ${wave.fillProbability}, ${wave.expectedAlerts}, ${wave.policy},
      ${wave.policyVersion}
    FROM crises.wave WHERE crisis_id = ${callOut.crisisId} AND call_out_id = ${callOut.id}
    RETURNING number`.execute(db);
  return rows[0]?.number as number;
}

/** Wave 0 is nobody's call: somebody whom an officer assigned, who has a link and a letter all the same. */
export interface NewAlert {
  readonly volunteerId: string;
  readonly channels: readonly string[];
  readonly smsLetter: string;
  readonly position: number;
  readonly distanceKm: number;
  /** The chance that the draw had of choosing this person in this wave. */
  readonly propensity: number;
}

export async function insertAlerts(
  db: Db,
  callOut: Pick<CallOut, 'crisisId' | 'needId' | 'id'>,
  wave: { readonly number: number; readonly at: Date },
  alerts: readonly NewAlert[],
): Promise<void> {
  await sql`
    INSERT INTO crises.alert (crisis_id, need_id, volunteer_id, call_out_id, wave, channels,
      sms_letter, sent_at, position, propensity, distance_km)
    SELECT ${callOut.crisisId}, ${callOut.needId}, v, ${callOut.id}, ${wave.number},
      string_to_array(c, ','), l, ${wave.at}, p, q, d
    FROM unnest(
      ${alerts.map((a) => a.volunteerId)}::uuid[], ${alerts.map((a) => a.channels.join(','))}::text[],
      ${alerts.map((a) => a.smsLetter)}::text[], ${alerts.map((a) => a.position)}::int[],
      ${alerts.map((a) => a.distanceKm)}::real[], ${alerts.map((a) => a.propensity)}::real[]
    ) AS t (v, c, l, p, d, q)
    ON CONFLICT (crisis_id, need_id, volunteer_id) DO NOTHING`.execute(db);
}

/** People called who have said nothing, with the call-out that called them. */
export async function silentPeople(
  db: Db,
  need: { crisisId: string; needId: string },
): Promise<{ volunteerId: string; callOutId: string }[]> {
  const { rows } = await sql<{ volunteerId: string; callOutId: string }>`
    SELECT a.volunteer_id AS "volunteerId", a.call_out_id AS "callOutId" FROM crises.alert a
    WHERE a.crisis_id = ${need.crisisId} AND a.need_id = ${need.needId}
      AND NOT EXISTS (SELECT FROM crises.reply r WHERE r.crisis_id = a.crisis_id
        AND r.need_id = a.need_id AND r.volunteer_id = a.volunteer_id)`.execute(db);
  return rows;
}

/** What people call a call: the crisis and what was asked for. */
export async function callTitles(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('crises.call_out as o')
    .innerJoin('crises.crisis as c', 'c.id', 'o.crisis_id')
    .innerJoin('crises.need as n', (on) =>
      on.onRef('n.crisis_id', '=', 'o.crisis_id').onRef('n.id', '=', 'o.need_id'),
    )
    .select(['o.id', 'c.title', 'n.position'])
    .where((e) => e(e.cast<string>('o.id', 'text'), 'in', [...ids]))
    .execute();
  return new Map(rows.map(({ id, title, position }) => [id, `${title} : ${position}`]));
}
