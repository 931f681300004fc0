/** Lets scanners of leaked secrets recognise a token of ours. */
export const TOKEN_PREFIX = 'rnft_';

/** `what:read` or `what:write`; `write` does not include `read`. */
export function isApiScope(text: string): boolean {
  return /^[a-z][a-z_]{1,30}:(?:read|write)$/.test(text);
}

/** `90d`, `12h`: milliseconds, at most two years; `undefined` when it is something else. */
export function durationMs(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,4})(h|d)$/.exec(text) ?? [];
  if (!count) return undefined;
  const ms = Number(count) * (unit === 'd' ? 86_400_000 : 3_600_000);
  return ms > 0 && ms <= 730 * 86_400_000 ? ms : undefined;
}
