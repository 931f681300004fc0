import type { KeyObject } from 'node:crypto';

/** The claims that repeat the credential (Open Badges 3.0, 8.2): times in seconds. */
export interface JwtClaims {
  readonly iss: string;
  readonly sub: string;
  readonly jti: string;
  readonly nbf: number;
  readonly exp?: number;
}

export interface JwtSource {
  readonly id: string;
  readonly issuer: { readonly id: string };
  readonly credentialSubject: { readonly id: string };
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
}

const seconds = (date: string) => Math.floor(new Date(date).getTime() / 1000);

export function claimsOf(credential: JwtSource): JwtClaims {
  const { id, issuer, credentialSubject, validFrom, validUntil } = credential;
  return {
    iss: issuer.id,
    sub: credentialSubject.id,
    jti: id,
    nbf: seconds(validFrom),
    ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
  };
}

/** The credential (without another proof) as a compact JWS, RS256. */
export async function signJwt(
  credential: JwtSource & object,
  { verificationMethod, privateKey }: { verificationMethod: string; privateKey: KeyObject },
): Promise<string> {
  const { CompactSign } = await import('jose');
  const payload = new TextEncoder().encode(
    JSON.stringify({ ...credential, ...claimsOf(credential) }),
  );
  return new CompactSign(payload)
    .setProtectedHeader({ alg: 'RS256', kid: verificationMethod, typ: 'JWT' })
    .sign(privateKey);
}

/** Is this token what the holder of this key signed? Never throws. */
export async function jwtIsRight(token: string, publicKey: KeyObject): Promise<boolean> {
  const { compactVerify } = await import('jose');
  const { asymmetricKeyType } = publicKey;
  const algorithms = asymmetricKeyType === 'rsa' ? ['RS256'] : ['EdDSA', 'Ed25519'];
  try {
    await compactVerify(token, publicKey, { algorithms });
    return true;
  } catch {
    return false;
  }
}
