import { type ReadBadge, signedBytes } from '../../domain/badge.ts';

export type Checked = 'genuine' | 'forged' | 'unchecked';

/** Checks a badge without network. `unchecked`: this browser has no Ed25519. */
export async function checkOffline(
  crisisId: string,
  publicKey: string,
  badge: ReadBadge,
): Promise<Checked> {
  let key: CryptoKey;
  try {
    const raw = Uint8Array.from(
      atob(publicKey.replaceAll('-', '+').replaceAll('_', '/')),
      (letter) => letter.charCodeAt(0),
    );
    key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  } catch {
    return 'unchecked';
  }
  const signed = signedBytes(crisisId, badge.body);
  const genuine = await crypto.subtle.verify('Ed25519', key, badge.signature, signed);
  return genuine ? 'genuine' : 'forged';
}
