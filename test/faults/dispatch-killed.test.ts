import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ROOT } from '#platform/config.ts';
import { notify } from '#platform/messaging/index.ts';
import { type TestDatabase, testDatabase } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { httpSink, mailSink, smsc } from '#test/harness/message-sinks.ts';
import { systemContext } from './answering.ts';

const MESSAGES = 2_000;
const KILLS = 4;
const IN_FLIGHT = 20;

const gateway = { sender: '36179', perSecond: 1_000, concurrency: IN_FLIGHT, timeoutSeconds: 5 };

interface Stored {
  readonly id: string;
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
}

/** Sends the outbox in a process of its own, killed when `progress` passes each of its marks. */
async function dispatchAndKill(
  t: TestContext,
  database: TestDatabase,
  env: Record<string, string>,
  progress: () => number,
): Promise<void> {
  const children: ChildProcess[] = [];
  t.after(() => Promise.all(children.map(kill)));
  const start = () => {
    const program = join(ROOT, 'test/harness/dispatch-program.ts');
    const child = spawn(process.execPath, [...process.execArgv, program], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_TEST_CONTEXT: '',
        DATABASE_URL: database.url,
        QUIET_HOURS: 'none',
        LEASE_SECONDS: '2',
        ...env,
      },
    });
    children.push(child);
    return child;
  };
  let child = start();
  for (let round = 1; round <= KILLS; round++) {
    const mark = (MESSAGES * round) / (KILLS + 1);
    await eventually(() => progress() >= mark, `${mark} messages went out`, 60_000);
    await kill(child);
    child = start();
  }
  await eventually(
    async () => {
      const { rowCount } = await database.pool.query(
        "SELECT 1 FROM messaging.outbox WHERE state IN ('waiting', 'sending') LIMIT 1",
      );
      return rowCount === 0;
    },
    'every message is settled',
    60_000,
  );
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function stored(database: TestDatabase, channel: 'email' | 'sms'): Promise<Stored[]> {
  const { rows } = await database.pool.query<Stored>(
    'SELECT id, recipient, state, attempts FROM messaging.outbox WHERE channel = $1',
    [channel],
  );
  assert.equal(rows.length, MESSAGES);
  return rows;
}

function countOf(recipients: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of recipients) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

const phone = (n: number) => `+336399${String(80_000 + n).padStart(5, '0')}`;
const people = Array.from({ length: MESSAGES }, (_, n) => n);
const text = {
  purpose: 'crisis',
  key: 'call',
  lang: 'fr',
  text: 'Renfort: A1 oui, A2 non',
} as const;

test('killed while it sends 4,000 messages: no text goes twice, none is missing but those marked uncertain; e-mails in flight go again under the same Message-ID', async (t) => {
  const [mails, centre] = [await mailSink(), await smsc()];
  t.after(() => Promise.all([mails.close(), centre.close()]));
  const database = await testDatabase(t);
  const ctx = systemContext(database);
  await notify(
    ctx,
    people.map((n) => ({ ...text, channel: 'sms', recipient: phone(n) })),
  );
  await notify(
    ctx,
    people.map((n) => ({
      ...text,
      channel: 'email',
      recipient: `person-${n}@example.org`,
      subject: 'Renfort',
    })),
  );
  await dispatchAndKill(
    t,
    database,
    {
      SMTP_URL: mails.url,
      MAIL_FROM: 'Renfort <no-reply@renfort.example>',
      MAIL_PER_SECOND: '2000',
      SMS_GATEWAYS: JSON.stringify([
        {
          ...gateway,
          name: 'main',
          kind: 'smpp',
          host: '127.0.0.1',
          port: centre.port,
          systemId: 'r',
          password: 'x',
        },
      ]),
    },
    () => Math.min(mails.mails.length, centre.submitted.length),
  );

  const received = countOf(centre.submitted.map((pdu) => `+${pdu.destination_addr}`));
  const texts = await stored(database, 'sms');
  const twice = [...received].filter(([, count]) => count > 1);
  assert.deepEqual(twice, [], 'nobody receives a text twice');
  const uncertain = texts.filter(({ state }) => state === 'uncertain');
  assert.equal(texts.filter(({ state }) => state === 'sent').length + uncertain.length, MESSAGES);
  const wrong = texts.filter(
    ({ state, recipient }) => state === 'sent' && !received.has(recipient),
  );
  assert.deepEqual(wrong, [], 'what is marked as sent was received');
  assert.ok(uncertain.length > 0, 'no text was in flight at any kill: the test proves nothing');
  assert.ok(uncertain.length <= KILLS * IN_FLIGHT, `${uncertain.length} uncertain`);

  const copies = countOf(mails.mails.map(({ to }) => to));
  const letters = await stored(database, 'email');
  assert.deepEqual(
    letters.filter(({ recipient, state }) => state !== 'sent' || !copies.has(recipient)),
    [],
    'every e-mail was received, and is marked as sent',
  );
  const again = letters.filter(({ recipient }) => (copies.get(recipient) as number) > 1);
  assert.deepEqual(
    again.filter(({ attempts }) => attempts < 2),
    [],
    'an e-mail comes twice only if it was in flight at a kill',
  );
  assert.ok(mails.mails.length - MESSAGES <= KILLS * IN_FLIGHT);
  const idsOf = Map.groupBy(mails.mails, ({ to }) => to);
  for (const { recipient, id } of letters) {
    for (const { source } of idsOf.get(recipient) ?? []) {
      assert.match(source, new RegExp(`^Message-ID: <${id}@`, 'm'));
    }
  }
});

test('killed while it sends through a gateway that knows a message again: everybody receives one', async (t) => {
  const sink = await httpSink();
  t.after(() => sink.close());
  const database = await testDatabase(t);
  await notify(
    systemContext(database),
    people.map((n) => ({ ...text, channel: 'sms', recipient: phone(n) })),
  );
  await dispatchAndKill(
    t,
    database,
    {
      SMS_GATEWAYS: JSON.stringify([
        { ...gateway, name: 'main', kind: 'http', url: sink.url, idempotent: true },
      ]),
    },
    () => sink.requests.length,
  );
  const texts = await stored(database, 'sms');
  assert.deepEqual(new Set(texts.map(({ state }) => state)), new Set(['sent']));
  // What such a gateway hands on: one text for each identifier.
  const handedOn = new Map(sink.requests.map(({ id, to }) => [id as string, to as string]));
  assert.deepEqual([...handedOn].sort(), texts.map(({ id, recipient }) => [id, recipient]).sort());
  assert.ok(sink.requests.length > MESSAGES, 'no request was in flight at any kill');
  assert.ok(sink.requests.length - MESSAGES <= KILLS * IN_FLIGHT);
});
