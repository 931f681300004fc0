import { transaction } from '#platform/context.ts';
import { issue, shownCode } from '#platform/credentials/index.ts';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { localDate, localMinutes } from '#platform/kernel/dates.ts';
import { messages } from '#platform/messaging/index.ts';
import { selectPepper } from '#platform/messaging/queries/installation.ts';
import { addressHash } from '#platform/messaging/queries/preference.ts';
import { unsubscribeToken } from '#platform/messaging/unsubscribe.ts';
import { attendanceCredential } from '#services/crises/report/credential.ts';
import { bundledSource } from '#services/skills/content/courses.ts';
import { LABEL_CRITERIA } from '#services/spaces/index.ts';
import { keepFresh } from '#services/volunteers/actions/freshness.ts';
import { idOf } from '#services/volunteers/index.ts';
import type { Client, TestApp } from '#test/harness/app.ts';
import { addIntake } from '#test/harness/walk-ups.ts';
import type { Who } from '#test/role-matrix/row.ts';
import { DEMO_ACCOUNTS, type Part } from '../../src/demo/accounts.ts';
import { loadDemo } from '../../src/demo/country.ts';

/** Who looks at a page: somebody for whom it has something to show. */
export type Visitor = 'visitor' | 'newcomer' | 'minor' | Part;

export interface House {
  readonly visitors: Readonly<Partial<Record<Visitor, Client>>> & { readonly visitor: Client };
  /** Addresses that no page links to: they are sent by e-mail. */
  readonly sentByMail: readonly string[];
}

const PARTS: readonly Part[] = [
  'volunteer',
  'officer_gard',
  'reviewer',
  'manager',
  'owner',
  'supervisor',
  'administrator',
];
const VOLUNTEER = DEMO_ACCOUNTS.find(({ part }) => part === 'volunteer')?.email as string;
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** Of those whom a route lets in, one of the demo's people. */
export function partFor(allowed: readonly Who[]): Visitor {
  if (allowed.includes('officer_here')) return 'officer_gard';
  if (allowed.includes('reviewer_here')) return 'reviewer';
  return allowed.includes('association_owner') || allowed.length === 0
    ? 'manager'
    : 'administrator';
}

/** A small demo country, with something begun on every page that waits for something. */
export async function demoHouse(app: TestApp): Promise<House> {
  const silent = { update: () => {}, finish: () => {} };
  await loadDemo(app.ctx, silent, { seed: 7, volunteers: 600, associations: 60 });
  const visitors: Partial<Record<Visitor, Client>> & { visitor: Client } = {
    visitor: app.visitor(),
    newcomer: await app.as({ email: 'newcomer@test.example' }),
    minor: await app.as({ email: 'minor@test.example' }),
  };
  for (const part of PARTS) visitors[part] = await partClient(app, part);
  await visitors.visitor.post('/sign-in', { email: 'somebody@test.example' });
  await waitForCodes(visitors.volunteer as Client);
  await askGuardian(visitors.minor as Client);
  await askToAct(app, visitors.newcomer as Client);
  await app.database.pool.query(
    `UPDATE volunteers.volunteer SET confirmed_at = now() - interval '13 months'
     WHERE id = (SELECT id FROM volunteers.volunteer WHERE status = 'active'
                 ORDER BY id DESC LIMIT 1)`,
  );
  await keepFresh(app.ctx);
  await proposeTwins(app, visitors.officer_gard as Client);
  await tryAList(app, visitors.officer_gard as Client);
  await askEligibility(app, visitors.volunteer as Client);
  const certification = await certificationSession(app, visitors);
  await askForLabel(app, visitors.manager as Client);
  const ofSpaces = await useSpace(app, visitors);
  await beginALesson(visitors.administrator as Client);
  await takeTests(visitors.volunteer as Client);
  await (visitors.reviewer as Client).post('/missions/bans', {
    email: 'newcomer@test.example',
    reason: 'advertising',
    note: 'Trois annonces pour un produit.',
    days: '30',
  });
  const mails = await linksOfMails(app);
  const sentByMail = [
    ...mails,
    ...certification,
    await unsubscribeLink(app),
    await keptSearch(app, visitors.volunteer as Client),
    await badgeLink(mails, visitors.visitor),
    ...(await spontaneousHelp(app, visitors.visitor)),
    await certificate(app),
    ...ofSpaces,
    ...(await meetings(app)),
    ...(await linksOf(visitors.owner as Client, '/claims')),
    ...(await anOrder(visitors.manager as Client, await partClient(app, 'distributor'))),
  ];
  return { visitors, sentByMail };
}

