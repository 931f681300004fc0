import type { Client } from '#test/harness/app.ts';
import type { Row } from '#test/role-matrix/row.ts';
import { type House, partFor, type Visitor } from './demo-house.ts';

export interface SeenPage {
  readonly route: string;
  readonly path: string;
  readonly who: Visitor;
  readonly response: Response;
  readonly html: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const WORD = '[a-z0-9]+(?:-[a-z0-9]+)*';

/** Pages that are for somebody else than the first whom the route lets in. */
const FOR: Readonly<Record<string, Visitor>> = {
  '/claims': 'newcomer',
  '/claims/:id': 'newcomer',
  '/associations/:id/people': 'owner',
  '/volunteer/join/1': 'newcomer',
  '/volunteer/guardian': 'minor',
  '/eligibility/:decision': 'reviewer',
  '/tests': 'volunteer',
  [`/tests/:id{${UUID}}`]: 'volunteer',
  [`/missions/bans/:ban{${UUID}}`]: 'reviewer',
  '/certifications/supervise': 'supervisor',
  [`/certifications/spaces/:space{${UUID}}`]: 'supervisor',
  [`/certifications/:id{${UUID}}/room`]: 'supervisor',
  [`/certifications/:id{${UUID}}/sheet`]: 'supervisor',
  '/vouchers': 'administrator',
  [`/vouchers/:id{${UUID}}`]: 'administrator',
};

/** Routes that answer something else than a page to everybody, or outside a demonstration only. */
const NO_PAGE: Readonly<Record<string, string>> = {
  '/missions/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}': 'a calendar: calendar.test.ts reads it',
  '/review/claims/:id/document': 'the file itself',
  '/lti/login': 'answers a learning platform: lti.test.ts is one',
  '/sign-in/openid/:provider': 'leads to a provider; none is set here',
  '/sign-in/openid/:provider/callback': 'answers a provider',
  '/crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/events': 'a stream that keeps a board live',
  '/crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/desk/events': 'a stream that keeps a desk live',
  '/B/:badge': 'leads from a badge to a desk: desk.test.ts follows it',
  '/field/worker.js': 'a script',
  [`/learn/:course{${WORD}}/files/:file{[a-z0-9-]+\\.[a-z]+}`]: 'a file to download',
  [`/learn/pictures/:file{${WORD}\\.svg}`]: 'a picture',
  [`/offers/:slug{${WORD}}/documents/:document{${UUID}}`]:
    'the file itself: uses-and-documents.test.ts opens one',
  '/demo/outbox/reply': 'answers a text of the outbox: outbox-page.test.ts looks at it',
  '/volunteer/certificates/:id/document': 'the file itself',
  [`/missions/:id{${UUID}}/applications/:application{${UUID}}/messages/:message{${UUID}}/file`]:
    'the file itself: conversation.test.ts opens one',
  [`/missions/:id{${UUID}}/applications/:application{${UUID}}/pieces/:piece{${UUID}}/file`]:
    'the file itself: journey.test.ts opens one',
};

/** Files, and the interface that test/api exercises. */
const FOR_PROGRAMS = /^\/api\/|\.(?:csv|ics|json|pdf|txt|xml)$/;

/** Pages that say no. */
const REFUSED: readonly (readonly [string, Visitor, number])[] = [
  ['/nothing-here', 'visitor', 404],
  ['/admin/accounts', 'volunteer', 403],
  ['/volunteer/guardian/unknown', 'visitor', 410],
];

/** A path that a pattern of a route matches, as Hono reads it. */
export function matcher(pattern: string): RegExp {
  const parts = pattern.split(/(:\w+(?:\{(?:[^{}]|\{[^{}]*\})*\})?)/).map((part) => {
    if (!part.startsWith(':')) return part.replaceAll(/[.]/g, '\\.');
    const own = /^:\w+\{(.*)\}$/.exec(part)?.[1];
    return own ? `(?:${own})` : '[^/?#]+';
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** Every page of the matrix, seen by somebody it is for, in the order of the matrix. */
export async function everyPage(rows: ReadonlyMap<string, Row>, house: House) {
  const patterns = [...rows.keys()]
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice('GET '.length));
  const plain = new Set(patterns.filter((pattern) => !pattern.includes(':')));
  const links = new Set(house.sentByMail);
  const pages: SeenPage[] = [];
  const missing: string[] = [];
  // Pages without parameters first: they hold the links to the others, which hold more.
  const waiting = [...patterns].sort((a, b) => a.split(':').length - b.split(':').length);
  for (const pattern of waiting) {
    if (NO_PAGE[pattern] || FOR_PROGRAMS.test(pattern)) continue;
    const row = rows.get(`GET ${pattern}`) as Row;
    const who = FOR[pattern] ?? visitorOf(row);
    const matches = matcher(pattern);
    const found = [...links].filter((link) => matches.test(link.replace(/\?.*/, '')));
    const paths = plain.has(pattern)
      ? [pattern, ...found]
      : found.filter((link) => !plain.has(link.replace(/\?.*/, '')));
    const seen = await firstPage(house.visitors[who] as Client, paths);
    if (seen === 'other') continue;
    if (!seen) {
      missing.push(
        `${pattern} as ${who}: ${paths.length === 0 ? 'no link leads there' : paths[0]}`,
      );
      continue;
    }
    pages.push({ route: pattern, who, ...seen });
    for (const [, href] of seen.html.matchAll(/(?:href|action)="(\/[^"#]*)/g)) {
      links.add((href as string).replaceAll('&amp;', '&'));
    }
  }
  for (const [route, who, status] of REFUSED) {
    const response = await (house.visitors[who] as Client).get(route);
    if (response.status !== status) missing.push(`${route} as ${who}: ${response.status}`);
    pages.push({ route, path: route, who, response, html: await response.text() });
  }
  return { pages, missing };
}

function visitorOf({ allowed }: Row): Visitor {
  if (allowed === 'everybody') return 'visitor';
  return allowed === 'signed_in' || allowed === 'token' ? 'volunteer' : partFor(allowed);
}

/** The first of these addresses that answers with a page; 'other' when one answers with a file. */
async function firstPage(client: Client, paths: readonly string[]) {
  for (const path of paths.slice(0, 5)) {
    const response = await client.get(path);
    const type = response.headers.get('content-type') ?? '';
    if (type !== '' && !type.startsWith('text/html')) {
      await response.body?.cancel();
      return 'other' as const;
    }
    if (response.status === 200) return { path, response, html: await response.text() };
    await response.body?.cancel();
  }
  return undefined;
}
