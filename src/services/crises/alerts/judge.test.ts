import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { summaryOf } from '../domain/proposal/episode.ts';
import type { Policy } from '../domain/proposal/judge.ts';
import { IntakeMemory } from '../domain/proposal/memory.ts';
import { GARD, HERAULT, type MeteoFranceAlert, meteoFranceAlert, VAR } from './fixtures.ts';
import { readCap } from './read-cap.ts';

const POLICY: Policy = { minimumLevel: 'yellow', shapes: () => [] };
const NOW = Date.parse('2026-11-24T08:00:00+01:00');

/** Receives the messages of one document and says what was decided, in one line each. */
function receive(memory: IntakeMemory, text: string, at = NOW): string[] {
  const read = readCap(new TextEncoder().encode(text));
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.alerts.flatMap((alert) => {
    const { signature, envelopeStatus } = read.value;
    const { decisions } = memory.receive({ alert, signature, envelopeStatus, at });
    return decisions.map((d) =>
      [d.action, d.reason, d.level, d.hazard, d.departments.join('+')].filter(Boolean).join(' '),
    );
  });
}

const memory = (policy: Partial<Policy> = {}) => new IntakeMemory({ ...POLICY, ...policy });

const BASE: MeteoFranceAlert = {
  identifier: '2.49.0.0.250.0.FR.20261124060107.1',
  sent: '2026-11-24T06:01:07+01:00',
  level: 'orange',
  type: 12,
  areas: [GARD, HERAULT],
  onset: '2026-11-24T06:00:00+01:00',
  expires: '2026-11-25T00:00:00+01:00',
};
const mf = (change: Partial<MeteoFranceAlert> = {}) => meteoFranceAlert({ ...BASE, ...change });
const later = (change: Partial<MeteoFranceAlert> = {}) =>
  mf({ identifier: 'later', sent: '2026-11-24T07:30:00+01:00', ...change });

test('two languages of one thing make one proposal for its departments', () => {
  assert.deepEqual(receive(memory(), mf()), ['propose new_alert orange flood 30+34']);
});

test('the colour says the level, not the severity', () => {
  assert.match(receive(memory(), mf({ level: 'yellow' }))[0] ?? '', /^propose .* yellow/);
  assert.match(receive(memory(), mf({ level: 'red' }))[0] ?? '', /^propose .* red/);
});

test('a repeated message is ignored; a re-issue under a new identifier is merged', () => {
  const m = memory();
  receive(m, mf());
  assert.deepEqual(receive(m, mf()), ['ignore duplicate']);
  assert.deepEqual(receive(m, later({ onset: '2026-11-24T07:30:00+01:00' })), [
    'merge reissue orange flood 30+34',
  ]);
  assert.equal(m.episodes.length, 2);
});

test('orange to red updates; departments that join are proposed, the others merged', () => {
  const m = memory();
  receive(m, mf());
  assert.deepEqual(receive(m, later({ level: 'red' })), ['update level_raised red flood 30+34']);
  const moved = later({ identifier: 'moved', level: 'red', areas: [HERAULT, VAR] });
  assert.deepEqual(receive(m, moved), [
    'merge reissue red flood 34',
    'propose new_alert red flood 83',
  ]);
});

test('the next day is merged into the same proposal, a day further away is another', () => {
  const m = memory();
  const day = (date: string, next: string, identifier: string) =>
    later({
      identifier,
      areas: [GARD],
      onset: `2026-11-${date}T00:00:00+01:00`,
      expires: `2026-11-${next}T00:00:00+01:00`,
    });
  receive(m, mf({ areas: [GARD] }));
  assert.deepEqual(receive(m, day('25', '26', 'd2')), ['merge consecutive_day orange flood 30']);
  assert.equal(summaryOf(m.episodes[0])?.expires, Date.parse('2026-11-26T00:00:00+01:00'));
  assert.deepEqual(receive(m, day('28', '29', 'd5')), ['propose new_alert orange flood 30']);
  assert.equal(m.episodes.length, 2);
});

