import { createHash } from 'node:crypto';
import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import type { CapAlert } from '../domain/cap/alert.ts';
import { type Decision, judge, type Known } from '../domain/proposal/judge.ts';
import { admit, type Received, withdrawalsBy } from '../domain/proposal/received.ts';
import { rulesFor } from '../domain/proposal/sender-rules.ts';
import type { CapReadError } from './cap-xml.ts';
import { ProposalDesk } from './desk.ts';
import { tellOfficers } from './notifications.ts';
import { mayDeliverAlerts } from './policy.ts';
import {
  type AlertEntry,
  type AlertMessage,
  type AlertSource,
  entriesOf,
  insertEntries,
  insertMessage,
  insertWithdrawals,
  lockIntake,
  messageBySha256,
  receivedBefore,
  withdrawalsOf,
} from './queries/intake.ts';
import { insertHistory, openProposalsOf, saveProposals } from './queries/proposals.ts';
import { type ReadCap, readCap } from './read-cap.ts';
import { alertSettings } from './settings.ts';
import { departmentsOfShapes } from './shapes.ts';
import { alertSigners } from './signers.ts';

/** What became of the bytes. `repeated`: they had been received before, nothing was done again. */
export interface Receipt {
  readonly message: AlertMessage;
  readonly entries: readonly AlertEntry[];
  readonly repeated: boolean;
}

/** An episode over for less than this may still be prolonged by its sender's next message. */
const PROLONGABLE_MS = 24 * 3_600_000;

/**
 * Takes in the bytes of an alert or a feed: keeps them, judges each alert, makes or changes proposals
 * and tells the officers concerned, in one transaction. The same bytes twice, even at the same time,
 * do it once. What cannot be read is kept too, and said in the receipt.
 */
export async function receiveAlert(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  source: AlertSource,
): Promise<Result<Receipt, 'not_allowed'>> {
  if (!mayDeliverAlerts(actor)) return refuse('not_allowed');
  const sha256 = createHash('sha256').update(bytes).digest();
  const read = readCap(bytes, alertSigners(ctx.config, ctx.clock.now()));
  return transaction(ctx, async (tx) => {
    await lockIntake(tx.db);
    const before = await messageBySha256(tx.db, sha256);
    if (before) {
      return ok({ message: before, entries: await entriesOf(tx.db, before.id), repeated: true });
    }
    const message = newMessage(tx, actor, source, read);
    await insertMessage(tx.db, message, { bytes: Buffer.from(bytes), sha256 });
    const entries = read.ok ? await judgeAll(tx, message, read.value) : [];
    await recordAudit(tx, actor, {
      action: read.ok ? 'alert.received' : 'alert.refused',
      subject: { kind: 'alert_message', id: message.id },
      detail: read.ok
        ? { source, entries: entries.length, signature: message.signature }
        : { source, error: read.error },
    });
    return ok({ message, entries, repeated: false });
  });
}

function newMessage(
  ctx: Context,
  actor: Actor,
  source: AlertSource,
  read: Result<ReadCap, CapReadError>,
): AlertMessage {
  const feed = read.ok && (read.value.wrapper !== 'none' || read.value.alerts.length !== 1);
  return {
    id: ctx.ids.next<'alert_message'>(),
    source,
    receivedAt: ctx.clock.now(),
    receivedBy: actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null,
    outcome: read.ok ? (feed ? 'feed' : 'alert') : 'refused',
    error: read.ok ? null : read.error,
    errorDetail: read.ok ? {} : (read.detail ?? {}),
    signature: read.ok ? read.value.signature : 'none',
    signer: read.ok ? read.value.signer : null,
  };
}

async function judgeAll(tx: Context, message: AlertMessage, read: ReadCap): Promise<AlertEntry[]> {
  const at = message.receivedAt.getTime();
  const settings = alertSettings(tx.config);
  const policy = { minimumLevel: settings.minimumLevel, shapes: departmentsOfShapes };
  const arrivals = read.alerts.map((alert): Received => {
    return { alert, signature: read.signature, envelopeStatus: read.envelopeStatus, at };
  });
  const memory = await loadMemory(tx, arrivals);
  const entries: AlertEntry[] = [];
  for (const [position, received] of arrivals.entries()) {
    const judgement = judge(received, memory.known(received), policy);
    const entry = newEntry(tx, message, position, received, judgement.decisions);
    entries.push(entry);
    memory.desk.apply(tx, judgement, { entryId: entry.id, received, senderName: nameOf(received) });
    memory.remember(received, entry.id);
  }
  const { proposals, history } = memory.desk.result();
  await insertEntries(tx.db, entries);
  await insertWithdrawals(tx.db, memory.withdrawals);
  await saveProposals(tx.db, proposals);
  await insertHistory(tx.db, history);
  await tellOfficers(tx, message.id, memory.desk.news(settings.notifyLevel));
  return entries;
}

