import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify as verifyBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { RDFC10 } from 'rdfjs-c14n';
import { AT, INDEX, LATER, presented, testIssuer } from './fixtures.ts';
import { NOBODY, readIssuer } from './keys/did.ts';
import { keyOfMultibase, multibaseOf } from './keys/multikey.ts';
import { pinContext, pinnedContext } from './proof/contexts.ts';
import type { DataIntegrityProof } from './proof/data-integrity.ts';
import { LIST_SIZE } from './status-bits.ts';
import { type Checking, verifyCredential } from './verify.ts';

const us = testIssuer();
const check = (value: unknown, changes: Partial<Checking> = {}) =>
  verifyCredential(presented(value), { trusted: us.trusted, now: LATER, ...changes });
const outcome = async (value: unknown, changes: Partial<Checking> = {}) =>
  (await check(value, changes)).outcome;

test('valid, not yet, expired, revoked: each at its threshold', async () => {
  const badge = await us.badge();
  const list = presented(await us.list([INDEX - 1, INDEX + 1]));
  const valid = await check(badge, { list });
  assert.ok(valid.outcome === 'valid' && valid.status === 'checked');
  const unchecked = await check(badge);
  assert.ok(unchecked.outcome === 'valid' && unchecked.status === 'not_checked');
  assert.equal(await outcome(badge, { now: AT }), 'valid');
  assert.equal(await outcome(badge, { now: new Date(AT.getTime() - 1) }), 'not_yet');
  const end = new Date('2028-11-24T08:00:00Z');
  assert.equal(await outcome(badge, { now: new Date(end.getTime() - 1) }), 'valid');
  assert.equal(await outcome(badge, { now: end }), 'expired');
  const revoked = presented(await us.list([INDEX]));
  assert.equal(await outcome(badge, { list: revoked }), 'revoked');
  // However late, and however old the list.
  assert.equal(await outcome(badge, { list: revoked, now: end }), 'revoked');
});

test('a status list is believed only when it is the right one, of the issuer, whole and fresh', async () => {
  const badge = await us.badge();
  const refused = async (value: unknown, changes: Partial<Checking> = {}) => {
    const verdict = await check(badge, { list: presented(value), ...changes });
    return verdict.outcome === 'status_refused' ? verdict.why : verdict.outcome;
  };
  const ours = await us.list([]);
  const other = testIssuer({ RENFORT_URL: 'https://other.example' });
  assert.equal(await refused(await other.list([])), 'list_of_another_issuer');
  // Under our name, by another's key.
  assert.equal(await refused(await testIssuer().list([])), 'list_of_another_issuer');
  const changed = { ...ours, validUntil: '2030-01-01T00:00:00Z' };
  assert.equal(await refused(changed), 'list_altered');
  const { proof: _, ...plain } = ours;
  assert.equal(await refused(await us.sign({ ...plain, id: 'urn:x:2' })), 'another_list');
  const old = { now: new Date(AT.getTime() + 7 * 86_400_000) };
  assert.equal(await refused(ours, old), 'list_out_of_date');
  assert.equal(await refused(badge), 'list_unreadable');
  const { credentialStatus } = badge as never as { credentialStatus: object };
  for (const statusListIndex of [String(LIST_SIZE), '-1', 'x']) {
    const beyond = await us.badge({ credentialStatus: { ...credentialStatus, statusListIndex } });
    const verdict = await check(beyond, { list: presented(ours) });
    assert.ok(verdict.outcome === 'status_refused' && verdict.why === 'entry_missing');
  }
});

test('whoever signs without being a trusted issuer is unknown, and cannot borrow a name', async () => {
  const badge = await us.badge();
  assert.equal(await outcome(badge, { trusted: NOBODY }), 'unknown_issuer');
  const stranger = testIssuer({ RENFORT_URL: 'https://stranger.example' });
  assert.equal(await outcome(await stranger.badge()), 'unknown_issuer');
  assert.equal(await outcome(await stranger.token()), 'unknown_issuer');
  // The issuer's name, another's key.
  assert.equal(await outcome(await testIssuer().badge()), 'unknown_issuer');
  // A trusted key, another's name.
  assert.equal(
    await outcome(await us.badge({ issuer: { id: stranger.issuer } })),
    'unknown_issuer',
  );
  // What even a stranger's text shows: it is not what was signed.
  assert.equal(await outcome({ ...badge, name: 'X' }, { trusted: NOBODY }), 'altered');
});

