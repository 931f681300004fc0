import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import { bandOf, type PastAnswers, type PastRate, type Way } from '../domain/past-answers.ts';

/**
 * Calls since an instant and what became of them, alike ones together; not those of a call that still
 * runs, which hears its own answers. An answer could come until the
 * last place was taken (people are then told), the need was over, or now. Only the first answer counts.
 */
export async function pastAnswers(
  db: Db,
  {
    exercise,
    since,
    now,
  }: { readonly exercise: boolean; readonly since: Date; readonly now: Date },
): Promise<PastAnswers[]> {
  const { rows } = await sql<{
    callOut: string;
    way: Way;
    sentAt: Date;
    timeZone: string;
    reply: 'yes' | 'no' | null;
    delay: number | null;
    window: number;
    count: number;
  }>`
    WITH need AS (
      SELECT n.crisis_id, n.id, n.time_zone,
        least(n.ends_at, ${now}::timestamptz, CASE WHEN n.confirmed + n.offered >= n.places THEN (
          SELECT max(r.at) FROM crises.reply r WHERE r.crisis_id = n.crisis_id AND r.need_id = n.id
            AND r.outcome = 'confirmed') END) AS until
      FROM crises.need n JOIN crises.crisis c ON c.id = n.crisis_id
      WHERE c.exercise = ${exercise} AND c.status <> 'cancelled' AND NOT EXISTS (
        SELECT FROM crises.call_out o WHERE o.crisis_id = n.crisis_id AND o.need_id = n.id
          AND o.state IN ('running', 'paused'))
    )
    SELECT a.call_out_id AS "callOut",
      CASE WHEN NOT a.channels @> '{sms}' THEN 'email' WHEN a.channels @> '{email}' THEN 'both'
        ELSE 'sms' END AS way,
      a.sent_at AS "sentAt", need.time_zone AS "timeZone",
      CASE WHEN f.answer = 'yes' THEN 'yes' WHEN f.answer IS NOT NULL THEN 'no' END AS reply,
      round(extract(epoch FROM f.at - a.sent_at) / 60)::float8 AS delay,
      (extract(epoch FROM need.until - a.sent_at) / 60)::float8 AS window,
      count(*) AS count
    FROM crises.alert a
    JOIN need ON need.crisis_id = a.crisis_id AND need.id = a.need_id
    LEFT JOIN LATERAL (
      SELECT r.answer, r.at FROM crises.reply r
      WHERE r.crisis_id = a.crisis_id AND r.need_id = a.need_id
        AND r.volunteer_id = a.volunteer_id AND r.at <= need.until
      ORDER BY r.at LIMIT 1) f ON true
    WHERE a.wave > 0 AND a.sent_at >= ${since} AND a.sent_at < need.until
    GROUP BY 1, 2, 3, 4, 5, 6, 7`.execute(db);
  return rows.map(({ sentAt, timeZone, reply, delay, ...row }) => ({
    ...row,
    band: bandOf(sentAt, timeZone),
    ...(reply ? { reply } : {}),
    ...(delay === null ? {} : { delay }),
  }));
}

/** In the caller's transaction: what was known before goes away. */
export async function replaceRates(
  db: Db,
  exercise: boolean,
  rates: readonly PastRate[],
  now: Date,
): Promise<void> {
  await db.deleteFrom('crises.response_rate').where('exercise', '=', exercise).execute();
  if (rates.length === 0) return;
  await db
    .insertInto('crises.response_rate')
    .values(
      rates.map(({ callOuts, evidenceYes, ...rate }) => ({
        ...rate,
        exercise,
        call_outs: callOuts,
        evidence_yes: evidenceYes,
        computed_at: now,
      })),
    )
    .execute();
}

export async function ratesOf(db: Db, exercise: boolean): Promise<PastRate[]> {
  const rows = await db
    .selectFrom('crises.response_rate')
    .select(['way', 'band', 'call_outs as callOuts', 'called', 'yes', 'no', 'evidence', 'pace'])
    .select('evidence_yes as evidenceYes')
    .where('exercise', '=', exercise)
    .execute();
  return rows as PastRate[];
}