function newEntry(
  ctx: Context,
  message: AlertMessage,
  position: number,
  received: Received,
  decisions: readonly Decision[],
): AlertEntry {
  const { alert } = received;
  const info = french(alert);
  return {
    id: ctx.ids.next<'alert_entry'>(),
    messageId: message.id,
    position,
    sender: cut(alert.sender),
    identifier: cut(alert.identifier),
    sent: cut(alert.sent),
    msgType: cut(alert.msgType),
    status: cut(alert.status),
    event: cut(info?.event ?? null),
    headline: cut(info?.headline ?? null),
    admitted: admit(received).verdict === 'admitted',
    decisions,
  };
}

/** Index entries have a size limit; so has a reader's patience. PostgreSQL text holds no NUL. */
function cut(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').slice(0, 500);
}

export function french(alert: CapAlert) {
  return (
    alert.infos.find((info) => info.language?.toLowerCase().startsWith('fr')) ?? alert.infos[0]
  );
}

function nameOf({ alert }: Received): string {
  const sender = alert.sender ?? '';
  return rulesFor(sender).name || french(alert)?.senderName || sender;
}

interface Memory {
  readonly desk: ProposalDesk;
  readonly withdrawals: {
    sender: string;
    identifier: string;
    kind: 'cancel' | 'update';
    entryId: string;
  }[];
  known(received: Received): Known;
  remember(received: Received, entryId: string): void;
}

/** What the database knows of these senders and identifiers, kept up to date alert after alert. */
async function loadMemory(tx: Context, arrivals: readonly Received[]): Promise<Memory> {
  const messages = arrivals.flatMap((received) => {
    const admission = admit(received);
    return admission.verdict === 'admitted' ? [admission.message] : [];
  });
  const senders = [...new Set(messages.map((message) => message.sender))];
  const identifiers = [...new Set(messages.map((message) => message.identifier))];
  const since = new Date(tx.clock.now().getTime() - PROLONGABLE_MS);
  const desk = new ProposalDesk(await openProposalsOf(tx.db, senders, since));
  const key = (...parts: readonly string[]) => JSON.stringify(parts);
  const seen = new Set<string>();
  for (const one of await receivedBefore(tx.db, identifiers)) {
    seen.add(key(one.sender, one.identifier, one.sent));
  }
  const withdrawn = new Map<string, 'cancel' | 'update'>();
  for (const one of await withdrawalsOf(tx.db, identifiers)) {
    withdrawn.set(key(one.sender, one.identifier), one.kind);
  }
  const withdrawals: Memory['withdrawals'] = [];
  return {
    desk,
    withdrawals,
    known(received) {
      const admission = admit(received);
      if (admission.verdict !== 'admitted') {
        return { duplicate: false, withdrawnBy: null, episodes: [] };
      }
      const { sender, identifier } = admission.message;
      const { alert } = received;
      return {
        duplicate: seen.has(key(alert.sender ?? '', alert.identifier ?? '', alert.sent ?? '')),
        withdrawnBy: withdrawn.get(key(sender, identifier)) ?? null,
        episodes: desk.episodes(),
      };
    },
    remember(received, entryId) {
      const admission = admit(received);
      if (admission.verdict !== 'admitted') return;
      const { sender } = admission.message;
      const { alert } = received;
      seen.add(key(alert.sender ?? '', alert.identifier ?? '', alert.sent ?? ''));
      for (const { identifier, kind } of withdrawalsBy(admission.message)) {
        const known = key(sender, identifier);
        if (withdrawn.get(known) !== 'cancel') withdrawn.set(known, kind);
        withdrawals.push({ sender, identifier, kind, entryId });
      }
    },
  };
}
