import type { Context } from '#platform/context.ts';
import type { LoadedBank } from '../bank/loaded-bank.ts';
import type { Measuring } from '../domain/attempt/measure.ts';
import type { Exposure } from '../domain/cat/exposure.ts';
import type { AnswerKey } from '../domain/items/answer-key.ts';
import type { KeptAttempt } from '../queries/attempts.ts';
import { exposureOf, quarantinedItems } from '../queries/exposure.ts';

/** What one has to see or to have at hand; left out for whoever asks for plain questions. */
const NOT_PLAIN: ReadonlySet<AnswerKey['kind']> = new Set(['hotspot', 'file']);

export async function measuringOf(
  ctx: Context,
  { table, items, pilots }: LoadedBank,
  { kind, plainItems }: Pick<KeptAttempt, 'kind' | 'plainItems'>,
): Promise<Measuring> {
  const aside = new Set((await quarantinedItems(ctx.db)).map(({ item }) => item));
  const closed = Uint8Array.from(items, ({ id, fr }) =>
    aside.has(id) || (plainItems && NOT_PLAIN.has(fr.key.kind)) ? 1 : 0,
  );
  return { table, kind, closed, pilots };
}

export async function exposureIn(
  ctx: Context,
  { number, table: { bank } }: LoadedBank,
): Promise<Exposure> {
  const { tests, shown } = await exposureOf(ctx.db, number);
  return { tests, shown: Int32Array.from(bank.ids, (id) => shown.get(id) ?? 0) };
}
