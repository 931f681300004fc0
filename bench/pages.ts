// The pages that must hold on a bad day, over the demo country (20,000 people): 16 connections, the
// generator in another process. Baseline: an empty page of Hono in the same server.
// PAGES=500 npm run bench -- pages        PROFILE=folder keeps a profile of the server
import { loadDemo } from '../src/demo/country.ts';
import { callEverybody } from './parts/hot-need.ts';
import { requestOf, sendAll } from './parts/load.ts';
import { startServer } from './parts/server-process.ts';
import { printTable } from './parts/table.ts';
import { withRenfort } from './parts/temporary-renfort.ts';

const PAGES = Number(process.env.PAGES ?? 400);
const CONNECTIONS = 16;
const OFFICER = 'officer-gard@demo.renfort.example';

const silent = { update() {}, finish() {} };

/** Signs in by one click, as a visitor of the demo does; the cookies to send back. */
async function signIn(origin: string): Promise<string> {
  const form = await fetch(`${origin}/demo`);
  const visit = cookiesOf(form);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const answer = await fetch(`${origin}/demo/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: visit, origin },
    body: new URLSearchParams({ csrf, email: OFFICER }),
  });
  if (answer.status !== 303) throw new Error(`Sign-in: ${answer.status}`);
  return cookiesOf(answer);
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

await withRenfort(async ({ url, ctx, database }) => {
  const loaded = await loadDemo(ctx, silent);
  if (!loaded.ok) throw new Error(loaded.error);
  await database.pool.query('VACUUM ANALYZE');
  const { rows: people } = await database.pool.query<{ id: string }>(
    `SELECT id FROM volunteers.volunteer WHERE department = '30' AND status = 'active' LIMIT 500`,
  );
  const ids = people.map(({ id }) => id);
  const need = await callEverybody(ctx, database.pool, ids, 20);
  const server = await startServer('app-server.ts', { BENCH_DATABASE: url });
  const origin = `http://127.0.0.1:${server.port}`;
  try {
    const officer = await signIn(origin);
    const crisis = `/crises/${need.crisisId}`;
    const pages: [string, string, string][] = [
      ['an empty page of Hono', '/empty', ''],
      ['home', '/', ''],
      ['associations, searched', '/associations?q=secours&department=30', ''],
      ['sign-up', '/volunteer/join', ''],
      ['reply to a call', `/r/${need.tokens[0]}`, ''],
      ['home of an officer', '/', officer],
      ['directory', '/volunteers', officer],
      ['directory, filtered', '/volunteers?ability=psc1&commune=N%C3%AEmes&status=active', officer],
      ['board of a crisis', crisis, officer],
      ['need, with who can be called', `${crisis}/needs/${need.needId}/call`, officer],
    ];
    const rows: (string | number)[][] = [];
    for (const [label, path, cookie] of pages) {
      const headers = { ...(cookie ? { cookie } : {}), 'accept-encoding': 'gzip' };
      const plain = await fetch(origin + path, { headers: { ...headers, 'accept-encoding': '' } });
      const kilobytes = Buffer.byteLength(await plain.text()) / 1024;
      const request = requestOf('GET', path, headers);
      const requests = (count: number) => Array.from({ length: count }, () => request);
      const options = { connections: CONNECTIONS, status: 200 };
      await sendAll(server.port, requests(PAGES / 4), options);
      const before = await server.cpu();
      const load = await sendAll(server.port, requests(PAGES), options);
      rows.push([
        label,
        Math.round(load.rate),
        Number(load.medianMs.toFixed(1)),
        Number(load.p99Ms.toFixed(1)),
        Number((((await server.cpu()) - before) * 1000) / PAGES).toFixed(2),
        kilobytes.toFixed(1),
        (load.bytes / 1024).toFixed(1),
      ]);
    }
    process.stdout.write(`${PAGES} of each, ${CONNECTIONS} connections\n`);
    printTable(['page', '/s', 'median ms', 'p99 ms', 'web ms', 'KB', 'KB gzip'], rows);
  } finally {
    await server.stop();
  }
});
