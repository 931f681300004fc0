import type { RateRule } from '../auth/index.ts';
import type { Request } from '../http/env.ts';
import { readForm } from '../http/form.ts';
import { answerWrongToken } from '../http/limits.ts';
import { notFoundPage, page } from '../http/pages.tsx';
import { routes } from '../http/routes.ts';
import { issuerName, listPath, verifyPath } from './document.ts';
import { type ReadCode, readCode, shownCode } from './domain/code.ts';
import { badgePng, badgeSvg } from './formats/badge-image.ts';
import { bakePng } from './formats/png.ts';
import { MOST_FILE_BYTES, readCredential } from './formats/read.ts';
import { bakeSvg } from './formats/svg.ts';
import { ownDidDocument } from './issuer-file.ts';
import { issuerMethod } from './keys/did.ts';
import { kindNamed } from './kinds.ts';
import { credentialTexts } from './messages/index.ts';
import { checkFile, jwtOf, type OwnCredential, ownCredential } from './own.ts';
import { publishedList } from './status-lists.ts';
import { ProofPage, StateVerdict } from './views/proof-page.tsx';
import { VerifyPage, type VerifyPageProps } from './views/verify-page.tsx';

const FILES: RateRule = { name: 'verify_file', points: 60, minutes: 10 };
/** Signing a token costs more than reading a page. */
const DOWNLOADS: RateRule = { name: 'credential_file', points: 120, minutes: 10 };
const MAY_FORM = 64 * 1024;

const all = routes();
export const pages = all.hono;

/** For verifiers on other sites too. */
function published(c: Request, type: string, body: string): Response {
  c.header('Content-Type', type);
  c.header('Cache-Control', 'public, max-age=300');
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  return c.body(body);
}

all.get('/.well-known/did.json', 'public', async (c) =>
  published(c, 'application/did+json', await ownDidDocument(c.get('ctx'))),
);

all.get('/credentials/status/:list{\\d{1,9}}', 'public', async (c) => {
  const list = await publishedList(c.get('ctx'), Number(c.req.param('list')));
  return list === undefined ? notFoundPage(c) : published(c, 'application/vc', list);
});

all.get('/verify', 'public', (c) => {
  const typed = c.req.query('code') ?? '';
  if (typed === '') return formPage(c, { typed });
  const code = readCode(typed);
  return code.ok ? c.redirect(verifyPath(code.code), 303) : wrongCode(c, typed, code);
});

all.post(
  '/verify',
  'public',
  async (c) => {
    const m = credentialTexts(c.get('lang'));
    const { file } = await readForm(c);
    if (!(file instanceof File) || file.size === 0)
      return formPage(c, { typed: '', fileError: m.file.missing }, 422);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = readCredential(bytes);
    if (!read.ok) {
      const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
      const fileError = isPdf ? m.file.pdf : m.file.unreadable[read.error];
      return formPage(c, { typed: '', fileError }, 422);
    }
    const { verdict, issued } = await checkFile(c.get('ctx'), read.value);
    if (verdict.outcome === 'status_refused') throw new Error('no list was given');
    return page(c, {
      title: m.title,
      breadcrumbs: [{ text: m.title, href: '/verify' }],
      body: (
        <>
          <StateVerdict state={verdict.outcome} />
          {issued ? (
            <p>
              <a href={verifyPath(issued.code)}>{m.see_page}</a>
            </p>
          ) : null}
          <p>
            <a href="/verify">{m.another}</a>
          </p>
        </>
      ),
    });
  },
  { maxBytes: MOST_FILE_BYTES + MAY_FORM, limit: FILES },
);

all.get('/verify/:code', 'public', async (c) => {
  const found = await credentialOf(c);
  return found instanceof Response ? found : proofPage(c, found);
});

all.get(
  '/verify/:code/credential.json',
  'public',
  (c) => file(c, 'json', 'application/vc', async ({ issued }) => issued.document),
  { limit: DOWNLOADS },
);

all.get(
  '/verify/:code/credential.jwt',
  'public',
  (c) => file(c, 'jwt', 'application/vc+jwt', ({ document }) => jwtOf(c.get('ctx'), document)),
  { limit: DOWNLOADS },
);

