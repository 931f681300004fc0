/**
 * `valid`: the content is what the holder of the key in the message signed; `unverified`: there is a
 * signature that cannot be checked here (unknown algorithm, no key, signature on a part only).
 */
export type SignatureState = 'none' | 'valid' | 'invalid' | 'unverified';
