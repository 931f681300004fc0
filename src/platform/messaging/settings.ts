import { z } from 'zod';
import { type Config, ConfigError } from '../config.ts';
import { parseQuietHours, type QuietHours } from './domain/quiet-hours.ts';

const quietHours = z.string().transform((text, check) => {
  const hours = parseQuietHours(text);
  if (!hours) check.addIssue({ code: 'custom', message: 'expected hours such as 22:00-08:00' });
  return hours ?? { from: 0, until: 0 };
});

const anyGateway = {
  name: z.string().regex(/^[a-z0-9-]{1,30}$/, 'letters, digits and hyphens'),
  /** What the telephone shows. Alphanumeric: nobody can answer, and some operators add a STOP clause. */
  sender: z.string().max(21).default(''),
  /** Segments a second, what the contract allows. */
  perSecond: z.number().positive().max(1000).default(10),
  /** Messages under way at once. */
  concurrency: z.number().int().positive().max(500).default(20),
  timeoutSeconds: z.number().positive().max(120).default(15),
  /** Hours in which the gateway holds messages back (the trap of senders with a STOP clause). */
  closed: z
    .object({ hours: quietHours.optional(), weekends: z.boolean().default(false) })
    .optional(),
  /** Appended to the text when the gateway does not add it and the law wants it: " STOP 36179". */
  stopClause: z.string().max(40).default(''),
  /** Euros, as on the invoice: for estimates only. */
  pricePerSegment: z.number().nonnegative().optional(),
  receipts: z.boolean().default(true),
};

const smpp = z.strictObject({
  ...anyGateway,
  kind: z.literal('smpp'),
  host: z.string(),
  port: z.number().int().default(2775),
  tls: z.boolean().default(false),
  systemId: z.string(),
  password: z.string(),
  systemType: z.string().default(''),
  sourceTon: z.number().int().optional(),
  sourceNpi: z.number().int().optional(),
  /** How a long text is cut: a header in each piece, or fields beside it. */
  multipart: z.enum(['udh', 'sar']).default('udh'),
  enquireLinkSeconds: z.number().positive().default(30),
});

const path = (otherwise: string) => z.string().min(1).default(otherwise);

/**
 * How the gateway tells us what became of a text, and what people answer. Every name is a path in the
 * JSON it posts, such as 'data.message.id', or the name of a form field.
 */
const callbacks = z.strictObject({
  /** Signs what the gateway sends us, as `signature` does what we send. */
  secret: z.string().min(16),
  header: z.string().default('x-signature'),
  timestampHeader: z.string().default('x-timestamp'),
  receipt: z
    .strictObject({
      /** Where the list is, when one request brings several. '' for the body itself. */
      list: z.string().default(''),
      id: path('id'),
      status: path('status'),
      /** The cause, when there is one. */
      error: path('error'),
      delivered: z.array(z.string()).min(1).default(['delivered']),
      undelivered: z
        .array(z.string())
        .min(1)
        .default(['failed', 'rejected', 'expired', 'undelivered']),
    })
    .prefault({}),
  reply: z
    .strictObject({
      list: z.string().default(''),
      id: path('id'),
      from: path('from'),
      text: path('text'),
    })
    .prefault({}),
});

/** In texts: {{to}} {{text}} {{from}} {{id}} {{lang}}; {{id}} is the same on every try. */
const http = z.strictObject({
  ...anyGateway,
  kind: z.literal('http'),
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  url: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  /** 'json' and 'form' escape what they put in; 'none' sends no body (all in the URL). */
  bodyFormat: z.enum(['json', 'form', 'none']).default('json'),
  body: z.string().default('{"to":"{{to}}","from":"{{from}}","text":"{{text}}","id":"{{id}}"}'),
  /** HMAC-SHA256 of `timestamp.body`, in hexadecimal. */
  signature: z
    .object({
      secret: z.string().min(16),
      header: z.string().default('x-signature'),
      timestampHeader: z.string().default('x-timestamp'),
    })
    .optional(),
  /**
   * Where the gateway's own identifier is in its JSON answer: 'data.0.id'. '' when its receipts give
   * back our {{id}} instead.
   */
  idPath: z.string().default('id'),
  /** Repeating a request with the same {{id}} does not send twice. Say so only if it is true. */
  idempotent: z.boolean().default(false),
  /** HTTP statuses that mean "this number will never work"; other 4xx stop the gateway. */
  refusedStatuses: z.array(z.number().int()).default([400, 404, 410, 422]),
  callbacks: callbacks.optional(),
});

