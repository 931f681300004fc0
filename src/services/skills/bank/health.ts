import type { Context } from '#platform/context.ts';
import { type Concern, concernsOf } from '../domain/bank/health.ts';
import { type ExposureFigures, exposureFigures } from '../domain/cat/exposure.ts';
import { type ItemHealth, itemsHealth } from '../queries/answer-log.ts';
import { bankVersions, type VersionFacts } from '../queries/bank.ts';
import { activeBank } from './loaded-bank.ts';

export interface BankHealth {
  readonly versions: readonly VersionFacts[];
  readonly active: VersionFacts;
  readonly exposure: ExposureFigures;
  readonly items: readonly (ItemHealth & { readonly concerns: readonly Concern[] })[];
}

/** How the version that measures new tests does. */
export async function bankHealth(ctx: Context): Promise<BankHealth> {
  const { number } = await activeBank(ctx);
  const versions = await bankVersions(ctx.db);
  const active = versions.find((version) => version.number === number)!;
  const items = await itemsHealth(ctx.db, number);
  const { tests } = active;
  return {
    versions,
    active,
    exposure: exposureFigures({
      tests: Math.max(1, tests),
      shown: Int32Array.from(items, ({ shown }) => shown),
    }),
    items: items.map((item) => ({ ...item, concerns: concernsOf(item, tests) })),
  };
}