/** Where a page leads its visitor, for what only this visitor is shown. */
async function linksOf(client: Client, path: string): Promise<string[]> {
  const html = await (await client.get(path)).text();
  return [...html.matchAll(/href="(\/[^"#]*)"/g)].map(([, href]) => href as string);
}

async function partClient(app: TestApp, part: Part): Promise<Client> {
  const email = DEMO_ACCOUNTS.find((account) => account.part === part)?.email as string;
  return app.as({ email });
}

/** A volunteer keeps a search; answers the link that ends its letters. */
async function keptSearch({ database }: TestApp, volunteer: Client): Promise<string> {
  await volunteer.post('/missions/searches', { query: 'q=lettre&near=Nîmes', rhythm: 'daily' });
  const { rows } = await database.pool.query<{ stop_key: string }>(
    "SELECT stop_key FROM missions.saved_search WHERE kind = 'search'",
  );
  return `/missions/searches/stop/${rows[0]?.stop_key}`;
}

/** A test that has ended, and one under way. */
async function takeTests(volunteer: Client): Promise<void> {
  const first = await volunteer.post('/tests');
  const path = first.headers.get('location') ?? '';
  await volunteer.post(`${path}/answers/0`, { skip: 'yes' });
  await volunteer.post(`${path}/end`);
  await volunteer.post('/tests');
}

/** An order under way, with a key to read. */
async function anOrder(manager: Client, agent: Client): Promise<string[]> {
  const start = '/offers/suite-de-demonstration/order';
  const first = await (await manager.get(start)).text();
  const association = /\/eligibility\/check\/([0-9a-f-]{36})/.exec(first)?.[1] ?? '';
  await manager.post(`/eligibility/check/${association}`, { pack: 'associations-1901' });
  const form = await (await manager.get(start)).text();
  const distributor = /name="distributor"[^>]*value="([0-9a-f-]{36})"/.exec(form)?.[1] ?? '';
  const put = await manager.post(start, { association, distributor, employee: '2' });
  const order = put.headers.get('location') ?? '';
  for (const event of ['quote', 'order']) await manager.post(`${order}/move`, { event });
  await agent.post(`${order}/move`, { event: 'accept' });
  const product = /name="product"[\s\S]*?value="([0-9a-f-]{36})"/.exec(
    await (await agent.get(order)).text(),
  )?.[1];
  await agent.post(`${order}/deliver`, { product: product ?? '', seats: '1', content: 'DEMO-1' });
  return [start, `/associations/${association}/people`];
}

async function waitForCodes(volunteer: Client): Promise<void> {
  await volunteer.post('/account/email', { email: 'new-address@test.example' });
  await volunteer.post('/volunteer/phone', { phone: '06 39 98 99 99' });
  await volunteer.post('/volunteer/certificates/new', {
    kind: String(idOf('pse1')),
    number: '30-2026-118',
    issued_on: '2026-01-10',
    file: new File([PDF], 'pse1.pdf', { type: 'application/pdf' }),
  });
}

async function askGuardian(minor: Client): Promise<void> {
  await minor.post('/volunteer/join/1', {
    first_name: 'Ana',
    last_name: 'Essai',
    birth_date: '2010-01-01',
    commune: 'Nîmes',
    radius: '20',
  });
  await minor.post('/volunteer/join/2', { effort: 'light' });
  await minor.post('/volunteer/join/3', { phone: '' });
  await minor.post('/volunteer/guardian', {
    guardian_name: 'Max Essai',
    guardian_email: 'guardian@test.example',
  });
}

/** A treasurer of the Gard asks to act for an association that nobody acts for. */
async function askToAct({ database }: TestApp, person: Client): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM associations.organisation WHERE name = 'Solidarité Nîmes'`,
  );
  await person.post(`/associations/${rows[0]?.id}/claim`, {
    kind: 'claim',
    proof: 'document',
    office: 'treasurer',
    file: new File([PDF], 'pv.pdf', { type: 'application/pdf' }),
  });
}

/** A list with one good line and one bad. */
async function tryAList({ ctx }: TestApp, officer: Client): Promise<void> {
  const lines = ['nom;prénom;mail;commune', 'Durand;Zoé;zoe@test.example;Nîmes', 'Petit;Ali;;'];
  await officer.post('/volunteers/import', {
    file: new File([lines.join('\n')], 'liste.csv', { type: 'text/csv' }),
  });
  await runPendingJobs(ctx);
}

/** An association of the Gard with mixed activities: the reviewer's queue holds it. */
async function askEligibility({ database }: TestApp, volunteer: Client): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM associations.organisation
     WHERE rna = 'W309000004'`,
  );
  await volunteer.post(`/eligibility/check/${rows[0]?.id}`, {});
}

