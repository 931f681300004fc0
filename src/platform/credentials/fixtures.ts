import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import { type Config, readConfig } from '../config.ts';
import { type UnsignedCredential, unsignedCredential, unsignedList } from './document.ts';
import { type Presented, readCredential } from './formats/read.ts';
import { didDocument, readIssuer, signerNames, type TrustedIssuers } from './keys/did.ts';
import { multibaseOf } from './keys/multikey.ts';
import type { PublicKey } from './keys/store.ts';
import type { CredentialKind } from './kinds.ts';
import { signDocument } from './proof/data-integrity.ts';
import { signJwt } from './proof/jwt.ts';
import { encodeBits } from './status-bits.ts';

export const AT = new Date('2026-11-24T08:00:00Z');
export const LATER = new Date('2026-11-25T08:00:00Z');
export const CODE = '0000000000000';
export const INDEX = 94_567;

export const BADGE: CredentialKind = {
  name: 'test.badge',
  profile: 'open_badge',
  show: () => ({ title: 'Badge', facts: [] }),
};

/** An issuer without a database: for tests of what is signed and how it is checked. */
export function testIssuer(env: Record<string, string> = {}) {
  const config = readConfig({ RENFORT_URL: 'https://renfort.example', ...env });
  const ed25519 = generateKeyPairSync('ed25519');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key: PublicKey & { privateKey: KeyObject } = {
    ...ed25519,
    id: multibaseOf(ed25519.publicKey),
    algorithm: 'ed25519',
  };
  const tokenKey: PublicKey = { ...rsa, id: 'rsa-of-the-tests', algorithm: 'rs256' };
  const { issuer, verificationMethod } = signerNames(config, key);
  const did = JSON.stringify(didDocument(config, [key, tokenKey]));
  const sign = (document: object) =>
    signDocument(document, { verificationMethod, privateKey: key.privateKey, at: AT });
  return {
    config,
    issuer,
    key,
    did,
    trusted: readIssuer(did) as TrustedIssuers,
    sign,
    badge: (changes: Record<string, unknown> = {}) =>
      sign({ ...badgeOf(config, issuer), ...changes }),
    token: (changes: Partial<UnsignedCredential> = {}) =>
      signJwt(
        { ...badgeOf(config, issuer), ...changes },
        { verificationMethod: `${issuer}#${tokenKey.id}`, privateKey: rsa.privateKey },
      ),
    /** Whatever it says. */
    signedToken: (payload: object) =>
      new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'RS256', kid: `${issuer}#${tokenKey.id}`, typ: 'JWT' })
        .sign(rsa.privateKey),
    list: (revoked: readonly number[], at = AT) =>
      sign(unsignedList(config, { id: 1, issuer, encodedList: encodeBits(revoked), at })),
  };
}

/** Every part that a badge of Renfort can have. */
function badgeOf(config: Config, issuer: string): UnsignedCredential {
  const statement = {
    name: 'Attestation de participation',
    description: 'A aidé.',
    subject: {
      identifier: [
        { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: 'Zoé Durand' },
      ],
      activityStartDate: '2026-11-20',
      activityEndDate: '2026-11-21',
      achievement: {
        id: 'urn:uuid:0197f3a0-0000-7000-8000-000000000001',
        type: ['Achievement'],
        name: 'Crue des Gardons',
        description: 'Renfort bénévole',
        criteria: { narrative: 'Être venue.' },
        achievementType: 'CommunityService',
        creator: { id: 'urn:x', type: ['Profile'], name: 'Préfecture du Gard' },
        resultDescription: [
          {
            id: 'urn:x:hours',
            type: ['ResultDescription'],
            name: 'Heures',
            resultType: 'ext:Hours',
          },
        ],
      },
      result: [{ type: ['Result'], resultDescription: 'urn:x:hours', value: '12.5' }],
    },
  };
  return unsignedCredential(config, BADGE, statement, {
    code: CODE,
    issuer,
    status: { list: 1, index: INDEX },
    validFrom: AT,
    validUntil: new Date('2028-11-24T08:00:00Z'),
  });
}

/** As if it had come in a file. */
export function presented(value: unknown): Presented {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const read = readCredential(Buffer.from(text));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
