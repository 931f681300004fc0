import { test } from 'node:test';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { type House, houseOfPages } from './test-house.ts';

test('the pages of a volunteer', { timeout: 240_000 }, async (t) => {
  const app = await testApp(t);
  const house = await houseOfPages(app);
  const visitor = await pageChecker(t, app.visitor());
  await visitor.checkEverywhere('/volunteer/join', house.stillTherePath);
  const newcomer = await pageChecker(t, await app.as());
  await newcomer.checkEverywhere('/volunteer/join/1');
  const checker = await pageChecker(t, house.volunteer);
  await checker.checkEverywhere(
    '/volunteer',
    '/volunteer/join/2',
    '/volunteer/join/3',
    '/volunteer/availability',
    '/volunteer/certificates',
    '/volunteer/certificates/new',
    '/volunteer/consents',
    '/volunteer/choices',
    '/volunteer/emergency',
    '/volunteer/phone',
    '/volunteer/data',
    '/volunteer/data/erase',
  );
});

test('the pages of staff', { timeout: 240_000 }, async (t) => {
  const app = await testApp(t);
  const house = await houseOfPages(app);
  const lists = await listsOf(app, house);
  const officer = await pageChecker(t, house.officer);
  await officer.checkEverywhere(
    '/volunteers',
    '/volunteers?q=nobody',
    `/volunteers/${house.volunteerId}`,
    '/volunteers/import',
    ...lists,
    '/volunteers/duplicates',
  );
  const reviewer = await pageChecker(t, house.reviewer);
  await reviewer.checkEverywhere(
    await proposal(app, house),
    '/volunteers/duplicates',
    '/volunteers/certificates',
    `/volunteers/certificates/${house.volunteerId}/${house.certificateId}`,
  );
  const volunteer = await pageChecker(t, house.volunteer);
  await volunteer.checkEverywhere('/volunteer/duplicate');
});

/** A list at each step: columns, trial, outcome. */
async function listsOf(app: TestApp, { officer }: House): Promise<string[]> {
  const text =
    'Prénom;Nom;Mél;Mail;Ville;Né le\nLéa;Martin;;lea@test.example;Alès;17/05/1990\n' +
    'Zoé;Durand;;zoe;Nîmes;\nInès;Roux;;ines@test.example;Uzès;1990-02-30\n';
  const paths: string[] = [];
  for (const steps of [0, 1, 2]) {
    const file = new File([text], `commune-${steps}.csv`, { type: 'text/csv' });
    const sent = await officer.post('/volunteers/import', { file });
    const path = sent.headers.get('location') ?? '';
    const fields = { column_0: 'first_name', column_1: 'last_name', column_3: 'email' };
    if (steps > 0)
      await officer.post(`${path}/check`, {
        ...fields,
        column_2: '',
        column_4: 'commune',
        column_5: 'birth_date',
      });
    await runPendingJobs(app.ctx);
    if (steps > 1) await officer.post(`${path}/confirm`);
    await runPendingJobs(app.ctx);
    paths.push(path);
  }
  return paths;
}

/** Somebody of the list who looks like the volunteer, proposed by the officer. */
async function proposal(app: TestApp, house: House): Promise<string> {
  const { rows } = await app.database.pool.query(
    `UPDATE volunteers.volunteer SET first_name = 'Léa', last_name = 'Martin', name_key = 'martin lea',
       birth_date = '1990-05-17', commune_code = '30189', department = '30'
     WHERE id = (SELECT id FROM volunteers.volunteer WHERE account_id IS NULL ORDER BY id LIMIT 1)
     RETURNING id`,
  );
  const pair = { one: rows[0].id, other: house.volunteerId };
  await house.officer.post('/volunteers/duplicates', pair);
  const found = await app.database.pool.query('SELECT id FROM volunteers.merge');
  return `/volunteers/duplicates/${found.rows[0].id}`;
}