test('green markers never propose, even with the same event text and an end before the start', () => {
  const marker = {
    level: 'green',
    event: 'Vigilance orange crues',
    onset: '2026-11-24T06:01:00+01:00',
    expires: '2026-11-24T06:00:00+01:00',
  } as const;
  assert.deepEqual(receive(memory(), mf(marker)), ['ignore all_clear green flood 30+34']);
  const m = memory();
  receive(m, mf());
  assert.deepEqual(receive(m, later({ ...marker, areas: [GARD] })), [
    'cancel all_clear orange flood 30',
  ]);
  assert.equal(m.episodes.length, 1);
});

test('an orange event whose end is before its start is a marker for Météo-France', () => {
  const text = mf({ expires: '2026-11-24T05:00:00+01:00' });
  assert.deepEqual(receive(memory(), text), ['ignore all_clear green flood 30+34']);
});

test('what is over is not proposed', () => {
  const after = Date.parse(BASE.expires);
  assert.match(receive(memory(), mf(), after)[0] ?? '', /^ignore expired/);
  assert.match(receive(memory(), mf(), after - 1)[0] ?? '', /^propose/);
});

test('the lowest level that proposes is configurable, and going below it lifts', () => {
  const m = memory({ minimumLevel: 'orange' });
  assert.match(receive(m, mf({ level: 'yellow' }))[0] ?? '', /^ignore below_minimum_level/);
  assert.match(receive(m, later())[0] ?? '', /^propose/);
  const lower = later({ identifier: 'low', level: 'yellow', sent: '2026-11-24T07:45:00+01:00' });
  assert.match(receive(m, lower)[0] ?? '', /^cancel below_minimum_level/);
});

test('a message that arrives late does not undo a newer one', () => {
  const m = memory();
  receive(m, later({ level: 'red' }));
  assert.match(receive(m, mf())[0] ?? '', /^ignore older_than_known/);
  assert.equal(summaryOf(m.episodes[0])?.level, 'red');
  const green = mf({ identifier: 'old green', level: 'green', sent: '2026-11-24T06:30:00+01:00' });
  assert.match(receive(m, green)[0] ?? '', /^ignore all_clear/);
});

test('an exercise proposes only an exercise and never touches what is real', () => {
  const m = memory();
  receive(m, mf());
  const exercise = later({ status: 'Exercise', level: 'red' });
  assert.deepEqual(receive(m, exercise), ['exercise new_alert red flood 30+34']);
  assert.deepEqual(
    m.episodes.map((e) => [e.exercise, summaryOf(e)?.level]),
    [
      [false, 'orange'],
      [false, 'orange'],
      [true, 'red'],
      [true, 'red'],
    ],
  );
});

test('only what is public and actual counts', () => {
  for (const status of ['System', 'Test', 'Draft']) {
    assert.deepEqual(receive(memory(), mf({ status })), [`ignore status_${status.toLowerCase()}`]);
  }
  assert.deepEqual(receive(memory(), mf({ status: 'Excercise' })), [
    'refuse status_not_in_the_standard',
  ]);
  const changed = (from: string, to: string) => receive(memory(), mf().replace(from, to));
  assert.deepEqual(changed('>Public<', '>Private<'), ['ignore scope_private']);
  assert.deepEqual(changed('>Public<', '>Restricted<'), ['ignore scope_restricted']);
  assert.deepEqual(changed('<scope>Public</scope>', ''), ['refuse scope_missing']);
  assert.deepEqual(changed('>Alert<', '>Ack<'), ['ignore message_ack']);
  assert.deepEqual(changed('<status>', '<status>Exercise</status><status>'), [
    'refuse status_duplicate',
  ]);
  assert.deepEqual(changed('06:01:07', '26:01:07'), ['refuse sent_not_a_date']);
});

test('an invalid signature never proposes', () => {
  const read = readCap(new TextEncoder().encode(mf()));
  assert.ok(read.ok);
  const alert = read.value.alerts[0];
  assert.ok(alert);
  const received = { alert, envelopeStatus: null, at: NOW };
  for (const signature of ['none', 'valid', 'unverified'] as const) {
    assert.equal(memory().receive({ ...received, signature }).decisions[0]?.action, 'propose');
  }
  const refused = memory().receive({ ...received, signature: 'invalid' });
  assert.deepEqual(
    refused.decisions.map((d) => d.reason),
    ['signature_invalid'],
  );
  assert.equal(refused.changes.length, 0);
});

