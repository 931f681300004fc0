/** Larger amounts are typing mistakes. */
const MOST_CENTS = 100_000_000;

/** "12,50", "12.5 €" as cents; `undefined` when it is no amount. */
export function readEuros(text: string): number | undefined {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s€]/g, ''));
  if (!match) return undefined;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents <= MOST_CENTS ? cents : undefined;
}