test('an issuer is its DID document or its did:key; only keys that it may assert with count', async () => {
  const badge = await us.badge();
  const document = JSON.parse(us.did);
  const { assertionMethod: _, ...mute } = document;
  assert.equal(readIssuer(JSON.stringify(mute)), undefined);
  const elsewhere = structuredClone(document);
  for (const method of elsewhere.verificationMethod) method.controller = 'did:web:other.example';
  assert.equal(readIssuer(JSON.stringify(elsewhere)), undefined);
  const rotated = structuredClone(document);
  rotated.assertionMethod.shift();
  assert.equal(
    await outcome(badge, { trusted: readIssuer(JSON.stringify(rotated))! }),
    'unknown_issuer',
  );
  const byKey = testIssuer({ RENFORT_ISSUER: 'did:key' });
  assert.match(byKey.issuer, /^did:key:z6Mk/);
  for (const text of [byKey.issuer, `${byKey.issuer}\n`, byKey.did])
    assert.equal(await outcome(await byKey.badge(), { trusted: readIssuer(text)! }), 'valid');
  assert.equal(await outcome(await byKey.badge()), 'unknown_issuer');
  for (const text of ['', '{}', 'null', '[]', 'did:key:z6MkX', '{"id":"did:web:x"}', 'hello'])
    assert.equal(readIssuer(text), undefined, text);
  // Another's did:key as an alias is not believed.
  const liar = { ...document, alsoKnownAs: [byKey.issuer] };
  const trusted = readIssuer(JSON.stringify(liar))!;
  assert.equal(await outcome(await byKey.badge(), { trusted }), 'unknown_issuer');
});

test('a key has one writing as multibase', () => {
  const text = multibaseOf(us.key.publicKey);
  assert.ok(keyOfMultibase(text)?.equals(us.key.publicKey));
  for (const wrong of [
    text.slice(1),
    `${text}1`,
    text.replace('z6Mk', 'z6LS'),
    `z1${text.slice(2)}`,
  ])
    assert.equal(keyOfMultibase(wrong), undefined);
});

/** Every place where a value stands, as a path. */
function leaves(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function changedAt(value: unknown, path: readonly (string | number)[], change: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' ? change : !value;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as never as Record<string | number, unknown>)[key] = changedAt(
    (copy as never as Record<string | number, unknown>)[key],
    rest,
    change,
  );
  return copy;
}

test('a change of any field is seen, whatever is written there', async () => {
  const badge = await us.badge();
  const paths = leaves(badge);
  assert.ok(paths.length > 40, String(paths.length));
  const changes = fc.oneof(fc.string(), fc.constantFrom('', ' ', 'valid', '2026-01-01T00:00:00Z'));
  for (const path of paths) {
    const [change] = fc.sample(changes, 1) as [string];
    const before = path.reduce((value: never, key) => value[key as never], badge as never);
    if (before === change) continue;
    const verdict = await check(changedAt(badge, path, change));
    assert.equal(verdict.outcome, 'altered', `${path.join('.')} = ${JSON.stringify(change)}`);
  }
});

test('a field that is added or taken away is seen', async () => {
  const badge = (await us.badge()) as Record<string, unknown>;
  for (const name of Object.keys(badge).filter((key) => key !== 'proof')) {
    const { [name]: _, ...less } = badge;
    // Without its issuer's name a text is nobody's, but the key in its proof is ours.
    assert.equal(await outcome(less), 'altered', name);
  }
  for (const more of [{ extra: 'x' }, { image: 'https://x.example/y' }, { validUntil: null }])
    assert.equal(await outcome({ ...badge, ...more }), 'altered', JSON.stringify(more));
  const subject = badge.credentialSubject as object;
  const richer = { ...subject, licenseNumber: '1', role: 'chief' };
  assert.equal(await outcome({ ...badge, credentialSubject: richer }), 'altered');
});

