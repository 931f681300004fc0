import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { type CapDocument, isCapAlert } from '../domain/cap/document.ts';
import { readAlertElement } from '../domain/cap/read-alert.ts';
import type { XmlElement } from '../domain/cap/xml-element.ts';
import type { SignatureState } from '../domain/proposal/received.ts';
import { type ReadXml, readXml } from './cap-xml.ts';
import { fingerprint, type Signers } from './signers.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const MAX_SIGNATURES = 4;
/** The check takes time by the square of it: 130,000 nodes took six minutes, 4,000 take a second. */
const MAX_SIGNED_NODES = 4_000;

/** Broken for signatures: whoever can choose a part of a text can make two with one fingerprint. */
const WEAK = /#(?:rsa-)?sha1$/;

export interface Checked {
  readonly signature: SignatureState;
  /** Who signed, when that is somebody whom this installation trusts. */
  readonly signer: string | null;
}

/**
 * Checks the enveloped signatures of a message on the text as it was received. With several, each
 * was made without the others, which are cut out before it is checked. One that fails decides.
 */
export function checkSignatures(
  text: string,
  { root, nodes }: ReadXml,
  document: CapDocument,
  signers: Signers,
): Checked {
  const direct = root.children.filter(isSignature);
  if (direct.length === 0) return containsSignature(root) ? UNVERIFIED : NONE;
  if (document.wrapper !== 'none' || direct.length > MAX_SIGNATURES || nodes > MAX_SIGNED_NODES) {
    return UNVERIFIED;
  }
  const checked = direct.map((one) => {
    const others = direct.filter((other) => other !== one);
    return checkOne(without(text, others), root, signers);
  });
  return (
    checked.find(({ signature }) => signature === 'invalid') ??
    checked.find(({ signature }) => signature === 'valid') ??
    UNVERIFIED
  );
}

export const NONE: Checked = { signature: 'none', signer: null };
const UNVERIFIED: Checked = { signature: 'unverified', signer: null };
const INVALID: Checked = { signature: 'invalid', signer: null };

function isSignature(element: XmlElement): boolean {
  return element.name === 'Signature' && element.namespace === DSIG;
}

function containsSignature(element: XmlElement): boolean {
  return element.children.some((child) => isSignature(child) || containsSignature(child));
}

function without(text: string, elements: readonly XmlElement[]): string {
  const fromTheEnd = [...elements].sort((a, b) => b.start - a.start);
  return fromTheEnd.reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function checkOne(text: string, root: XmlElement, signers: Signers): Checked {
  const doc = new DOMParser({ errorHandler: () => {} }).parseFromString(text, 'text/xml');
  const node = Array.from(doc.documentElement.childNodes).find(
    (child) => (child as Element).localName === 'Signature',
  );
  if (!node) return UNVERIFIED;
  const used: { key: KeyObject | null } = { key: null };
  const signed = new SignedXml({
    getCertFromKeyInfo: (keyInfo) => {
      used.key = publicKeyOf(`${keyInfo ?? ''}`);
      return used.key && (used.key.export({ type: 'spki', format: 'pem' }) as string);
    },
  });
  try {
    signed.loadSignature(node);
    if (!signed.checkSignature(text)) return INVALID;
  } catch (error) {
    const failed = used.key !== null && (error as Error).message.startsWith('invalid signature');
    return failed ? INVALID : UNVERIFIED;
  }
  if (!coversTheMessage(signed, root)) return INVALID;
  const weak = [signed.signatureAlgorithm, ...signed.getReferences().map((r) => r.digestAlgorithm)];
  const signer = used.key && signers.get(fingerprint(used.key));
  return signer && !weak.some((name) => WEAK.test(name ?? ''))
    ? { signature: 'valid', signer }
    : UNVERIFIED;
}

/**
 * Only what was signed counts: every reference is to the message as a whole, and the signed text, read
 * anew, says what the message says. A signed alert moved inside a forged one fails both.
 */
function coversTheMessage(signed: SignedXml, root: XmlElement): boolean {
  const whole = ['Id', 'ID', 'id'].map((name) => `#${root.attributes[name]}`);
  if (!signed.getReferences().every(({ uri }) => uri === '' || whole.includes(uri ?? ''))) {
    return false;
  }
  const expected = JSON.stringify(readAlertElement(root));
  return signed.getSignedReferences().every((reference) => {
    const again = readXml(reference);
    if (!again.ok || !isCapAlert(again.value.root)) return false;
    return JSON.stringify(readAlertElement(again.value.root)) === expected;
  });
}

function publicKeyOf(keyInfo: string): KeyObject | null {
  const inside = (name: string) =>
    new RegExp(`<(?:[\\w-]+:)?${name}[^>]*>([^<]+)<`).exec(keyInfo)?.[1]?.replace(/\s/g, '');
  try {
    const certificate = inside('X509Certificate');
    const modulus = inside('Modulus');
    const exponent = inside('Exponent');
    if (certificate) return new X509Certificate(Buffer.from(certificate, 'base64')).publicKey;
    if (!modulus || !exponent) return null;
    const base64url = (text: string) => Buffer.from(text, 'base64').toString('base64url');
    const key = { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) };
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return null;
  }
}
