import type { Outcome } from '../domain/attempt.ts';
import type { SmppSettings } from '../settings.ts';
import { type Link, type LinkEvents, openLink } from './smpp-link.ts';
import { cutText, joinHeader } from './sms-pieces.ts';
import type { Parcel, Transport } from './transport.ts';

const OK = 0x00;
const QUEUE_FULL = 0x14;
const THROTTLED = 0x58;
/** Bad destination number, or type, or plan, of the number. */
const BAD_NUMBER = [0x0b, 0x50, 0x51, 0x33, 0x34];
/** The bind, not the message: not bound, system error, invalid system id or password. */
const BROKEN = [0x04, 0x08, 0x0d, 0x0e, 0x0f, 0x64];

const TON = { international: 1, alphanumeric: 5, shortCode: 3 } as const;
const NPI_ISDN = 1;

/** An SMS gateway spoken to by SMPP 3.4. It cannot be asked again about a message whose answer was lost. */
export function smppGateway(
  settings: SmppSettings,
  events: Pick<LinkEvents, 'onReceipt' | 'onIncoming' | 'onTrouble'>,
): Transport {
  const link = openLink(settings, events);
  let reference = 0;

  async function send(parcel: Parcel): Promise<Outcome> {
    if (!(await link.isBound())) return { kind: 'gateway_down', reason: 'not bound' };
    const pieces = cutText(parcel.text + settings.stopClause);
    const total = pieces.contents.length;
    reference = (reference + 1) & 0xff;
    const providerIds: string[] = [];
    for (const [index, content] of pieces.contents.entries()) {
      const joined = joining(settings.multipart, content, reference, total, index + 1);
      const answer = await submit(link, {
        ...addresses(settings.sender, settings, parcel.recipient),
        ...joined,
        data_coding: pieces.dataCoding,
        registered_delivery: settings.receipts ? 1 : 0,
      });
      const outcome = outcomeOf(answer);
      if (outcome.kind !== 'accepted') {
        // Once one piece is with the gateway, the whole is neither sent nor unsent.
        return index === 0 || outcome.kind === 'unknown'
          ? outcome
          : { kind: 'unknown', reason: `piece ${index + 1} of ${total}: ${outcome.reason}` };
      }
      providerIds.push(...outcome.providerIds);
    }
    return { kind: 'accepted', providerIds };
  }

  return {
    name: settings.name,
    channel: 'sms',
    idempotent: false,
    perSecond: settings.perSecond,
    concurrency: settings.concurrency,
    timeoutSeconds: settings.timeoutSeconds,
    closed: closedHours(settings.closed),
    send,
    close: () => link.close(),
  };
}

export function closedHours(closed: SmppSettings['closed']): Transport['closed'] {
  if (!closed) return undefined;
  return { ...(closed.hours ?? { from: 0, until: 0 }), weekends: closed.weekends };
}

type Answer = { readonly status: number; readonly messageId: string } | 'not_sent' | 'lost';

function submit(link: Link, fields: Record<string, unknown>): Promise<Answer> {
  return link.submit(fields);
}

function outcomeOf(answer: Answer): Outcome {
  if (answer === 'not_sent') return { kind: 'gateway_down', reason: 'connection lost' };
  if (answer === 'lost') return { kind: 'unknown', reason: 'connection lost before the answer' };
  const { status, messageId } = answer;
  const reason = `SMPP 0x${status.toString(16).padStart(2, '0')}`;
  if (status === OK) return { kind: 'accepted', providerIds: messageId ? [messageId] : [] };
  if (status === THROTTLED || status === QUEUE_FULL) return { kind: 'too_fast', reason };
  if (BROKEN.includes(status)) return { kind: 'gateway_down', reason };
  return { kind: 'refused', reason, addressFault: BAD_NUMBER.includes(status) };
}

function joining(
  multipart: SmppSettings['multipart'],
  content: Buffer,
  reference: number,
  total: number,
  position: number,
): Record<string, unknown> {
  if (total === 1) return { short_message: content };
  if (multipart === 'udh') {
    const header = joinHeader(reference, total, position);
    // 0x40: the message begins with a header.
    return { esm_class: 0x40, short_message: Buffer.concat([header, content]) };
  }
  return {
    short_message: content,
    sar_msg_ref_num: reference,
    sar_total_segments: total,
    sar_segment_seqnum: position,
  };
}

function addresses(
  sender: string,
  settings: SmppSettings,
  recipient: string,
): Record<string, unknown> {
  const guessed = /^\+\d+$/.test(sender)
    ? TON.international
    : /^\d{3,6}$/.test(sender)
      ? TON.shortCode
      : TON.alphanumeric;
  return {
    source_addr: sender.replace(/^\+/, ''),
    source_addr_ton: settings.sourceTon ?? guessed,
    source_addr_npi: settings.sourceNpi ?? (guessed === TON.alphanumeric ? 0 : NPI_ISDN),
    destination_addr: recipient.replace(/^\+/, ''),
    dest_addr_ton: TON.international,
    dest_addr_npi: NPI_ISDN,
  };
}
