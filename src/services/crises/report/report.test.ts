import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { seededRandom } from '#platform/kernel/random.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { recordReply } from '../actions/reply.ts';
import {
  officer as actorWith,
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  GARD,
  personId,
} from '../fixtures.ts';
import { crisisById } from '../queries/crises.ts';
import { loadReport } from './load.ts';

const skip = spawnSync('pdftotext', ['-v']).error
  ? 'pdftotext (poppler-utils) is not installed'
  : false;
const SITE_LEADER = '0192f000-0000-7000-8000-0000000000ee';

/** Somebody arrives, and leaves when `to` is given. */
async function attend(
  { database, ctx }: TestApp,
  at: { crisisId: string; person: string; from: Date; to?: Date; kind?: 'volunteer' | 'walk_up' },
) {
  const { crisisId, person, from, to, kind = 'volunteer' } = at;
  for (const [what, moment] of [
    ['in', from],
    ['out', to],
  ] as const) {
    if (!moment) continue;
    await database.pool.query(
      `INSERT INTO crises.attendance_event (crisis_id, id, person_kind, person_id, site_id, kind, at,
         device_at, clock_doubtful, device_id, received_at, recorded_by, source)
       SELECT $1, $2, $3, $4, (SELECT id FROM crises.site WHERE crisis_id = $1 ORDER BY id LIMIT 1), $5,
         $6, $6, false, $7, $6, $7, 'list'`,
      [crisisId, ctx.ids.next(), kind, person, what, moment, SITE_LEADER],
    );
  }
}

test('the figures of a random crisis are those that SQL finds by another way', async (t) => {
  const app = await testApp(t);
  const { pool } = app.database;
  const people = 60;
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: people }, () => ({})),
  );
  for (const seed of [1, 2, 3, 4]) {
    const random = seededRandom(seed);
    const pick = (n: number) => Math.floor(random.next() * n);
    const crisisId = await addCrisis(app.ctx);
    const start = app.ctx.clock.now().getTime();
    const keys = [];
    for (let n = 0; n < 3; n++) {
      const key = await addNeedTo(app.ctx, crisisId, { places: 2 + pick(5) });
      keys.push(key);
      await pool.query(
        `UPDATE crises.need SET starts_at = $2, ends_at = $3, deadline = $2 WHERE id = $1`,
        [key.needId, new Date(start - 6 * 3_600_000), new Date(start - 3_600_000)],
      );
      for (let i = 0; i < people; i++) {
        if (random.next() < 0.3) continue;
        const sent = start - 24 * 3_600_000 + pick(600_000);
        await pool.query(
          `INSERT INTO crises.alert VALUES ($1, $2, $3, $4, 1, '{sms}', 'A', $5, $6, 1, 2)`,
          [crisisId, key.needId, personId(i), app.ctx.ids.next(), new Date(sent), i],
        );
        let last = sent;
        for (let r = pick(4); r > 0; r--) {
          last += pick(3_000_000);
          const yes = random.next() < 0.6;
          const outcomes = yes
            ? ['confirmed', 'reserve', 'closed', 'busy']
            : ['withdrawn', 'declined'];
          await pool.query(
            `INSERT INTO crises.reply VALUES ($1, $2, $3, $4, $5, NULL, 'link', $6, $7)`,
            [
              crisisId,
              app.ctx.ids.next(),
              key.needId,
              personId(i),
              yes ? 'yes' : 'no',
              outcomes[pick(outcomes.length)],
              new Date(last),
            ],
          );
        }
        if (random.next() < 0.5) {
          await pool.query(`INSERT INTO crises.place VALUES ($1, $2, $3, $4, NULL, NULL, now())`, [
            crisisId,
            key.needId,
            personId(i),
            random.next() < 0.6 ? 'confirmed' : 'withdrawn',
          ]);
        }
        if (random.next() < 0.3) {
          const from = start - (10 - pick(8)) * 3_600_000;
          await attend(app, {
            crisisId,
            person: personId(i),
            from: new Date(from),
            ...(random.next() < 0.9 ? { to: new Date(from + pick(200) * 60_000) } : {}),
          });
        }
      }
    }
    const crisis = await crisisById(app.ctx.db, crisisId);
    assert.ok(crisis);
    const { report } = await loadReport(app.ctx, crisis);
    const { rows } = await pool.query(
      `WITH story AS (
         SELECT need_id, volunteer_id,
           bool_or(answer = 'yes') AS yes, bool_or(outcome = 'confirmed') AS held,
           min(at) FILTER (WHERE outcome = 'confirmed') AS first_held,
           min(at) FILTER (WHERE outcome = 'reserve') AS first_queued,
           max(at) FILTER (WHERE outcome = 'withdrawn') AS last_out,
           max(at) FILTER (WHERE outcome = 'confirmed') AS last_held,
           (array_agg(answer ORDER BY at DESC, id DESC))[1] AS last_answer,
           (array_agg(outcome ORDER BY at DESC, id DESC))[1] AS last_outcome, min(at) AS first
         FROM crises.reply WHERE crisis_id = $1 GROUP BY 1, 2)
       SELECT (SELECT count(*) FROM crises.alert WHERE crisis_id = $1) AS called,
         (SELECT sum(places) FROM crises.need WHERE crisis_id = $1) AS places,
         (SELECT count(*) FROM story) AS answered,
         (SELECT count(*) FROM story WHERE yes) AS yes,
         (SELECT count(*) FROM crises.place WHERE crisis_id = $1 AND state = 'confirmed') AS confirmed,
         (SELECT count(*) FROM story WHERE NOT held AND last_answer = 'yes'
            AND last_outcome IN ('reserve', 'closed')) AS "turnedAway",
         (SELECT count(*) FROM story WHERE last_held >= first_queued) AS "reserveUsed",
         (SELECT count(*) FROM story WHERE last_out >= first_held) AS withdrew,
         (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.first - a.sent_at) / 60)
            FROM story s JOIN crises.alert a USING (need_id, volunteer_id)) AS median,
         (SELECT count(DISTINCT person_id) FROM crises.attendance_event WHERE crisis_id = $1) AS came`,
      [crisisId],
    );
    const { median, came, ...counts } = rows[0];
    const { noShows, ...total } = report.total;
    assert.deepEqual(total, counts, `seed ${seed}`);
    assert.ok(Math.abs((report.medianMinutes ?? 0) - Number(median)) < 0.001);
    assert.equal(report.presence.volunteers, came);

    // Minute by minute, from the presences as recorded.
    const stays = (
      await pool.query(
        `SELECT person_id AS id, kind, at FROM crises.attendance_event WHERE crisis_id = $1 ORDER BY at, kind`,
        [crisisId],
      )
    ).rows;
    assert.ok(stays.length > 0);
    assert.ok(noShows !== null && noShows <= total.confirmed);
    assert.ok(report.presence.peak <= came && report.presence.peak >= 1);
  }
});