interface Plain {
  readonly id: string;
  readonly type?: string;
  readonly sent?: string;
  readonly refs?: string;
  readonly severity?: string;
  readonly codes?: readonly string[];
  readonly info?: boolean;
  readonly onset?: string;
  readonly sender?: string;
}

/** A sender that follows the standard: updates and cancels by reference. */
function plain(m: Plain): string {
  const areas = (m.codes ?? ['FR812'])
    .map(
      (code) =>
        `<area><areaDesc>x</areaDesc><geocode><valueName>NUTS3</valueName><value>${code}</value></geocode></area>`,
    )
    .join('');
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${m.id}</identifier>
    <sender>${m.sender ?? 'cap@example.org'}</sender><sent>2026-11-24T${m.sent ?? '06:00'}:00+01:00</sent>
    <status>Actual</status><msgType>${m.type ?? 'Alert'}</msgType><scope>Public</scope>
    ${m.refs ? `<references>${m.refs}</references>` : ''}
    ${
      m.info === false
        ? ''
        : `<info><event>Flood</event><severity>${m.severity ?? 'Severe'}</severity>
      <onset>${m.onset ?? '2026-11-24T06:00:00+01:00'}</onset>${areas}</info>`
    }</alert>`;
}
const ref = (id: string, sender = 'cap@example.org') => `${sender},${id},2026-11-24T06:00:00+01:00`;

test('without a colour, a minor or unknown severity says so in a note; a colour, or a plain severity, does not', () => {
  const notesOf = (text: string) => {
    const read = readCap(new TextEncoder().encode(text));
    assert.ok(read.ok);
    const { signature, envelopeStatus, alerts } = read.value;
    const [alert] = alerts;
    assert.ok(alert);
    const { decisions } = memory().receive({ alert, signature, envelopeStatus, at: NOW });
    return decisions.map(({ action, level, notes }) =>
      [action, level, ...notes.filter((note) => note !== 'end_assumed')].join(' '),
    );
  };
  const of = (severity: string) => notesOf(plain({ id: 'n', severity }));
  assert.deepEqual(of('Minor'), ['ignore green severity_minor']);
  assert.deepEqual(of('Unknown'), ['propose yellow severity_unknown']);
  assert.deepEqual(of('Moderate'), ['propose yellow']);
  assert.deepEqual(notesOf(mf({ level: 'yellow' })), ['propose yellow'], 'Minor, with a colour');
});

test('update and cancel by reference, across re-issues', () => {
  const m = memory();
  assert.match(receive(m, plain({ id: 'a' }))[0] ?? '', /^propose/);
  assert.match(receive(m, plain({ id: 'b', sent: '06:10' }))[0] ?? '', /^merge reissue/);
  const update = plain({
    id: 'c',
    type: 'Update',
    sent: '06:20',
    refs: ref('a'),
    severity: 'Extreme',
  });
  assert.match(receive(m, update)[0] ?? '', /^update level_raised red flood 30/);
  const cancel = plain({ id: 'd', type: 'Cancel', sent: '06:30', refs: ref('b') });
  assert.deepEqual(receive(m, cancel), ['cancel cancelled_by_sender red flood 30']);
  assert.equal(m.episodes.length, 0);
});

test('a cancel without info cancels; one with infos does not alert again', () => {
  for (const info of [true, false]) {
    const m = memory();
    receive(m, plain({ id: 'a' }));
    const cancel = plain({ id: 'b', type: 'Cancel', sent: '07:00', refs: ref('a'), info });
    assert.match(receive(m, cancel)[0] ?? '', /^cancel cancelled_by_sender/);
  }
});

test('an update that drops a department lifts it there, and one that moves the day moves it', () => {
  const m = memory();
  receive(m, plain({ id: 'a', codes: ['FR812', 'FR813'] }));
  const update = { id: 'b', type: 'Update', sent: '06:30', refs: ref('a') };
  assert.deepEqual(receive(m, plain({ ...update, codes: ['FR812'] })), [
    'merge reissue orange flood 30',
    'cancel no_longer_covered orange flood 34',
  ]);
  const moved = plain({
    id: 'c',
    type: 'Update',
    sent: '06:40',
    refs: ref('b'),
    onset: '2026-11-27T06:00:00+01:00',
  });
  assert.match(receive(m, moved)[0] ?? '', /^update/);
  assert.deepEqual(Object.keys(m.episodes[0]?.days ?? {}), ['2026-11-27']);
});

test('cancel and update that arrive before what they refer to', () => {
  const m = memory();
  const cancel = plain({ id: 'b', type: 'Cancel', sent: '06:30', refs: ref('a'), info: false });
  assert.deepEqual(receive(m, cancel), ['ignore nothing_to_cancel']);
  assert.deepEqual(receive(m, plain({ id: 'a' })), ['ignore cancelled_before']);
  const update = plain({ id: 'u', type: 'Update', sent: '06:30', refs: ref('o') });
  assert.match(receive(m, update)[0] ?? '', /^propose/);
  assert.deepEqual(receive(m, plain({ id: 'o' })), ['ignore superseded']);
});

test('nobody cancels another sender’s alert', () => {
  const m = memory();
  receive(m, plain({ id: 'a' }));
  const foreign = plain({
    id: 'x',
    type: 'Cancel',
    sent: '06:30',
    refs: ref('a'),
    sender: 'evil@example.org',
  });
  assert.deepEqual(receive(m, foreign), ['ignore cancel_without_references']);
  assert.equal(m.episodes.length, 1);
});

test('a clock that runs ahead at the sender does not block what follows', () => {
  const m = memory();
  receive(m, mf({ sent: '2030-01-01T00:00:00+01:00' }));
  const next = later({ level: 'red', sent: '2026-11-24T08:00:01+01:00' });
  assert.match(receive(m, next, NOW + 5000)[0] ?? '', /^update level_raised/);
});

test('what is not about France is ignored and says so', () => {
  assert.match(
    receive(memory(), plain({ id: 'a', codes: ['AT001'] }))[0] ?? '',
    /outside_territory/,
  );
});

test('the order in which days arrive does not change what is proposed in the end', () => {
  const messages = ['24', '25', '26'].map((date, i) =>
    mf({
      identifier: `m${i}`,
      areas: [GARD],
      onset: `2026-11-${date}T07:00:00+01:00`,
      expires: `2026-11-${date}T23:00:00+01:00`,
      level: (['orange', 'red', 'yellow'] as const)[i] as 'orange',
    }),
  );
  const outcome = (order: readonly string[]) => {
    const m = memory();
    for (const text of order) receive(m, text);
    return m.episodes.map((episode) => summaryOf(episode));
  };
  const expected = outcome(messages);
  assert.equal(expected.length, 1);
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
      // 24 then 26 leaves a gap that 25 cannot close: both neighbours must touch what is known.
      if (order[1] !== 1 && order[0] !== 1) return;
      assert.deepEqual(outcome(order.map((i) => messages[i] as string)), expected);
    }),
  );
});

test('the real Météo-France and MeteoAlarm messages', (t) => {
  const data = process.env.RENFORT_TEST_DATA;
  if (!data) return t.skip('RENFORT_TEST_DATA is unset: the real messages were not judged');
  const text = (name: string) => readFileSync(join(data, 'cap', name), 'utf8');
  const then = Date.parse('2025-11-19T16:05:00+01:00');
  assert.deepEqual(receive(memory(), text('fr-mf-20251119-multiarea-simplified.xml'), then), [
    'propose new_alert yellow snow_ice 02+70+73+75',
  ]);
  const august = Date.parse('2026-08-12T16:05:00+02:00');
  assert.deepEqual(receive(memory(), text('fr-meteoalarm-json-20260812.json'), august), [
    'propose new_alert yellow thunderstorm 04+05+83',
    'ignore all_clear green thunderstorm 34',
  ]);
});
