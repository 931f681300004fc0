import smpp, { type Pdu, type Session } from 'smpp';
import type { SmppSettings } from '../settings.ts';
import { type IncomingText, readIncoming, readReceipt, type SmppReceipt } from './smpp-deliver.ts';

export interface LinkEvents {
  /** Answered to the gateway only when this is done, so that nothing is lost if it fails. */
  onReceipt(receipt: SmppReceipt): Promise<void>;
  onIncoming(text: IncomingText): Promise<void>;
  onTrouble(reason: string): void;
}

export type SubmitAnswer =
  | { readonly status: number; readonly messageId: string }
  /** Never left this machine. */
  | 'not_sent'
  /** Left, and no answer came before the connection ended. */
  | 'lost';

export interface Link {
  /** Waits for a connection that is being made, not for one that failed and will be tried later. */
  isBound(): Promise<boolean>;
  submit(fields: Record<string, unknown>): Promise<SubmitAnswer>;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 1_000;
const BIND_PATIENCE_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;
const TEMPORARY_APP_ERROR = 0x64;

/** A bound connection that comes back by itself. */
export function openLink(settings: SmppSettings, events: LinkEvents): Link {
  let session: Session | undefined;
  let bound = false;
  let opening = Promise.withResolvers<boolean>();
  let closed = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  const pending = new Set<(answer: SubmitAnswer) => void>();

  function connect(): void {
    opening = Promise.withResolvers();
    const { resolve: opened } = opening;
    // Well before the time-out of the message that waits, which would leave it in doubt.
    const patience = Math.min(BIND_PATIENCE_MS, settings.timeoutSeconds * 500);
    setTimeout(() => opened(false), patience).unref();
    const next = smpp.connect({ host: settings.host, port: settings.port, tls: settings.tls });
    session = next;
    const lost = (reason: string) => {
      if (session !== next) return;
      session = undefined;
      bound = false;
      opened(false);
      clearInterval(heartbeat);
      next.destroy();
      for (const resolve of pending) resolve('lost');
      pending.clear();
      if (closed) return;
      events.onTrouble(reason);
      retry = setTimeout(connect, Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS));
    };
    next.on(settings.tls ? 'secureConnect' : 'connect', () => bind(next, lost, opened));
    next.on('error', (error: Error) => lost(error.message));
    next.on('close', () => lost('connection closed'));
    next.on('unbind', (pdu: Pdu) => {
      next.send(pdu.response());
      lost('unbound by the gateway');
    });
    next.on('enquire_link', (pdu: Pdu) => next.send(pdu.response()));
    next.on('deliver_sm', (pdu: Pdu) => void receive(next, pdu));
  }

  function bind(
    next: Session,
    lost: (reason: string) => void,
    opened: (bound: boolean) => void,
  ): void {
    const credentials = {
      system_id: settings.systemId,
      password: settings.password,
      system_type: settings.systemType,
      interface_version: 0x34,
    };
    next.bind_transceiver(credentials, (pdu) => {
      if (pdu.command_status !== 0) {
        lost(`bind refused, SMPP 0x${pdu.command_status.toString(16)}`);
        return;
      }
      bound = true;
      opened(true);
      failures = 0;
      heartbeat = setInterval(() => beat(next, lost), settings.enquireLinkSeconds * 1_000);
    });
  }

  function beat(next: Session, lost: (reason: string) => void): void {
    const silent = setTimeout(
      () => lost('no answer to enquire_link'),
      settings.timeoutSeconds * 1_000,
    );
    next.enquire_link({}, () => clearTimeout(silent));
  }

  async function receive(next: Session, pdu: Pdu): Promise<void> {
    try {
      const receipt = readReceipt(pdu);
      if (!receipt) await events.onIncoming(readIncoming(pdu));
      else if (receipt !== 'on_the_way') await events.onReceipt(receipt);
      next.send(pdu.response());
    } catch (error) {
      // The gateway keeps it and brings it again.
      events.onTrouble(`deliver_sm not stored: ${String(error)}`);
      next.send(pdu.response({ command_status: TEMPORARY_APP_ERROR }));
    }
  }

  connect();
  return {
    isBound: async () => bound || (session !== undefined && opening.promise),
    submit: (fields) =>
      new Promise((resolve) => {
        if (!bound || !session) return resolve('not_sent');
        pending.add(resolve);
        const sent = session.submit_sm(fields, (pdu) => {
          pending.delete(resolve);
          resolve({ status: pdu.command_status, messageId: pdu.message_id ?? '' });
        });
        if (!sent) {
          pending.delete(resolve);
          resolve('not_sent');
        }
      }),
    close: () =>
      new Promise((resolve) => {
        closed = true;
        clearTimeout(retry);
        clearInterval(heartbeat);
        const last = session;
        if (!last) return resolve();
        const give = setTimeout(() => last.destroy(), 500);
        last.on('close', () => {
          clearTimeout(give);
          resolve();
        });
        if (bound) last.unbind({}, () => last.destroy());
        else last.destroy();
      }),
  };
}