async function answeredExercise(t: TestContext) {
  const app = await testApp(t);
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: 6 }, () => ({})),
  );
  const crisisId = await addCrisis(app.ctx, { exercise: true, title: 'Exercice Gardon' });
  const other = await addCrisis(app.ctx, { title: 'Crue de 2025' });
  const key = await addNeedTo(app.ctx, crisisId, { places: 2 });
  await callEveryone(app.ctx, key);
  for (const i of [0, 1, 2]) {
    app.clock.advance({ minutes: 5 });
    const reply = { answer: 'yes', reason: null, channel: 'link' } as const;
    await recordReply(app.ctx, { ...key, volunteerId: personId(i), ...reply });
  }
  const arrived = new Date(app.clock.now().getTime() + 4 * 3_600_000);
  await attend(app, {
    crisisId,
    person: personId(0),
    from: arrived,
    to: new Date(arrived.getTime() + 3_600_000),
  });
  app.clock.advance({ hours: 24 });

  return { app, crisisId, other, arrived, officer: await app.as({ grants: [GARD] }) };
}

test('the report of an exercise, on the page and in its files, in both languages', async (t) => {
  const { officer, crisisId, other, arrived } = await answeredExercise(t);
  for (const lang of ['fr', 'en'] as const) {
    const response = await officer.get(`/crises/${crisisId}/report?with=${other}&lang=${lang}`);
    assert.equal(response.status, 200);
    const html = await response.text();
    assert.match(html, lang === 'fr' ? /EXERCICE/ : /EXERCISE/);
    assert.match(html, lang === 'fr' ? /2 sur 2/ : /2 of 2/);
    assert.match(html, /Crue de 2025/);
    // Three answers of six, after 5, 10 and 15 minutes; one confirmed person never came.
    const figure = (label: string) =>
      new RegExp(`rf-number__value">([^<]*)</p><p class="rf-number__label">${label}`).exec(
        html,
      )?.[1];
    if (lang === 'fr') {
      assert.match(figure('Ont répondu') ?? '', /^50\s%$/);
      assert.equal(figure('La moitié'), '10 min');
      assert.equal(figure('Ont dit oui, sans place'), '1');
      assert.equal(figure('Confirmées, jamais arrivées'), '1');
      assert.equal(figure('Heures sur place'), '1 h');
    }
  }
  const unknown = await officer.get(`/crises/${crisisId}/report?with=x`);
  assert.ok(/does not exist/.test(await unknown.text()));

  const csv = await officer.get(`/crises/${crisisId}/ics211.csv?lang=fr`);
  assert.match(csv.headers.get('content-disposition') ?? '', /"EXERCICE-ics-211-/);
  const [head, row, ...more] = parse(await csv.text(), { delimiter: ';', bom: true }) as string[][];
  assert.equal(more.length, 0);
  assert.equal(head?.length, 20);
  for (const cell of ['EXERCICE', 'TEST1 Camille', 'Accueil des familles']) {
    assert.ok(row?.includes(cell), `${cell} is not in ${row}`);
  }
  assert.ok(row?.includes(arrived.toISOString()));
});

test('the report on paper: the same figures, every sheet marked', { skip }, async (t) => {
  const { officer, crisisId, other } = await answeredExercise(t);
  const response = await officer.get(`/crises/${crisisId}/report.pdf?with=${other}`);
  assert.match(response.headers.get('content-disposition') ?? '', /"EXERCICE-bilan-/);
  const folder = mkdtempSync(join(tmpdir(), 'renfort-report-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'report.pdf');
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const sheets = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    .split('\f')
    .filter((sheet) => sheet.trim() !== '');
  assert.ok(sheets.length >= 2);
  for (const [i, sheet] of sheets.entries()) {
    assert.match(sheet, /EXERCICE/);
    assert.match(sheet, new RegExp(`Page ${i + 1} sur ${sheets.length}`));
  }
  const whole = sheets.join('\n');
  assert.match(whole, /La moitié des réponses en\s+10 min\s+non mesuré/);
  assert.match(whole, /Places pourvues\s+2 sur 2\s+0 sur 0/);
  assert.match(whole, /Crue de 2025/);
  assert.match(whole, /Tout le monde est appelé/);
});

test('a crisis overseas is told in the time of its department', { skip }, async (t) => {
  const app = await testApp(t);
  const scope = { kind: 'department', code: '974' } as const;
  const grants = [{ role: 'crisis_officer', scope }] as const;
  const zone = { kind: 'departments', codes: ['974'] } as const;
  const crisisId = await addCrisis(app.ctx, { title: 'Cyclone', zone }, actorWith(grants));
  const reader = await app.as({ grants });
  const response = await reader.get(`/crises/${crisisId}/report.pdf`);
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
    input: Buffer.from(await response.arrayBuffer()),
    encoding: 'utf8',
  });
  // 08:00 in Greenwich.
  assert.match(text, /Établi le mar\. 24\/11 12:00, 2026 \(UTC\+4\)/);
  assert.match(await (await reader.get(`/crises/${crisisId}/report`)).text(), /12\s?[:h]\s?00/);
});

test('the pages of what remains of a crisis are accessible', { timeout: 240_000 }, async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}]);
  const crisisId = await addCrisis(app.ctx);
  const key = await addNeedTo(app.ctx, crisisId, { places: 1 });
  await callEveryone(app.ctx, key);
  await recordReply(app.ctx, {
    ...key,
    volunteerId: personId(0),
    answer: 'yes',
    reason: null,
    channel: 'link',
  });
  await attend(app, { crisisId, person: personId(0), from: app.clock.now() });
  const officer = await app.as({ grants: [GARD] });
  const checker = await pageChecker(t, officer);
  const pages = ['report', 'log', 'hours', 'needs/copy', 'briefing'];
  await checker.checkEverywhere(
    ...pages.map((page) => `/crises/${crisisId}/${page}`),
    '/crises/mine',
  );
});
