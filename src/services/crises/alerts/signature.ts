import { createPublicKey, X509Certificate } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { type CapDocument, isCapAlert } from '../domain/cap/document.ts';
import { readAlertElement } from '../domain/cap/read-alert.ts';
import type { XmlElement } from '../domain/cap/xml-element.ts';
import type { SignatureState } from '../domain/proposal/received.ts';
import { type ReadXml, readXml } from './cap-xml.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const MAX_SIGNATURES = 4;
/** The check takes time by the square of it: 130,000 nodes took six minutes, 4,000 take a second. */
const MAX_SIGNED_NODES = 4_000;

/**
 * Checks the enveloped signatures of a message on the text as it was received. With several, each
 * was made without the others, which are cut out before it is checked. One that fails decides.
 */
export function checkSignatures(
  text: string,
  { root, nodes }: ReadXml,
  document: CapDocument,
): CapDocument & { readonly signature: SignatureState } {
  const direct = root.children.filter(isSignature);
  if (direct.length === 0) {
    return { ...document, signature: containsSignature(root) ? 'unverified' : 'none' };
  }
  if (document.wrapper !== 'none' || direct.length > MAX_SIGNATURES || nodes > MAX_SIGNED_NODES) {
    return { ...document, signature: 'unverified' };
  }
  const states = direct.map((one) => {
    const others = direct.filter((other) => other !== one);
    return checkOne(without(text, others), root);
  });
  if (states.includes('invalid')) return { ...document, signature: 'invalid' };
  return { ...document, signature: states.includes('valid') ? 'valid' : 'unverified' };
}

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

function checkOne(text: string, root: XmlElement): SignatureState {
  const doc = new DOMParser({ errorHandler: () => {} }).parseFromString(text, 'text/xml');
  const node = Array.from(doc.documentElement.childNodes).find(
    (child) => (child as Element).localName === 'Signature',
  );
  if (!node) return 'unverified';
  const keyed: { found: boolean } = { found: false };
  const signed = new SignedXml({
    getCertFromKeyInfo: (keyInfo) => {
      const key = publicKeyOf(`${keyInfo ?? ''}`);
      keyed.found = key !== null;
      return key;
    },
  });
  try {
    signed.loadSignature(node);
    if (!signed.checkSignature(text)) return 'invalid';
  } catch (error) {
    return keyed.found && (error as Error).message.startsWith('invalid signature')
      ? 'invalid'
      : 'unverified';
  }
  return coversTheMessage(signed.getSignedReferences(), root) ? 'valid' : 'invalid';
}

/** Only what was signed counts: the signed text, read anew, must say what the message says. */
function coversTheMessage(references: readonly string[], root: XmlElement): boolean {
  const expected = JSON.stringify(readAlertElement(root));
  return references.some((reference) => {
    const again = readXml(reference);
    if (!again.ok || !isCapAlert(again.value.root)) return false;
    return JSON.stringify(readAlertElement(again.value.root)) === expected;
  });
}

function publicKeyOf(keyInfo: string): string | null {
  const inside = (name: string) =>
    new RegExp(`<(?:[\\w-]+:)?${name}[^>]*>([^<]+)<`).exec(keyInfo)?.[1]?.replace(/\s/g, '');
  try {
    const certificate = inside('X509Certificate');
    const modulus = inside('Modulus');
    const exponent = inside('Exponent');
    if (certificate) {
      const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
      return publicKey.export({ type: 'spki', format: 'pem' }) as string;
    }
    if (!modulus || !exponent) return null;
    const base64url = (text: string) => Buffer.from(text, 'base64').toString('base64url');
    const key = { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) };
    return createPublicKey({ key, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    }) as string;
  } catch {
    return null;
  }
}
