import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { recordAudit } from '../audit/index.ts';
import type { Cli, Command } from '../cli/command.ts';
import { systemClock, transaction } from '../context.ts';
import { readCode, shownCode } from './domain/code.ts';
import { type Presented, type ReadProblem, readCredential } from './formats/read.ts';
import { revoke } from './issue.ts';
import { issuerFile, writeIssuerFile } from './issuer-file.ts';
import { NOBODY, readIssuer, signerNames, type TrustedIssuers } from './keys/did.ts';
import { ISSUER, publicKeys, rotateKeys } from './keys/store.ts';
import { type Alteration, type StatusProblem, type Verdict, verifyCredential } from './verify.ts';

/** Of `verify`. Anything that cannot be read ends with 2. */
const EXIT = {
  valid: 0,
  revoked: 3,
  expired: 4,
  not_yet: 4,
  altered: 5,
  unknown_issuer: 6,
  status_refused: 2,
} as const satisfies Record<Verdict['outcome'], number>;

const PROBLEMS: Readonly<Record<ReadProblem, string>> = {
  empty: 'it is empty',
  too_large: 'it is larger than a credential can be',
  not_recognised: 'it is not JSON, nor a JWT, nor a PNG or SVG image',
  json_broken: 'its JSON cannot be read: perhaps a part is missing',
  too_deep: 'its JSON is nested deeper than a credential can be',
  not_a_credential: 'it is JSON, but not a verifiable credential',
  no_proof: 'it carries no signature at all',
  token_broken: 'it looks like a JWT, but its head cannot be read',
  png_broken: 'the PNG image is damaged: perhaps a part is missing',
  svg_broken: 'the SVG image cannot be read',
  doctype: 'the SVG image has a DOCTYPE, which is refused',
  no_badge: 'the image carries no credential',
  several_badges: 'the image carries several credentials',
};

const ALTERATIONS: Readonly<Record<Alteration, string>> = {
  signature: 'the text is not the one that was signed',
  image: 'the image was changed after the credential was put into it',
  context: 'it gives its words a meaning from elsewhere',
  proof: 'its proof is not one that its issuer makes',
  claims: 'what it says does not agree with itself',
};

const LISTS: Readonly<Record<StatusProblem, string>> = {
  list_unreadable: 'it is not a status list for revocations',
  list_of_another_issuer: 'it is signed by somebody else than the issuer of the credential',
  list_altered: 'its text is not the one that was signed',
  another_list: 'the credential is in another list',
  list_out_of_date: 'it is out of date: fetch it again',
  entry_missing: 'the place of the credential is not in it',
};

class Unusable extends Error {}

const verify: Command = {
  name: 'verify',
  summary: 'check a certificate or an attestation without network',
  help: `Usage: renfort verify FILE [--issuer FILE] [--status FILE]

FILE is a verifiable credential: JSON, JWT, or a PNG or SVG image that carries one.
  --issuer FILE   whom to believe: the DID document of the issuer (from its /.well-known/did.json), or
                  a text with its did:key. Left out: the issuer of this Renfort
  --status FILE   the issuer's status list (the address is in the credential): without it, whether the
                  credential was revoked is not known, and this is said

Nothing is fetched. Prints the verdict on the first line, then what the credential says.
Exit codes: 0 valid; 3 revoked; 4 expired, or not valid yet; 5 altered; 6 unknown issuer; 2 wrong usage,
or a file that cannot be used.`,
  async run(args, cli) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { issuer: { type: 'string' }, status: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      cli.stderr.write('Name one file.\nTry: renfort verify --help\n');
      return 2;
    }
    try {
      const presented = await presentedIn(file);
      const trusted = await issuersOf(cli, values.issuer);
      const list = values.status === undefined ? undefined : await presentedIn(values.status);
      const verdict = await verifyCredential(presented, {
        trusted,
        list,
        now: systemClock.now(),
      });
      const { outcome } = verdict;
      if (outcome === 'status_refused')
        throw new Unusable(`${values.status} is not used: ${LISTS[verdict.why]}.`);
      cli.stdout.write(`${outcome.replaceAll('_', ' ')}\n${details(verdict).join('')}`);
      return EXIT[outcome];
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      cli.stderr.write(`${error.message}\n`);
      return 2;
    }
  },
};

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Unusable(`${path} cannot be opened: ${(error as NodeJS.ErrnoException).code}`);
  }
}

async function presentedIn(path: string): Promise<Presented> {
  const read = readCredential(await bytesOf(path));
  if (!read.ok) throw new Unusable(`${path} is not a credential: ${PROBLEMS[read.error]}.`);
  return read.value;
}

async function issuersOf({ config }: Cli, path: string | undefined): Promise<TrustedIssuers> {
  const own = issuerFile(config);
  const text =
    path === undefined
      ? await readFile(own, 'utf8').catch(() => undefined)
      : String(await bytesOf(path));
  if (text === undefined) return NOBODY;
  const trusted = readIssuer(text);
  if (trusted) return trusted;
  throw new Unusable(
    `${path ?? own} does not say who an issuer is: give its DID document, or a text with its did:key.`,
  );
}

