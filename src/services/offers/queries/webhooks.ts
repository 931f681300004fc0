import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { OrderEvent } from '../domain/order.ts';
import type { CallState } from '../domain/webhook.ts';

export interface Webhook {
  /** Null: nothing is called. */
  readonly url: string | null;
  readonly secret: Buffer | null;
  readonly formerSecret: Buffer | null;
  readonly secretSince: Date | null;
}

const WEBHOOK = sql`webhook_url AS url, webhook_secret AS secret,
  webhook_former_secret AS "formerSecret", webhook_secret_since AS "secretSince"`;

export async function webhookOf(db: Db, distributorId: string): Promise<Webhook | undefined> {
  const { rows } = await sql<Webhook>`
    SELECT ${WEBHOOK} FROM offers.distributor WHERE id = ${distributorId}`.execute(db);
  return rows[0];
}

export async function lockWebhook(db: Db, distributorId: string): Promise<Webhook | undefined> {
  const { rows } = await sql<Webhook>`
    SELECT ${WEBHOOK} FROM offers.distributor WHERE id = ${distributorId} FOR UPDATE`.execute(db);
  return rows[0];
}

export async function saveWebhook(db: Db, distributorId: string, webhook: Webhook): Promise<void> {
  await sql`
    UPDATE offers.distributor SET webhook_url = ${webhook.url}, webhook_secret = ${webhook.secret},
      webhook_former_secret = ${webhook.formerSecret}, webhook_secret_since = ${webhook.secretSince}
    WHERE id = ${distributorId}`.execute(db);
}

export interface WebhookCall {
  readonly distributorId: string;
  readonly id: string;
  readonly orderId: string;
  readonly step: number;
  readonly event: OrderEvent;
  readonly body: string;
  readonly state: CallState;
  readonly tries: number;
  readonly lastAnswer: string;
  readonly nextTryAt: Date | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const CALL = sql`c.distributor_id AS "distributorId", c.id, c.order_id AS "orderId", c.step, c.event,
  c.body, c.state, c.tries, c.last_answer AS "lastAnswer", c.next_try_at AS "nextTryAt",
  c.created_at AS "createdAt", c.ended_at AS "endedAt"`;

export async function insertCall(db: Db, call: WebhookCall): Promise<void> {
  await sql`
    INSERT INTO offers.webhook_call (distributor_id, id, order_id, step, event, body, state,
      next_try_at, created_at)
    VALUES (${call.distributorId}, ${call.id}, ${call.orderId}, ${call.step}, ${call.event},
      ${call.body}, ${call.state}, ${call.nextTryAt}, ${call.createdAt})`.execute(db);
}

export async function callById(
  db: Db,
  distributorId: string,
  id: string,
): Promise<WebhookCall | undefined> {
  const { rows } = await sql<WebhookCall>`
    SELECT ${CALL} FROM offers.webhook_call c
    WHERE c.distributor_id = ${distributorId} AND c.id = ${id}`.execute(db);
  return rows[0];
}

export async function lockCall(
  db: Db,
  distributorId: string,
  id: string,
): Promise<WebhookCall | undefined> {
  const { rows } = await sql<WebhookCall>`
    SELECT ${CALL} FROM offers.webhook_call c
    WHERE c.distributor_id = ${distributorId} AND c.id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

export type CallOutcome = Pick<
  WebhookCall,
  'state' | 'tries' | 'lastAnswer' | 'nextTryAt' | 'endedAt'
>;

export async function saveCall(
  db: Db,
  { distributorId, id }: Pick<WebhookCall, 'distributorId' | 'id'>,
  outcome: CallOutcome,
): Promise<void> {
  await sql`
    UPDATE offers.webhook_call SET state = ${outcome.state}, tries = ${outcome.tries},
      last_answer = ${outcome.lastAnswer}, next_try_at = ${outcome.nextTryAt},
      ended_at = ${outcome.endedAt}
    WHERE distributor_id = ${distributorId} AND id = ${id}`.execute(db);
}

export interface LoggedCall extends WebhookCall {
  readonly reference: string;
}

/** What was sent to a distributor's system, the newest first. */
export async function callsOf(
  db: Db,
  distributorId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ rows: LoggedCall[]; total: number }> {
  const { rows } = await sql<LoggedCall & { total: number }>`
    SELECT ${CALL}, o.reference, count(*) OVER () AS total
    FROM offers.webhook_call c JOIN offers.purchase_order o ON o.id = c.order_id
    WHERE c.distributor_id = ${distributorId}
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** The log is kept for a while, not for good. */
export async function deleteCallsEndedBefore(db: Db, instant: Date): Promise<void> {
  await sql`DELETE FROM offers.webhook_call WHERE ended_at < ${instant}`.execute(db);
}
