import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { transaction } from '#platform/context.ts';
import {
  dispatchPending,
  messages,
  receiveSms,
  type StoredMessage,
} from '#platform/messaging/index.ts';
import { moveNeed } from '#services/crises/actions/need.ts';
import { alertTexts } from '#services/crises/alerts/messages/index.ts';
import { type Notice, sendNotice } from '#services/crises/call-messages.ts';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  officer,
  personId,
  phoneOf,
} from '#services/crises/fixtures.ts';
import { texts } from '#services/crises/messages/index.ts';
import { intakeOf, slotsOf } from '#services/crises/queries/intake.ts';
import { needFacts } from '#services/crises/queries/need-facts.ts';
import { walkUpById } from '#services/crises/queries/walk-ups.ts';
import { walkUpTexts } from '#services/crises/walkups/messages/index.ts';
import { type NoticeKind, sendWalkUpNotices } from '#services/crises/walkups/notices.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { mailSink, smsc } from '#test/harness/message-sinks.ts';
import { addIntake } from '#test/harness/walk-ups.ts';
import { playCrisis } from './played-crisis.ts';

const MARK = /^\[?EXERCI[CS]E\b/;
/** The only files of mobilisation that write messages; their kinds are played below, one by one. */
const WRITERS = [
  'alerts/notifications.ts',
  'attendance/leaders.ts',
  'call-messages.ts',
  'walkups/notices.ts',
];
const ANSWERERS = ['sms.ts'];

/** Real ways out, which a message could take. */
async function withSinks(t: TestContext) {
  const mails = await mailSink();
  t.after(() => mails.close());
  const centre = await smsc();
  t.after(() => centre.close());
  const gateway = { kind: 'smpp', host: '127.0.0.1', systemId: 'renfort', password: 'x' };
  const app = await testApp(t, {
    SMTP_URL: mails.url,
    MAIL_FROM: 'Renfort <no-reply@renfort.example>',
    QUIET_HOURS: 'none',
    SMS_GATEWAYS: JSON.stringify([
      { ...gateway, name: 'centre', port: centre.port, perSecond: 500, sender: '36179' },
    ]),
  });
  const left = () => [mails.mails.length, centre.submitted.length];
  return { app, left };
}

test('every kind of message of an exercise says so and stays in the building', async (t) => {
  const { app, left } = await withSinks(t);
  const { ctx } = app;
  const { crisisId, needId } = await playCrisis(app, true);
  await everyNotice(app, { crisisId, needId });
  await everyAnswerBySms(app);
  await everyWalkUpNotice(app);

  const sent = (await messages(ctx)).filter(({ recipient }) => recipient !== null);
  assert.ok(
    sent.some(({ key }) => key.startsWith('alert:')),
    'officers hear of the alert',
  );
  assert.deepEqual(sent.filter((one) => !isMarked(one)).map(describe), []);
  await dispatchPending(ctx);
  // Reminders have their hour.
  app.clock.advance({ hours: 7 });
  await dispatchPending(ctx);
  const after = await messages(ctx);
  assert.deepEqual(
    [...new Set(after.map(({ state }) => state))].sort(),
    ['cancelled', 'captured'],
    'all that was not taken back is shown in the demo outbox',
  );
  assert.deepEqual(left(), [0, 0], 'nothing reached the servers');
  const administrator = await app.as({
    grants: [{ role: 'administrator', scope: { kind: 'national' } }],
  });
  for (const channel of ['email', 'sms', 'push']) {
    const outbox = await (await administrator.get(`/demo/outbox?channel=${channel}`)).text();
    assert.match(outbox, /EXERCICE/, channel);
  }

  // The same servers take what is real: they were there all along.
  const real = await addCrisis(ctx);
  await addPeople(ctx, app.database, [{}]);
  await callEveryone(ctx, await addNeedTo(ctx, real));
  await dispatchPending(ctx);
  const [mails = 0, texting = 0] = left();
  assert.ok(mails > 0 && texting > 0, `${mails} e-mails, ${texting} SMS`);
});

test('a new place that writes messages must be played here', () => {
  const root = join(import.meta.dirname, '../../src/services/crises');
  const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\./.test(file));
  const using = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8'))).sort();
  assert.deepEqual(using(/\bnotify\(/), WRITERS);
  assert.deepEqual(using(/texts\(lang\)\.call|\bsms_answer\b.*=/), ANSWERERS);
  assert.deepEqual(Object.keys(alertTexts('fr').email).sort(), ['line', 'subject', 'text']);
});

function isMarked({ channel, subject, text, exercise }: StoredMessage): boolean {
  if (!exercise) return false;
  if (channel === 'sms') return MARK.test(text ?? '');
  return MARK.test(subject ?? '') && (channel === 'push' || MARK.test(text ?? ''));
}

function describe({ channel, key, lang, subject, text }: StoredMessage): string {
  return `${channel} ${key} (${lang}): ${subject ?? ''} ${text?.slice(0, 60)}`;
}

/** Kinds are those that have texts: a new one is sent here without being named. */
async function everyNotice(
  { ctx, database }: TestApp,
  key: { crisisId: string; needId: string },
): Promise<void> {
  const people = [0, 1, 2, 3].map(personId);
  // Who has no e-mail gets by SMS what others do not.
  await database.pool.query(
    'UPDATE volunteers.volunteer_contact SET email = NULL WHERE volunteer_id = $1',
    [personId(2)],
  );
  const wordings = texts('fr').call as Readonly<Record<string, unknown>>;
  const kinds = Object.entries(wordings).flatMap(([kind, wording]) =>
    typeof wording === 'object' && wording !== null && 'subject' in wording
      ? [{ kind: kind as Notice, bySms: 'sms' in wording }]
      : [],
  );
  assert.ok(kinds.length >= 9);
  for (const { kind, bySms } of kinds) {
    await transaction(ctx, async (tx) =>
      sendNotice(tx, await needFacts(tx.db, key), kind, people, {
        turn: 'drill',
        confirmBy: new Date(ctx.clock.now().getTime() + 3_600_000),
      }),
    );
    const written = (await messages(ctx)).filter(
      (one) => one.key === `${kind}:${key.needId}:drill`,
    );
    assert.equal(written.filter(({ channel }) => channel === 'email').length, 3, kind);
    assert.equal(written.filter(({ channel }) => channel === 'sms').length > 0, bySms, kind);
  }
}

/** Each answer that `sms.ts` gives; "nothing" answers somebody whom no exercise has called. */
async function everyAnswerBySms({ ctx, database, clock }: TestApp): Promise<void> {
  const crisisId = await addCrisis(ctx, { exercise: true });
  const first = 4;
  await addPeople(
    ctx,
    database,
    Array.from({ length: 7 }, () => ({})),
  );
  const elsewhere = await addNeedTo(ctx, crisisId, { places: 5 });
  const key = await addNeedTo(ctx, crisisId, { places: 1 });
  for (const need of [elsewhere, key]) {
    await database.pool.query("UPDATE volunteers.volunteer_search SET recent_alerts = '{}'");
    await callEveryone(ctx, need);
  }
  let count = 0;
  const say = async (index: number, answer: string, need = key) => {
    const { rows } = await database.pool.query<{ letter: string }>(
      'SELECT sms_letter AS letter FROM crises.alert WHERE need_id = $1 AND volunteer_id = $2',
      [need.needId, personId(first + index)],
    );
    const text = answer.replace('?', rows[0]?.letter ?? '');
    const providerId = String(++count);
    clock.advance({ seconds: 1 });
    await receiveSms(ctx, { gateway: 'test', providerId, from: phoneOf(first + index), text });
    const found = await messages(ctx, { recipient: phoneOf(first + index) });
    const reply = found.find((one) => one.key === `answer:test:${providerId}`);
    assert.ok(reply, `an answer to ${text}`);
    const outcomes = await database.pool.query<{ outcome: string }>(
      'SELECT outcome FROM crises.reply WHERE volunteer_id = $1 ORDER BY at DESC LIMIT 1',
      [personId(first + index)],
    );
    return outcomes.rows[0]?.outcome ?? 'unclear';
  };
  const seen = [
    await say(0, 'oui mais demain'),
    await say(0, '?1'),
    await say(1, '?1'),
    await say(2, '?2'),
    await say(3, '?1', elsewhere),
    await say(3, '?1'),
    await say(0, '?2'),
  ];
  const closed = await moveNeed(ctx, officer(), { ...key, move: 'close' });
  assert.ok(closed.ok);
  seen.push(await say(1, '?1'), await say(5, '?1'));
  const catalogue = Object.keys(texts('fr').call.sms_answer).filter((kind) => kind !== 'nothing');
  assert.deepEqual([...new Set(seen)].sort(), catalogue.sort(), 'play the new answer here');
}

async function everyWalkUpNotice({ ctx }: TestApp): Promise<void> {
  const crisis = { exercise: true };
  const { crisisId, personId: id } = await addIntake(ctx, { crisis });
  const intake = await intakeOf(ctx.db, crisisId);
  const person = await walkUpById(ctx.db, crisisId, id);
  assert.ok(intake && person);
  const slots = (await slotsOf(ctx.db, crisisId)).map((slot) => ({
    ...slot,
    // So far away that a reminder is worth it.
    startsAt: new Date(ctx.clock.now().getTime() + 8 * 3_600_000),
    endsAt: new Date(ctx.clock.now().getTime() + 12 * 3_600_000),
  }));
  const kinds = Object.entries(walkUpTexts('fr').sms).flatMap(([kind, wording]) =>
    typeof wording === 'function' ? [kind] : [],
  );
  for (const kind of kinds.filter((one) => one !== 'reminder')) {
    await transaction(ctx, (tx) =>
      sendWalkUpNotices(tx, intake, slots, [{ kind: kind as NoticeKind, people: [person] }]),
    );
  }
  const written = await messages(ctx, { recipient: person.phone as string });
  for (const kind of kinds)
    assert.ok(
      written.some(({ key }) => key.startsWith(`walk-up:${kind}:${id}:`)),
      kind,
    );
}