function details(verdict: Verdict): string[] {
  if (verdict.outcome === 'altered') {
    const { why, detail } = verdict;
    return [`${ALTERATIONS[why]}${detail === undefined ? '' : `: ${shown(detail)}`}\n`];
  }
  if (verdict.outcome === 'unknown_issuer') {
    return [
      `issuer: ${shown(verdict.issuer) || 'none'}\n`,
      'If you trust it, give its DID document with --issuer.\n',
    ];
  }
  if (verdict.outcome === 'status_refused') return [];
  const { credential, issuer, status } = verdict;
  const list = Object(credential.credentialStatus).statusListCredential;
  const lines = [
    ['name', credential.name],
    ['issuer', `${issuer} ${Object(credential.issuer).name ?? ''}`.trim()],
    ['valid from', credential.validFrom],
    ['valid until', credential.validUntil],
    ['id', credential.id],
    ...leavesOf(credential.credentialSubject),
    [
      'revocation',
      {
        none: 'cannot be revoked',
        checked: verdict.outcome === 'revoked' ? 'revoked' : 'not revoked',
        not_checked: `NOT CHECKED: fetch ${list} and give it with --status`,
      }[status],
    ],
  ];
  return lines.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${shown(String(value))}\n`],
  );
}

/** What it says of its holder: every text in it but types and ids, named by its place. */
function leavesOf(value: unknown, path = ''): (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const more = path === '' ? '' : `${path}.`;
  return Object.entries(value)
    .filter(([name]) => name !== 'id' && name !== 'type')
    .flatMap(([name, one]) => leavesOf(one, Array.isArray(value) ? path : more + name));
}

/** A terminal obeys some signs: none of them may come from a file. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
}

const list: Command = {
  name: 'keys list',
  summary: "list the issuer's keys",
  help: `Usage: renfort keys list

One line a key, the newest first: state, algorithm, since when, its name in the DID document.
Exit code 0.`,
  async run(args, cli) {
    parseArgs({ args: [...args], options: {} });
    const ctx = await cli.open();
    for (const key of await publicKeys(ctx, ISSUER)) {
      const { verificationMethod } = signerNames(ctx.config, key);
      const state = key.retiredAt ? `retired ${key.retiredAt.toISOString()}` : 'in use';
      cli.stdout.write(
        `${state}\t${key.algorithm}\t${key.createdAt.toISOString()}\t${verificationMethod}\n`,
      );
    }
    return 0;
  },
};

const rotate: Command = {
  name: 'keys rotate',
  summary: 'make new issuer keys; what the old ones signed stays valid',
  help: `Usage: renfort keys rotate

The private halves of the keys in use are destroyed; their public halves stay in the DID document, so
that everything they signed can be checked. Also after a change of RENFORT_KEYS_PASSPHRASE.
Exit code 0.`,
  async run(args, cli) {
    parseArgs({ args: [...args], options: {} });
    const ctx = await cli.open();
    const made = await transaction(ctx, async (tx) => {
      const keys = await rotateKeys(tx, ISSUER);
      await recordAudit(
        tx,
        { kind: 'system', name: 'command line' },
        {
          action: 'issuer_keys.rotated',
          subject: { kind: 'issuer', id: 'keys' },
          detail: { keys: keys.map(({ id }) => id) },
        },
      );
      return keys;
    });
    await writeIssuerFile(ctx);
    for (const key of made)
      cli.stdout.write(
        `in use\t${key.algorithm}\t${signerNames(ctx.config, key).verificationMethod}\n`,
      );
    return 0;
  },
};

const revokeCommand: Command = {
  name: 'credentials revoke',
  summary: 'revoke a certificate or an attestation for good',
  help: `Usage: renfort credentials revoke CODE --reason TEXT

CODE is the one printed on it (XXXX-XXXX-XXXXX). Seen at once on its page, and in the status list.
Exit codes: 0 revoked; 1 there is none, or it was revoked already; 2 wrong usage.`,
  async run(args, cli) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { reason: { type: 'string', default: '' } },
      allowPositionals: true,
    });
    const code = readCode(positionals.join(''));
    if (!code.ok || values.reason.trim() === '') {
      const what = code.ok ? '--reason is missing' : 'This is not a code: look at it again';
      cli.stderr.write(`${what}.\nTry: renfort credentials revoke --help\n`);
      return 2;
    }
    const ctx = await cli.open();
    const by = { kind: 'system', name: 'command line' } as const;
    const done = await revoke(ctx, by, code.code, values.reason);
    cli.stderr.write(
      done.ok
        ? `Revoked: ${shownCode(code.code)}.\n`
        : `${done.error === 'not_found' ? 'There is none of that code' : 'It was revoked already'}.\n`,
    );
    return done.ok ? 0 : 1;
  },
};

export const commands = [verify, list, rotate, revokeCommand] as const;