const gateways = z
  .array(z.discriminatedUnion('kind', [smpp, http]))
  .refine(
    (list) => new Set(list.map(({ name }) => name)).size === list.length,
    'two have one name',
  );

export type SmppSettings = z.output<typeof smpp>;
export type CallbackSettings = z.output<typeof callbacks>;
export type HttpSettings = z.output<typeof http>;
export type SmsGatewaySettings = SmppSettings | HttpSettings;

export interface MailSettings {
  readonly url: string;
  readonly from: string;
  readonly replyTo: string | undefined;
  readonly perSecond: number;
  readonly connections: number;
  readonly dkim:
    | { readonly domainName: string; readonly keySelector: string; readonly privateKey: string }
    | undefined;
}

export interface MessagingSettings {
  readonly mail: MailSettings | undefined;
  /** In order of preference. */
  readonly sms: readonly SmsGatewaySettings[];
  readonly quietHours: QuietHours | null;
  /** Who push services may write to: a mailto: or https: address. */
  readonly pushContact: string;
  /** The private half of the keys by which push services know us; kept in the database when absent. */
  readonly pushPrivateKey: string | undefined;
  /** For tests: push services on this machine. */
  readonly localPush: boolean;
}

/** Throws ConfigError with the name of the setting that cannot be used. */
export function readSettings(config: Config): MessagingSettings {
  return {
    mail: readMail(config),
    sms: readGateways(config.secret('SMS_GATEWAYS')),
    quietHours: readQuietHours(config.setting('QUIET_HOURS') ?? '21:00-08:00'),
    // Push services take nothing else than https: and mailto:, also from a Renfort tried out on http.
    pushContact: config.setting('PUSH_CONTACT') ?? config.publicUrl.replace(/^http:/, 'https:'),
    pushPrivateKey: readPushKey(config.secret('PUSH_PRIVATE_KEY')),
    localPush: config.setting('PUSH_LOCAL_SERVICES') === 'allowed',
  };
}

function readPushKey(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (Buffer.from(text, 'base64url').length === 32) return text;
  throw new ConfigError('PUSH_PRIVATE_KEY: expected 32 bytes in base64url');
}

function readMail(config: Config): MailSettings | undefined {
  const url = config.secret('SMTP_URL');
  if (!url) return undefined;
  if (!/^smtps?:\/\//.test(url)) throw new ConfigError('SMTP_URL: expected smtp://host:port');
  const from = config.setting('MAIL_FROM');
  if (!from)
    throw new ConfigError(
      'MAIL_FROM: needed with SMTP_URL, such as "Renfort <no-reply@example.org>"',
    );
  const dkimDomain = config.setting('DKIM_DOMAIN');
  const dkimKey = config.secret('DKIM_KEY');
  if (dkimDomain && !dkimKey) throw new ConfigError('DKIM_KEY: needed with DKIM_DOMAIN');
  return {
    url,
    from,
    replyTo: config.setting('MAIL_REPLY_TO'),
    perSecond: positive(config, 'MAIL_PER_SECOND', 50),
    connections: positive(config, 'MAIL_CONNECTIONS', 5),
    dkim:
      dkimDomain && dkimKey
        ? {
            domainName: dkimDomain,
            keySelector: config.setting('DKIM_SELECTOR') ?? 'renfort',
            privateKey: dkimKey,
          }
        : undefined,
  };
}

function positive(config: Config, name: string, otherwise: number): number {
  const text = config.setting(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new ConfigError(`${name}: expected a number above zero`);
  return value;
}

function readQuietHours(text: string): QuietHours | null {
  if (text === 'none') return null;
  const hours = parseQuietHours(text);
  if (!hours) throw new ConfigError('QUIET_HOURS: expected hours such as 21:00-08:00, or none');
  return hours;
}

function readGateways(text: string | undefined): readonly SmsGatewaySettings[] {
  if (!text) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigError('SMS_GATEWAYS: this is not JSON');
  }
  const parsed = gateways.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new ConfigError(`SMS_GATEWAYS:\n${lines.join('\n')}`);
}
