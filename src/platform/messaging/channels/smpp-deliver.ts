import type { Pdu } from 'smpp';

export interface SmppReceipt {
  readonly providerId: string;
  readonly state: 'delivered' | 'undelivered';
  readonly error?: string;
}

/** A text from a telephone; each piece of a long one comes by itself. */
export interface IncomingText {
  /** Digits, as the gateway writes them. */
  readonly from: string;
  readonly text: string;
}

/** 0x04 in esm_class: the message speaks of another message. */
const RECEIPT = 0x04;
const FINAL: Readonly<Record<string, 'delivered' | 'undelivered'>> = {
  DELIVRD: 'delivered',
  EXPIRED: 'undelivered',
  DELETED: 'undelivered',
  UNDELIV: 'undelivered',
  REJECTD: 'undelivered',
};
/** message_state of SMPP 3.4, section 5.2.28. */
const STATE_NAMES = [
  '',
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
];

/** `undefined` for a text from a person; 'on_the_way' for a receipt that does not conclude. */
export function readReceipt(pdu: Pdu): SmppReceipt | 'on_the_way' | undefined {
  if (((pdu.esm_class ?? 0) & 0x3c) !== RECEIPT) return undefined;
  const text = textOf(pdu);
  const providerId = pdu.receipted_message_id || /\bid:\s*(\S+)/i.exec(text)?.[1] || '';
  const name = pdu.message_state
    ? STATE_NAMES[pdu.message_state]
    : /\bstat:\s*(\w+)/i.exec(text)?.[1]?.toUpperCase();
  const state = FINAL[name ?? ''];
  if (!providerId || !state || !name) return 'on_the_way';
  if (state === 'delivered') return { providerId, state };
  const code = /\berr:\s*(\w+)/i.exec(text)?.[1];
  return { providerId, state, error: code ? `${name}:${code}` : name };
}

export function readIncoming(pdu: Pdu): IncomingText {
  return { from: pdu.source_addr ?? '', text: textOf(pdu) };
}

function textOf(pdu: Pdu): string {
  const content = pdu.message_payload?.message ?? pdu.short_message?.message ?? '';
  return typeof content === 'string' ? content : content.toString('latin1');
}
