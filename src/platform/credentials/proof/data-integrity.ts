import { type KeyObject, sign } from 'node:crypto';
import { multibaseOf } from '../keys/multikey.ts';
import { pinnedContext } from './contexts.ts';

export const CRYPTOSUITE = 'eddsa-rdfc-2022';

export interface DataIntegrityProof {
  readonly type: 'DataIntegrityProof';
  readonly cryptosuite: typeof CRYPTOSUITE;
  readonly created?: string;
  readonly verificationMethod: string;
  readonly proofPurpose: 'assertionMethod';
  /** Multibase base58btc of 64 bytes. */
  readonly proofValue: string;
}

/** Loaded when something is first signed or checked: JSON-LD costs a fifth of a second to start. */
async function suiteParts() {
  const [{ DataIntegrityProof }, { cryptosuite }] = await Promise.all([
    import('@digitalbazaar/data-integrity'),
    import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite'),
  ]);
  return { DataIntegrityProof, cryptosuite };
}

export interface Signer {
  readonly verificationMethod: string;
  readonly privateKey: KeyObject;
  readonly at: Date;
}

/** A copy of the document with its proof. Throws when a word in it has no meaning in its contexts. */
export async function signDocument<T extends object>(
  document: T,
  { verificationMethod, privateKey, at }: Signer,
): Promise<T & { readonly proof: DataIntegrityProof }> {
  const { DataIntegrityProof, cryptosuite } = await suiteParts();
  const suite = new DataIntegrityProof({
    cryptosuite,
    date: at,
    signer: {
      id: verificationMethod,
      algorithm: 'Ed25519',
      sign: async ({ data }) => sign(null, data, privateKey),
    },
  });
  const proof = await suite.createProof({
    document,
    purpose: { update: (proof) => Object.assign(proof, { proofPurpose: 'assertionMethod' }) },
    documentLoader: pinnedContext,
  });
  return { ...document, proof: proof as DataIntegrityProof };
}

/** Is this document, without its proof, what the holder of this key signed? Never throws. */
export async function proofIsRight(
  document: object,
  proof: DataIntegrityProof,
  publicKey: KeyObject,
): Promise<boolean> {
  if (!proof.proofValue.startsWith('z')) return false;
  const { DataIntegrityProof, cryptosuite } = await suiteParts();
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: proof.verificationMethod,
    type: 'Multikey',
    controller: proof.verificationMethod.replace(/#.*/, ''),
    publicKeyMultibase: multibaseOf(publicKey),
  };
  const { verified } = await new DataIntegrityProof({ cryptosuite }).verifyProof({
    document,
    proof,
    documentLoader: async (url) =>
      url === proof.verificationMethod
        ? { contextUrl: null, documentUrl: url, document: method }
        : pinnedContext(url),
  });
  return verified;
}
