import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { localDate } from '#platform/kernel/dates.ts';
import { texts } from '#services/crises/messages/index.ts';
import { open, type Person, plain, posted, readFunnel } from './journey.ts';

export const HOUR = 3_600_000;
/** People of the register beside her; none has the certificate. */
export const OTHERS = 5;

export const INES = {
  first: 'Inès',
  last: 'Roux',
  birth: '1991-04-12',
  commune: 'Nîmes',
  email: 'ines@test.example',
  phone: '06 39 98 12 34',
};

export interface Officer {
  readonly who: Person;
  readonly path: string;
}

/** The funnel in full: a reason that is not named holds for nobody. */
export async function expectPreview(
  officer: Officer,
  inReach: number,
  reasons: Record<string, number>,
) {
  const { call } = texts(officer.who.lang).need;
  const out = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  const expected = new Map([
    [plain(call.in_reach), inReach],
    ...Object.entries(reasons).map(
      ([reason, count]) =>
        [plain(call.reasons[reason as keyof typeof call.reasons]), count] as const,
    ),
    [plain(call.eligible), inReach - out],
  ]);
  await open(officer.who, officer.path);
  assert.deepEqual(await readFunnel(officer.who.page), expected);
}

interface Shift {
  readonly start: Date;
  readonly end: Date;
  readonly look: (who: Person) => Promise<void>;
}

export async function changeHerMind(ines: Person, officer: Officer, { start, end, look }: Shift) {
  const { page } = ines;
  const rest = { skill_missing: OTHERS };
  const send = (form: string) =>
    Promise.all([posted(page), page.click(`main ${form} button:not([value])`)]);
  await open(ines, '/volunteer');
  await look(ines);
  await open(ines, '/volunteer/availability');
  await look(ines);
  await page.fill('[name=until]', '2020-01-01');
  await send('form[action="/volunteer/pause"]');
  await page.locator('.govuk-error-summary').waitFor();
  assert.equal(
    await page.getAttribute('form:has([name="weekly[]"])', 'action'),
    '/volunteer/availability',
    'the other forms of a page with an error still go where they belong',
  );
  await page.fill('[name=until]', localDate(new Date(Date.now() + 10 * 24 * HOUR)));
  await send('form[action="/volunteer/pause"]');
  await page.waitForURL(/\/volunteer\?saved/);
  await expectPreview(officer, OTHERS + 1, { paused_or_dormant: 1, ...rest });
  await open(ines, '/volunteer/availability');
  await send('form[action="/volunteer/resume"]');
  await page.waitForURL(/\/volunteer\?saved/);
  await expectPreview(officer, OTHERS + 1, rest);

  await open(ines, '/volunteer/availability');
  for (const box of await page.locator('[name="weekly[]"]').all()) await box.uncheck();
  await send('form:has([name="weekly[]"])');
  await page.waitForURL(/\/volunteer\?saved/);
  await expectPreview(officer, OTHERS + 1, { ...rest, unavailable: 1 });
  await open(ines, '/volunteer/availability');
  await page.fill('[name=first_day]', localDate(start));
  await page.fill('[name=last_day]', localDate(end));
  await page.check('[name=kind][value=available]');
  await send('form[action$="/exceptions"]');
  await page.waitForURL(/#exceptions/);
  await look(ines);
  await expectPreview(officer, OTHERS + 1, rest);
}

export async function takeAway(ines: Person, look: (who: Person) => Promise<void>): Promise<void> {
  const { page } = ines;
  await open(ines, '/volunteer');
  await page.click('main a[href="/volunteer/data"]');
  await page.waitForURL(/\/data$/);
  await look(ines);
  const shown = plain(await page.textContent('main'));
  for (const known of [INES.last, '12', INES.commune, '30-2024-118', INES.email])
    assert.ok(shown.includes(known), known);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('main a[href="/volunteer/data.json"]'),
  ]);
  assert.equal(download.suggestedFilename(), 'renfort.json');
  const data = JSON.parse(readFileSync(await download.path(), 'utf8'));
  assert.equal(data.identity.firstName, INES.first);
  assert.equal(data.identity.birthDate, INES.birth);
  assert.equal(data.contact.phone, '+33639981234');
  assert.deepEqual(
    data.certificates.map((one: { kind: string; status: string }) => [one.kind, one.status]),
    [['psc1', 'verified']],
  );
  assert.deepEqual(data.availability.weekly, []);
  assert.deepEqual(data.skills.map((one: { code: string }) => one.code).sort(), [
    'first_aid',
    'listening',
  ]);
}

export async function leave(ines: Person, look: (who: Person) => Promise<void>): Promise<void> {
  const { page, site } = ines;
  await page.click('main a[href="/volunteer/data/erase"]');
  await page.waitForURL(/erase$/);
  await look(ines);
  await Promise.all([posted(page), page.click('main form button')]);
  await page.locator('.govuk-error-summary').waitFor();
  await page.check('[name=confirm]');
  await Promise.all([posted(page), page.click('main form button')]);
  await page.waitForURL(/\/volunteer\/erased/);
  await look(ines);
  await page.goto(`${site.url}/volunteer`);
  assert.equal(new URL(page.url()).pathname, '/sign-in', 'the account is gone too');
  const { rows } = await site.database.pool.query(
    `SELECT (SELECT count(*) FROM volunteers.volunteer WHERE last_name = $1)
       + (SELECT count(*) FROM volunteers.volunteer_contact WHERE email = $2)
       + (SELECT count(*) FROM auth.account WHERE email = $2) AS left`,
    [INES.last, INES.email],
  );
  assert.deepEqual(rows, [{ left: 0 }]);
}