/** The space of the Gard that has no label asks for it. */
async function askForLabel({ database }: TestApp, manager: Client): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM spaces.space WHERE label_state = 'none'`,
  );
  const path = `/spaces/${rows[0]?.id}/label`;
  await manager.post(`${path}/begin`);
  const answers = Object.fromEntries(LABEL_CRITERIA.map((id) => [id, 'yes']));
  const file = new File([PDF], 'piece.pdf', { type: 'application/pdf' });
  const files = { file_trained_people: file, file_posts: file, file_insurance: file };
  const numbers = { trained_people: '2', posts: '6', hours: '20' };
  await manager.post(path, { ...answers, ...numbers, ...files, version: '1', next: 'submit' });
}

/** Somebody books in a space of the Gard, notes a visit and is invited to host. */
async function useSpace(
  { database }: TestApp,
  { manager, volunteer }: Partial<Record<Visitor, Client>>,
): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string; poster_code: string }>(
    `SELECT id, poster_code FROM spaces.space WHERE department = '30' AND label_state = 'labelled'
     ORDER BY name LIMIT 1`,
  );
  const path = `/spaces/${rows[0]?.id}`;
  const here = `/spaces/here/${rows[0]?.poster_code}`;
  const form = (await (await volunteer?.get(`${path}/book`))?.text()) ?? '';
  const day = /name="day" value="([0-9-]+)"/.exec(form)?.[1] ?? '';
  const starts = /name="starts"[^>]*value="(\d+)"/.exec(form)?.[1] ?? '';
  await volunteer?.post(`${path}/book`, { day, starts, band: '30_59' });
  const desk = (await (await manager?.get(`${path}/desk`))?.text()) ?? '';
  const code = /rf-tap__code">(\d{4})</.exec(desk)?.[1] ?? '';
  await volunteer?.post(here, { code });
  await manager?.post(`${path}/people/invite`, { email: VOLUNTEER, role: 'space_host' });
  return [here, `${path}/book`];
}

/** A draft that reads without a mistake: the first lesson of the list. */
async function beginALesson(administrator: Client): Promise<void> {
  const source = bundledSource('files', 'fr') ?? '';
  await administrator.post('/learn/write/files/fr', { source, seen: '0' });
}

/** A session of certification under way in the Gard, with a voucher and a public page. */
async function certificationSession(
  { database }: TestApp,
  { supervisor, volunteer, administrator }: Partial<Record<Visitor, Client>>,
): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM spaces.space WHERE label_state = 'labelled' AND department = '30' LIMIT 1`,
  );
  const space = `/certifications/spaces/${rows[0]?.id}`;
  const soon = new Date(Date.now() + 30 * 60_000);
  const starts_at = `${localDate(soon)}T${clockText(localMinutes(soon))}`;
  const planned = await supervisor?.post(space, { starts_at, places: '6', price: '30' });
  const room = planned?.headers.get('location') ?? '';
  const path = room.replace('/room', '');
  await volunteer?.post(`${path}/enrol`, { name: 'Zoé Essai', birth_date: '1964-05-02', code: '' });
  await supervisor?.post(`${path}/move`, { event: 'open' });
  await volunteer?.post('/certifications/portfolio', { open: 'yes' });
  const own = (await (await volunteer?.get('/certifications'))?.text()) ?? '';
  const batch = await administrator?.post('/vouchers/new', {
    funder: 'Région (démo)',
    budget: '1000',
    value: '25',
    until: '2099-12-31',
    retakes: '1',
    retake_days: '90',
    anybody_price: '5',
  });
  const opened = batch?.headers.get('location')?.replace(/\?.*/, '') ?? '';
  return [space, room, `${path}/sheet`, opened, /\/portfolio\/[0-9a-z-]{15}/.exec(own)?.[0] ?? ''];
}

