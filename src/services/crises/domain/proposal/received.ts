import type { CapAlert, MessageType } from '../cap/alert.ts';
import { capInstant } from '../cap/times.ts';
import {
  rulesFor,
  type SenderRules,
  senderByIdentifier,
  sentByIdentifier,
} from './sender-rules.ts';

/**
 * `valid`: the whole content is what a signer trusted by this installation signed; `unverified`: a good
 * signature by somebody else, or one that cannot be checked here; `invalid`: altered, or of something else.
 */
export type SignatureState = 'none' | 'valid' | 'invalid' | 'unverified';

/** A message with the circumstances of its arrival. */
export interface Received {
  readonly alert: CapAlert;
  readonly signature: SignatureState;
  readonly envelopeStatus: string | null;
  /** When it reached us, in milliseconds. */
  readonly at: number;
}

/** A message that may be judged: nothing required is missing. */
export interface Message {
  readonly sender: string;
  readonly identifier: string;
  readonly msgType: MessageType;
  /** Milliseconds; never later than the arrival, so that a wrong clock cannot block what follows. */
  readonly sent: number;
  /** As written, which tells a repeated message. */
  readonly sentText: string;
  readonly exercise: boolean;
  /** Identifiers of the same sender only: nobody withdraws another's alert. */
  readonly references: readonly string[];
  readonly alert: CapAlert;
  readonly rules: SenderRules;
  readonly at: number;
}

export type Admission =
  | { readonly verdict: 'admitted'; readonly message: Message }
  | { readonly verdict: 'refuse' | 'ignore'; readonly reason: string };

/** Is this a message that can lead to anything? Refused = faulty; ignored = not for us. */
export function admit(received: Received): Admission {
  if (received.signature === 'invalid') return { verdict: 'refuse', reason: 'signature_invalid' };
  const alert = complete(received.alert);
  const { identifier, sender, sent, status, msgType, scope } = alert;
  for (const [name, value] of Object.entries({
    identifier,
    sender,
    sent,
    status,
    msgType,
    scope,
  })) {
    if (value === null) return { verdict: 'refuse', reason: `${word(name)}_missing` };
  }
  for (const { code, at } of received.alert.problems) {
    if (code === 'duplicate' || code === 'not_in_the_standard') {
      return { verdict: 'refuse', reason: `${word(at)}_${code}` };
    }
  }
  const rules = rulesFor(sender as string);
  const instant = capInstant(sent, rules.timeZone);
  if (instant === null) return { verdict: 'refuse', reason: 'sent_not_a_date' };
  const statuses = [status, received.envelopeStatus ?? 'Actual'];
  const other = statuses.find((one) => one !== 'Actual' && one !== 'Exercise');
  if (other) return { verdict: 'ignore', reason: `status_${other.toLowerCase()}` };
  if (scope !== 'Public') return { verdict: 'ignore', reason: `scope_${scope?.toLowerCase()}` };
  if (msgType === 'Ack' || msgType === 'Error') {
    return { verdict: 'ignore', reason: `message_${msgType.toLowerCase()}` };
  }
  return {
    verdict: 'admitted',
    message: {
      sender: sender as string,
      identifier: identifier as string,
      msgType: msgType as MessageType,
      sent: Math.min(instant, received.at),
      sentText: sent as string,
      exercise: statuses.includes('Exercise'),
      references: alert.references.filter((r) => r.sender === sender).map((r) => r.identifier),
      alert,
      rules,
      at: received.at,
    },
  };
}

/** What a message takes the place of, should it arrive later; an update that says nothing takes none. */
export function withdrawalsBy({
  identifier,
  msgType,
  references,
  alert,
}: Message): { readonly identifier: string; readonly kind: 'cancel' | 'update' }[] {
  if (msgType === 'Alert' || (msgType === 'Update' && alert.infos.length === 0)) return [];
  const kind = msgType === 'Cancel' ? 'cancel' : 'update';
  return references
    .filter((reference) => reference !== identifier)
    .map((reference) => ({ identifier: reference, kind }));
}

/** When the message was sent, in milliseconds, as far as it or its identifier says. */
export function sentInstant(alert: CapAlert): number | null {
  const { sender, sent } = complete(alert);
  return capInstant(sent, rulesFor(sender ?? '').timeZone);
}

/** Feeds leave out what their own nature says: they carry public alerts. */
function complete(alert: CapAlert): CapAlert {
  if (alert.version !== 'meteoalarm' && alert.version !== 'summary') return alert;
  const identifier = alert.identifier ?? '';
  return {
    ...alert,
    sender: alert.sender ?? senderByIdentifier(identifier) ?? alert.version,
    sent: alert.sent ?? sentByIdentifier(identifier) ?? startOf(alert),
    status: alert.status ?? (alert.version === 'meteoalarm' ? 'Actual' : null),
    msgType: alert.msgType ?? 'Alert',
    scope: alert.scope ?? 'Public',
  };
}

function startOf(alert: CapAlert): string | null {
  return alert.infos[0]?.effective ?? alert.infos[0]?.onset ?? null;
}

function word(name: string): string {
  return name === 'msgType' ? 'msg_type' : name;
}
