import nodemailer from 'nodemailer';
import type { Outcome } from '../domain/attempt.ts';
import { texts } from '../messages/index.ts';
import type { MailSettings } from '../settings.ts';
import type { Parcel, Transport } from './transport.ts';

const TIMEOUT_S = 30;

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  /** Of a system error: 'connect' when no connection was made. */
  readonly syscall?: string;
  readonly timeoutType?: string;
  readonly message: string;
}

/** E-mail by SMTP. The Message-ID is made of the message's id: the same on every try. */
export function smtpTransport(settings: MailSettings, publicUrl: string): Transport {
  const host = new URL(publicUrl).hostname;
  const mailer = nodemailer.createTransport({
    url: settings.url,
    pool: true,
    maxConnections: settings.connections,
    maxMessages: 500,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: (TIMEOUT_S - 5) * 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(settings.dkim ? { dkim: settings.dkim } : {}),
  } as Parameters<typeof nodemailer.createTransport>[0]);
  return {
    name: 'smtp',
    channel: 'email',
    idempotent: true,
    perSecond: settings.perSecond,
    concurrency: settings.connections * 4,
    timeoutSeconds: TIMEOUT_S,
    closed: undefined,
    async send(parcel) {
      try {
        await mailer.sendMail({
          from: settings.from,
          to: parcel.recipient,
          ...(settings.replyTo ? { replyTo: settings.replyTo } : {}),
          subject: parcel.subject ?? '',
          messageId: `<${parcel.id}@${host}>`,
          date: parcel.createdAt,
          ...bodies(parcel),
          headers: headersOf(parcel),
        });
        return { kind: 'accepted', providerIds: [] };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    async close() {
      mailer.close();
    },
  };
}

function headersOf(parcel: Parcel): Record<string, string> {
  const common = { 'Content-Language': parcel.lang, 'Auto-Submitted': 'auto-generated' };
  if (!parcel.unsubscribeUrl) return common;
  return {
    ...common,
    'List-Unsubscribe': `<${parcel.unsubscribeUrl}>`,
    // RFC 8058: the mail program posts to that address by itself, without asking the person again.
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function bodies(parcel: Parcel): { text: string; html?: string } {
  const footer = parcel.unsubscribeUrl ? texts(parcel.lang).unsubscribe[parcel.purpose] : undefined;
  const text = footer
    ? `${parcel.text}\n\n-- \n${footer}\n${parcel.unsubscribeUrl}\n`
    : parcel.text;
  if (!parcel.html) return { text };
  const link = footer && `<p><a href="${parcel.unsubscribeUrl}">${footer}</a></p>`;
  const end = parcel.html.lastIndexOf('</body>');
  const html = !link
    ? parcel.html
    : end < 0
      ? parcel.html + link
      : parcel.html.slice(0, end) + link + parcel.html.slice(end);
  return { text, html };
}

/** Replies by which a server says that the address itself is wrong (RFC 3463: x.1.x). */
const BAD_ADDRESS = /\b5\.1\.\d|user unknown|no such user|does not exist|unknown recipient/i;
const NOT_CONNECTED = ['ECONNECTION', 'EDNS', 'EAUTH', 'ETLS', 'EPROXY'];

/** Did it fail before a message could be handed over? */
function isBeforeMessage({ code, syscall, timeoutType, message }: SmtpError): boolean {
  // Perhaps between the message and its answer.
  if (message.startsWith('Connection closed unexpectedly')) return false;
  if (message.startsWith('Invalid greeting')) return true;
  if (timeoutType) return timeoutType !== 'SOCKET_TIMEOUT';
  return syscall === 'connect' || (code !== undefined && NOT_CONNECTED.includes(code));
}

export function outcomeOf(error: SmtpError): Outcome {
  const status = error.responseCode ?? 0;
  const reason = error.message.replaceAll(/\S+@\S+/g, '<address>').slice(0, 200);
  if (error.code === 'EENVELOPE' && status === 0) {
    return { kind: 'refused', reason, addressFault: true };
  }
  if (isBeforeMessage(error)) return { kind: 'gateway_down', reason };
  // 421: the server is closing, whatever the message.
  if (status === 421) return { kind: 'gateway_down', reason };
  if (status >= 500) {
    const addressFault = BAD_ADDRESS.test(error.message) || [550, 551, 553].includes(status);
    return { kind: 'refused', reason, addressFault };
  }
  if (status >= 400) return { kind: 'later', reason };
  return { kind: 'unknown', reason };
}
