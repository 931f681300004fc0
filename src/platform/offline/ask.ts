const PATIENCE_MS = 20_000;

export type Told<T> =
  | { readonly ok: true; readonly value: T }
  /** `away`: no network; `signed_out`: the session is over; `refused`: the token is old or the right is gone. */
  | { readonly ok: false; readonly error: 'away' | 'signed_out' | 'refused' };

/** A call of a page that may be without network; the answer is JSON. */
export async function ask<T>(address: string, init: RequestInit): Promise<Told<T>> {
  try {
    // Safari 15 has no such signal: it waits as long as it likes.
    const signal = AbortSignal.timeout?.(PATIENCE_MS) ?? null;
    const answer = await fetch(address, {
      ...init,
      signal,
      headers: { accept: 'application/json' },
    });
    if (answer.redirected) return { ok: false, error: 'signed_out' };
    if (answer.status >= 500) return { ok: false, error: 'away' };
    if (!answer.ok) return { ok: false, error: 'refused' };
    return { ok: true, value: (await answer.json()) as T };
  } catch {
    return { ok: false, error: 'away' };
  }
}