const clockText = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Two records of the Gard become the same person, and the officer says so. */
async function proposeTwins({ database }: TestApp, officer: Client): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM volunteers.volunteer
     WHERE department = '30' AND account_id IS NULL AND birth_date IS NOT NULL
     ORDER BY id LIMIT 2`,
  );
  const [one, other] = rows.map(({ id }) => id) as [string, string];
  await database.pool.query(
    `UPDATE volunteers.volunteer AS twin
     SET first_name = v.first_name, last_name = v.last_name, name_key = v.name_key,
       birth_date = v.birth_date, commune_code = v.commune_code
     FROM volunteers.volunteer AS v WHERE twin.id = $2 AND v.id = $1`,
    [one, other],
  );
  await officer.post('/volunteers/duplicates', { one, other });
}

/** Of somebody who is expected: the others have none. */
async function badgeLink(mails: readonly string[], visitor: Client): Promise<string> {
  for (const link of mails.filter((one) => one.startsWith('/r/'))) {
    const { status } = await visitor.get(`${link}/badge`);
    if (status === 200) return `${link}/badge`;
  }
  throw new Error('nobody in the demo has a badge');
}

/** The exercise of the Gard takes people who come by themselves; one of them signs up. */
async function spontaneousHelp({ ctx, database }: TestApp, visitor: Client): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM crises.crisis WHERE status = 'active' AND '30' = ANY(departments)`,
  );
  const { crisisId, code, personId } = await addIntake(ctx, { crisisId: rows[0]?.id as string });
  const sent = await visitor.post(`/aide/${code}`, {
    first_name: 'Inès',
    last_name: 'Roux',
    phone: '06 39 98 12 34',
    commune: 'Nîmes',
    'can[]': ['hands'],
    when: 'now',
    size: '1',
    adult: 'on',
    rules: 'on',
    consent: 'on',
  });
  const token = sent.headers.get('location')?.split('/').at(-1) ?? '';
  const own = [
    `/aide/${code}/${token}`,
    `/help/${code}/${token}`,
    `/help/${code}/${token}/badge`,
    `/crises/join/${token}`,
  ];
  const desk = `/crises/${crisisId}/desk`;
  const staff = [`/crises/${crisisId}/intake/poster`, desk, `${desk}/${personId}`];
  return [`/aide/${code}`, `/help/${code}`, ...own, ...staff];
}

/** Printed on paper, under a square to scan. */
/** Of the missions of the demo's association. */
async function meetings({ database }: TestApp): Promise<string[]> {
  const { rows } = await database.pool.query<{ path: string }>(
    `SELECT '/missions/' || mission_id || '/meetings/' || id AS path FROM missions.meeting`,
  );
  return rows.flatMap(({ path }) => [path.replace(/\/[^/]+$/, ''), path]);
}

async function certificate({ ctx, database }: TestApp): Promise<string> {
  const { rows } = await database.pool.query<Record<string, string>>(
    `SELECT c.id AS crisis, c.title, v.id FROM crises.crisis c, volunteers.volunteer v LIMIT 1`,
  );
  const { crisis = '', title = '', id = '' } = rows[0] ?? {};
  const hours = { crisisId: crisis, title, exercise: false, minutes: 390, days: ['2026-11-20'] };
  const credential = attendanceCredential({
    lang: 'fr',
    volunteerId: id,
    name: 'Zoé Essai',
    caller: 'Préfecture du Gard',
    hours: { ...hours, confirmedAt: ctx.clock.now() },
  });
  const issued = await transaction(ctx, (tx) => issue(tx, credential));
  return `/verify/${shownCode(issued.code)}`;
}

/** Written into a message at the moment when it leaves: a demonstration sends none. */
async function unsubscribeLink({ ctx }: TestApp): Promise<string> {
  const pepper = await selectPepper(ctx.db);
  const hash = await addressHash(ctx.db, 'email', 'somebody@test.example');
  return `/unsubscribe/${unsubscribeToken(pepper, hash, 'crisis')}`;
}

async function linksOfMails({ ctx }: TestApp): Promise<string[]> {
  const sent = await messages(ctx);
  const found = sent.flatMap(({ text }) => text?.match(/https?:\/\/\S+/g) ?? []);
  const ours = found.filter((link) => link.startsWith(ctx.config.publicUrl));
  return [...new Set(ours.map((link) => link.slice(ctx.config.publicUrl.length)))];
}