test('a vocabulary that is not pinned is refused, however it is given', async () => {
  const badge = (await us.badge()) as Record<string, unknown>;
  const contexts = badge['@context'] as unknown[];
  for (const context of [
    [...contexts, 'https://example.org/unknown.jsonld'],
    ['https://example.org/unknown.jsonld', ...contexts],
    [...contexts, { seats: 'https://example.org/seats' }],
    [],
    'https://example.org/unknown.jsonld',
  ]) {
    const verdict = await check({ ...badge, '@context': context });
    assert.ok(verdict.outcome === 'altered' && verdict.why === 'context', JSON.stringify(context));
  }
  await assert.rejects(us.badge({ 'a word without meaning': 'x' }));
  const own = { seats: 'https://example.org/seats', holder: 'https://example.org/holder' };
  pinContext(own);
  const plain = { ...badge, '@context': [contexts[0], own], seats: '5', holder: '3' };
  const {
    proof: _p,
    type: _t,
    credentialSubject: _s,
    issuer: _i,
    ...rest
  } = plain as never as Record<string, unknown>;
  const signed = (await us.sign({
    ...rest,
    type: ['VerifiableCredential'],
    issuer: us.issuer,
    credentialSubject: { id: 'urn:x' },
  })) as Record<string, unknown>;
  assert.equal(await outcome(signed), 'valid');
  // The same statements, said with the two words exchanged: the signature is right, the text lies.
  const swapped = { seats: own.holder, holder: own.seats };
  const lie = { ...signed, '@context': [contexts[0], swapped], seats: '3', holder: '5' };
  assert.equal(await outcome(lie), 'altered');
});

test('a JWT that its issuer signed with claims that contradict its text is refused', async () => {
  const claims = JSON.parse(Buffer.from((await us.token()).split('.')[1]!, 'base64url').toString());
  for (const [name, value] of [
    ['exp', 4_000_000_000],
    ['iss', 'did:web:x'],
    ['jti', 'urn:x'],
    ['nbf', 1],
  ])
    assert.equal(
      await outcome(await us.signedToken({ ...claims, [name as string]: value })),
      'altered',
    );
  assert.equal(await outcome(await us.signedToken(claims)), 'valid');
});

test('a JWT: valid, revoked, or altered in any of its parts', async () => {
  const token = await us.token();
  const [head, body, signature] = token.split('.') as [string, string, string];
  assert.deepEqual(JSON.parse(Buffer.from(head, 'base64url').toString()), {
    alg: 'RS256',
    kid: `${us.issuer}#rsa-of-the-tests`,
    typ: 'JWT',
  });
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  assert.equal(claims.iss, us.issuer);
  assert.equal(claims.jti, claims.id);
  assert.equal(claims.sub, claims.credentialSubject.id);
  assert.equal(claims.nbf, AT.getTime() / 1000);
  const list = presented(await us.list([]));
  assert.equal(await outcome(token, { list }), 'valid');
  assert.equal(await outcome(token, { list: presented(await us.list([INDEX])) }), 'revoked');
  const rewritten = Buffer.from(JSON.stringify({ ...claims, name: 'X' })).toString('base64url');
  assert.equal(await outcome(`${head}.${rewritten}.${signature}`), 'altered');
  assert.equal(await outcome(`${head}.e30.${signature}`), 'altered');
  assert.equal(await outcome(`${head}.${body}.${signature.slice(4)}`), 'altered');
  assert.equal(await outcome(`${head}.${body}.`), 'altered');
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: `${us.issuer}#rsa-of-the-tests` }));
  assert.equal(await outcome(`${none.toString('base64url')}.${body}.`), 'altered');
});

/** N-Quads in RDFC-1.0, by libraries that share nothing with those that sign. */
async function canonical(document: object): Promise<string> {
  const parser = new JsonLdParser({
    documentLoader: { load: async (url: string) => (await pinnedContext(url)).document as never },
  });
  const quads: never[] = [];
  parser.on('data', (quad) => quads.push(quad as never));
  const done = new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
  parser.end(JSON.stringify(document));
  await done;
  return (await new RDFC10().canonicalize(quads)) as never as string;
}

test('another implementation finds our signatures right, and an altered text wrong', async () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest();
  const independently = async (signed: object) => {
    const { proof, ...document } = signed as { proof: DataIntegrityProof; '@context': unknown };
    const { proofValue, ...options } = proof;
    const bytes = Buffer.concat([
      sha256(await canonical({ '@context': document['@context'], ...options })),
      sha256(await canonical(document)),
    ]);
    const did = JSON.parse(us.did);
    const method = did.verificationMethod.find(
      (one: { id: string }) => one.id === options.verificationMethod,
    );
    const raw = base58(method.publicKeyMultibase.slice(1)).subarray(2);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
      format: 'jwk',
    });
    return verifyBytes(null, bytes, key, base58(proofValue.slice(1)));
  };
  const badge = await us.badge();
  assert.ok(await independently(badge));
  assert.ok(await independently(await us.list([1, 2, 3])));
  assert.equal(await independently({ ...badge, name: 'X' }), false);
});

function base58(text: string): Buffer {
  const signs = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let value = 0n;
  for (const sign of text) value = value * 58n + BigInt(signs.indexOf(sign));
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}
