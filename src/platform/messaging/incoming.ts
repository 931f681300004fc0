import { type Context, transaction } from '../context.ts';
import type { Lang } from '../i18n/index.ts';
import { notify } from './notify.ts';
import { normaliseSender } from './phone.ts';
import {
  insertIncoming,
  lockIncoming,
  markHandled,
  type StoredSms,
  selectUnhandled,
} from './queries/incoming.ts';

export interface IncomingSms {
  /** E.164 */
  readonly from: string;
  readonly text: string;
  readonly receivedAt: Date;
}

export interface SmsAnswer {
  readonly text: string;
  readonly lang: Lang;
  /** What it answers was part of an exercise, so it does not leave either. */
  readonly exercise?: boolean;
}

/**
 * Understands a text, acts, and gives the answer to send back: `null` for none, `undefined` when the
 * text is not for this handler. It runs in the transaction that marks the text as handled.
 */
export type SmsHandler = (tx: Context, sms: IncomingSms) => Promise<SmsAnswer | null | undefined>;

const handlers = new Map<string, SmsHandler>();

/** Handlers are asked in the order of registration; the first that understands answers (STOP before all). */
export function onIncomingSms(name: string, handler: SmsHandler): void {
  handlers.set(name, handler);
}

export interface RawSms {
  readonly gateway: string;
  /** The gateway's: the same text brought twice is handled once. */
  readonly providerId: string;
  readonly from: string;
  readonly text: string;
}

/**
 * Stores a text, then handles it. Once stored it is never lost: if handling fails, it is tried again
 * every minute. Resolves when it is stored; handling errors are logged.
 */
export async function receiveSms(ctx: Context, raw: RawSms): Promise<void> {
  const sender = normaliseSender(raw.from) ?? raw.from;
  const isNew = await insertIncoming(ctx.db, {
    gateway: raw.gateway,
    providerId: raw.providerId,
    sender,
    text: raw.text.slice(0, 2_000),
    receivedAt: ctx.clock.now(),
  });
  if (!isNew) return;
  try {
    await handle(ctx, raw);
  } catch (error) {
    ctx.log.error({ err: error, gateway: raw.gateway }, 'an incoming text is not handled yet');
  }
}

/** Handles the texts whose handling failed. */
export async function handleForgotten(ctx: Context): Promise<void> {
  for (const key of await selectUnhandled(ctx.db, 200)) {
    try {
      await handle(ctx, key);
    } catch (error) {
      ctx.log.error({ err: error, gateway: key.gateway }, 'an incoming text is not handled yet');
    }
  }
}

async function handle(ctx: Context, key: Pick<RawSms, 'gateway' | 'providerId'>): Promise<void> {
  await transaction(ctx, async (tx) => {
    const sms = await lockIncoming(tx.db, key.gateway, key.providerId);
    if (!sms?.sender) return;
    const understood = await ask(tx, { ...sms, sender: sms.sender });
    await markHandled(tx.db, key.gateway, key.providerId, understood?.name ?? null, tx.clock.now());
    if (!understood?.answer) return;
    await notify(tx, {
      channel: 'sms',
      recipient: sms.sender,
      // An answer to what the person just sent: neither muted nor delayed.
      purpose: 'account',
      ignoreQuietHours: true,
      priority: 5,
      key: `answer:${key.gateway}:${key.providerId}`,
      lang: understood.answer.lang,
      text: understood.answer.text,
      exercise: understood.answer.exercise ?? false,
    });
  });
}

async function ask(
  tx: Context,
  sms: StoredSms & { sender: string },
): Promise<{ name: string; answer: SmsAnswer | null } | undefined> {
  for (const [name, handler] of handlers) {
    const answer = await handler(tx, {
      from: sms.sender,
      text: sms.text,
      receivedAt: sms.receivedAt,
    });
    if (answer !== undefined) return { name, answer };
  }
  return undefined;
}
