// Messages a second from the outbox to servers in another process, by SMTP, SMPP and HTTP.
//   (a) the same transport called one message after the other, without an outbox: what a script does,
//       which a crash leaves without any trace of who was written to
//   (b) the same, as many at once as Renfort has under way: the floor of the transport itself
//   (c) Renfort: claimed, sent and written down, on an embedded PostgreSQL with fsync on
// MESSAGES=20000 npm run bench -- dispatch
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { MIGRATIONS } from '#app';
import { readConfig } from '#platform/config.ts';
import { createContext } from '#platform/context.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect } from '#platform/db/index.ts';
import { migrate } from '#platform/db/migrate.ts';
import { httpGateway } from '#platform/messaging/channels/http-gateway.ts';
import { smppGateway } from '#platform/messaging/channels/smpp-gateway.ts';
import { smtpTransport } from '#platform/messaging/channels/smtp.ts';
import type { Parcel, Transport } from '#platform/messaging/channels/transport.ts';
import { notify, type OutgoingMessage, startDispatcher } from '#platform/messaging/index.ts';
import { readSettings } from '#platform/messaging/settings.ts';
import { printTable } from './parts/table.ts';

const MESSAGES = Number(process.env.MESSAGES ?? 4_000);
/** One after the other is slow: a part of them says as much. */
const ONE_BY_ONE = Math.min(MESSAGES, 1_000);
const AT_ONCE = 40;

const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));
const sinks = spawn(
  process.execPath,
  [...process.execArgv, join(import.meta.dirname, 'parts/message-sinks.ts')],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
const lines = createInterface({ input: sinks.stdout })[Symbol.asyncIterator]();
async function line(): Promise<string> {
  const next = await lines.next();
  if (next.done) throw new Error('the servers ended');
  return next.value;
}

const ports = JSON.parse(await line());
const embedded = await startEmbedded(folder);
const database = connect(embedded.url);
await migrate(database.pool, MIGRATIONS);
const gateway = { perSecond: 1_000, concurrency: AT_ONCE };
const ctx = createContext({
  config: readConfig({
    RENFORT_LOG: 'silent',
    SMTP_URL: ports.smtpUrl,
    MAIL_FROM: 'no-reply@bench.example',
    MAIL_CONNECTIONS: String(AT_ONCE / 4),
    QUIET_HOURS: 'none',
    SMS_GATEWAYS: JSON.stringify([
      {
        ...gateway,
        name: 'smpp',
        kind: 'smpp',
        host: '127.0.0.1',
        port: ports.smppPort,
        systemId: 'r',
        password: 'x',
      },
      { ...gateway, name: 'http', kind: 'http', url: ports.httpUrl },
    ]),
  }),
  db: database.db,
  log: pino({ level: 'silent' }),
});

const settings = readSettings(ctx.config);

/** Without the pace of a contract, which is what limits a real installation. */
function unpaced(transport: Transport): Transport {
  return { ...transport, perSecond: 1_000_000 };
}

function transportOf(kind: string): Transport {
  if (kind === 'smtp') return unpaced(smtpTransport(settings.mail!, ctx.config.publicUrl));
  const sms = settings.sms.find((one) => one.kind === kind)!;
  return sms.kind === 'smpp'
    ? unpaced(
        smppGateway(sms, {
          onReceipt: async () => {},
          onIncoming: async () => {},
          onTrouble: () => {},
        }),
      )
    : unpaced(httpGateway(sms, ctx.clock));
}

function messagesFor(kind: string, count: number): OutgoingMessage[] {
  return Array.from({ length: count }, (_, n) => ({
    channel: kind === 'smtp' ? 'email' : 'sms',
    recipient: kind === 'smtp' ? `p${n}@bench.example` : `+336399${String(n).padStart(5, '0')}`,
    purpose: 'crisis',
    key: kind,
    lang: 'fr',
    subject: 'Appel',
    text: 'Renfort: crue du Gardon, besoin de bras à Alès ce soir. A1 oui, A2 non',
  }));
}

async function taken(kind: string): Promise<number> {
  sinks.stdin.write('\n');
  return JSON.parse(await line())[kind];
}

/** Messages a second for `send`, checked with the server's own count. */
async function measure(kind: string, count: number, send: () => Promise<void>): Promise<number> {
  const before = await taken(kind);
  const began = performance.now();
  await send();
  const seconds = (performance.now() - began) / 1000;
  const arrived = (await taken(kind)) - before;
  if (arrived !== count) throw new Error(`${kind}: ${arrived} of ${count} arrived`);
  return count / seconds;
}

async function direct(kind: string, count: number, atOnce: number): Promise<number> {
  const transport = transportOf(kind);
  const waiting = messagesFor(kind, count).map(
    (message): Parcel => ({
      id: ctx.ids.next<'message'>(),
      html: null,
      createdAt: ctx.clock.now(),
      cost: 1,
      unsubscribeUrl: undefined,
      ...message,
      subject: message.subject ?? null,
    }),
  );
  const rate = await measure(kind, count, async () => {
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          const outcome = await transport.send(next);
          if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
        }
      }),
    );
  });
  await transport.close();
  return rate;
}

async function renfort(kind: string): Promise<number> {
  await notify(ctx, messagesFor(kind, MESSAGES));
  const transport = transportOf(kind);
  const rate = await measure(kind, MESSAGES, async () => {
    const dispatcher = await startDispatcher(ctx, { transports: [transport] });
    for (;;) {
      // By the indexes of these two states: counting would read the table while it is measured.
      const { rows } = await database.pool.query<{ left: boolean }>(
        `SELECT EXISTS (SELECT FROM messaging.outbox WHERE state = 'waiting' ORDER BY priority LIMIT 1)
          OR EXISTS (SELECT FROM messaging.outbox WHERE state = 'sending' ORDER BY claimed_at LIMIT 1) AS left`,
      );
      if (!rows[0]!.left) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await dispatcher.stop();
  });
  const { rowCount } = await database.pool.query(
    "SELECT 1 FROM messaging.outbox WHERE state <> 'sent' LIMIT 1",
  );
  if (rowCount !== 0) throw new Error(`${kind}: not every message is marked as sent`);
  return rate;
}

try {
  const rows: (string | number)[][] = [];
  for (const kind of ['smtp', 'smpp', 'http']) {
    const one = await direct(kind, ONE_BY_ONE, 1);
    const many = await direct(kind, MESSAGES, AT_ONCE);
    const ours = await renfort(kind);
    rows.push([
      kind.toUpperCase(),
      Math.round(one),
      Math.round(many),
      Math.round(ours),
      Number((ours / one).toFixed(2)),
      Number((ours / many).toFixed(2)),
    ]);
  }
  process.stdout.write(`messages per second, over ${MESSAGES}, ${AT_ONCE} at once\n`);
  printTable(
    ['', '(a) one by one', '(b) at once, no outbox', '(c) Renfort', '(c)/(a)', '(c)/(b)'],
    rows,
  );
} finally {
  sinks.stdin.end();
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
