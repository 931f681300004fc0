import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';

export interface LtiPlatform {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deployments: readonly string[];
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly keysUrl: string;
}

type Row = Selectable<Tables['skills.lti_platform']>;

function platformOf(row: Row): LtiPlatform {
  return {
    id: row.id,
    issuer: row.issuer,
    clientId: row.client_id,
    deployments: row.deployments,
    authUrl: row.auth_url,
    tokenUrl: row.token_url,
    keysUrl: row.keys_url,
  };
}

/** The same issuer and client again: its addresses are replaced. */
export async function savePlatform(db: Db, platform: LtiPlatform, at: Date): Promise<void> {
  const addresses = {
    deployments: [...platform.deployments],
    auth_url: platform.authUrl,
    token_url: platform.tokenUrl,
    keys_url: platform.keysUrl,
  };
  const { id, issuer, clientId: client_id } = platform;
  await db
    .insertInto('skills.lti_platform')
    .values({ id, issuer, client_id, created_at: at, ...addresses })
    .onConflict((conflict) => conflict.columns(['issuer', 'client_id']).doUpdateSet(addresses))
    .execute();
}

/** Without a client the issuer must have one only. */
export async function platformFor(
  db: Db,
  issuer: string,
  clientId: string | undefined,
): Promise<LtiPlatform | undefined> {
  let query = db.selectFrom('skills.lti_platform').selectAll().where('issuer', '=', issuer);
  if (clientId !== undefined) query = query.where('client_id', '=', clientId);
  const rows = await query.limit(2).execute();
  return rows.length === 1 ? platformOf(rows[0]!) : undefined;
}

export async function beginLogin(
  db: Db,
  login: { stateHash: Buffer; platformId: string; nonce: string; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('skills.lti_login')
    .values({
      state_hash: login.stateHash,
      platform_id: login.platformId,
      nonce: login.nonce,
      expires_at: login.expiresAt,
    })
    .execute();
}

/** Takes the login that this state began: a second time there is none. */
export async function takeLogin(
  db: Db,
  stateHash: Buffer,
  now: Date,
): Promise<{ readonly platform: LtiPlatform; readonly nonce: string } | undefined> {
  await db.deleteFrom('skills.lti_login').where('expires_at', '<=', now).execute();
  const login = await db
    .deleteFrom('skills.lti_login')
    .where('state_hash', '=', stateHash)
    .returning(['platform_id', 'nonce'])
    .executeTakeFirst();
  if (!login) return undefined;
  const row = await db
    .selectFrom('skills.lti_platform')
    .selectAll()
    .where('id', '=', login.platform_id)
    .executeTakeFirstOrThrow();
  return { platform: platformOf(row), nonce: login.nonce };
}

export async function expectScore(
  db: Db,
  score: { attemptId: string; platformId: string; lineItem: string; userId: string; at: Date },
): Promise<void> {
  await db
    .insertInto('skills.lti_score')
    .values({
      attempt_id: score.attemptId,
      platform_id: score.platformId,
      line_item: score.lineItem,
      user_id: score.userId,
      next_try_at: score.at,
    })
    .execute();
}

export interface DueScore {
  readonly attemptId: string;
  readonly platform: LtiPlatform;
  readonly lineItem: string;
  readonly userId: string;
  readonly tries: number;
  readonly endedAt: Date;
  /** Logits; null when nothing was answered. */
  readonly theta: number | null;
}

/** Of tests that have ended, and whose time to be tried (again) has come; locked for this transaction. */
export async function dueScores(db: Db, now: Date, most: number): Promise<DueScore[]> {
  const { rows } = await sql<Row & Record<string, unknown>>`
    SELECT p.*, s.attempt_id, s.line_item, s.user_id, s.tries, a.ended_at, a.theta
    FROM skills.lti_score s
    JOIN skills.lti_platform p ON p.id = s.platform_id
    JOIN skills.attempt a ON a.id = s.attempt_id AND a.state = 'ended'
    WHERE s.next_try_at <= ${now} ORDER BY s.next_try_at LIMIT ${most}
    FOR UPDATE OF s SKIP LOCKED`.execute(db);
  return rows.map((row) => ({
    attemptId: row['attempt_id'] as string,
    platform: platformOf(row),
    lineItem: row['line_item'] as string,
    userId: row['user_id'] as string,
    tries: row['tries'] as number,
    endedAt: row['ended_at'] as Date,
    theta: row['theta'] as number | null,
  }));
}

export async function scoreTaken(db: Db, attemptId: string): Promise<void> {
  await db.deleteFrom('skills.lti_score').where('attempt_id', '=', attemptId).execute();
}

export async function scoreLater(db: Db, attemptId: string, nextTryAt: Date): Promise<void> {
  await db
    .updateTable('skills.lti_score')
    .set({ tries: sql`tries + 1`, next_try_at: nextTryAt })
    .where('attempt_id', '=', attemptId)
    .execute();
}