all.get(
  '/verify/:code/badge.png',
  'public',
  (c) =>
    file(c, 'png', 'image/png', async ({ issued }) =>
      isBadge(issued) ? bakePng(badgePng(urlOf(c, issued)), issued.document as string) : undefined,
    ),
  { limit: DOWNLOADS },
);

all.get(
  '/verify/:code/badge.svg',
  'public',
  (c) =>
    file(c, 'svg', 'image/svg+xml', async ({ issued, document }) => {
      if (!isBadge(issued)) return undefined;
      const words = {
        url: urlOf(c, issued),
        title: String(document.name),
        issuer: issuerName(c.get('ctx').config),
      };
      return bakeSvg(badgeSvg(words), issued.document as string);
    }),
  { limit: DOWNLOADS },
);

const isBadge = ({ kind }: { kind: string }) => kindNamed(kind).profile === 'open_badge';
const urlOf = (c: Request, { code }: { code: string }) =>
  c.get('ctx').config.publicUrl + verifyPath(code);

/** A wrong sign is told at once; only a code that could exist is looked up, and counted when it does not. */
async function credentialOf(c: Request): Promise<OwnCredential | Response> {
  c.header('X-Robots-Tag', 'noindex');
  const typed = c.req.param('code') ?? '';
  const code = readCode(typed);
  if (!code.ok) return wrongCode(c, typed, code);
  const found = await ownCredential(c.get('ctx'), code.code);
  if (found) return found;
  return answerWrongToken(c, () => {
    const m = credentialTexts(c.get('lang')).unknown;
    return page(c, { title: m.title, status: 404, lead: m.text, body: <VerifyAgain /> });
  });
}

function VerifyAgain() {
  return <VerifyPage typed="" />;
}

function wrongCode(c: Request, typed: string, { error }: Extract<ReadCode, { ok: false }>) {
  const codeError = credentialTexts(c.get('lang')).code.errors[error];
  return formPage(c, { typed: typed.slice(0, 40), codeError }, 404);
}

function formPage(c: Request, props: VerifyPageProps, status: 200 | 404 | 422 = 200): Response {
  const { title, lead } = credentialTexts(c.get('lang'));
  return page(c, { title, lead, status, body: <VerifyPage {...props} /> });
}

function proofPage(c: Request, { issued, state, document }: OwnCredential): Response {
  const m = credentialTexts(c.get('lang'));
  const { config } = c.get('ctx');
  const shown = document && kindNamed(issued.kind).show(document, c.get('lang'));
  const path = verifyPath(issued.code);
  const files = [
    { href: `${path}/credential.json`, text: m.json },
    ...(isBadge(issued)
      ? [
          { href: `${path}/badge.png`, text: m.png },
          { href: `${path}/badge.svg`, text: m.svg },
        ]
      : []),
    ...(issuerMethod(config) === 'did:web'
      ? [{ href: `${path}/credential.jwt`, text: m.jwt }]
      : []),
  ];
  return page(c, {
    title: shown?.title ?? m.title,
    breadcrumbs: [{ text: m.title, href: '/verify' }],
    body: (
      <ProofPage
        state={state}
        shown={shown}
        issuer={String(Object(document?.issuer).name ?? issuerName(config))}
        code={shownCode(issued.code)}
        validFrom={issued.validFrom}
        validUntil={issued.validUntil}
        revokedAt={issued.revokedAt}
        files={document ? files : []}
        list={listPath(issued.status.list)}
        publicUrl={config.publicUrl}
      />
    ),
  });
}

type Readable = OwnCredential & { readonly document: NonNullable<OwnCredential['document']> };

/** A file of the credential, to be saved. */
async function file(
  c: Request,
  extension: string,
  type: string,
  make: (found: Readable) => Promise<string | Buffer | undefined>,
): Promise<Response> {
  const found = await credentialOf(c);
  if (found instanceof Response) return found;
  const { document } = found;
  const body = document && (await make({ ...found, document }));
  if (body === undefined) return notFoundPage(c);
  c.header('Content-Type', type);
  c.header(
    'Content-Disposition',
    `attachment; filename="${shownCode(found.issued.code)}.${extension}"`,
  );
  c.header('Cache-Control', 'private, no-store');
  return c.body(body as string | Uint8Array<ArrayBuffer>);
}
