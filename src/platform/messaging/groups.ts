import type { Context } from '../context.ts';
import { recentGroups } from './queries/trouble.ts';

/** Names of groups of messages, by id; a group of somebody else's is absent. */
type Namer = (ctx: Context, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
const namers: Namer[] = [];

/** The service that writes messages in groups says what people call them. */
export function nameGroups(namer: Namer): void {
  namers.push(namer);
}

export interface NamedGroup {
  readonly id: string;
  readonly name: string;
}

const SHOWN = 50;

/** The groups of messages about crises, most recent first: what a list may be narrowed to. */
export async function crisisGroups(ctx: Context): Promise<readonly NamedGroup[]> {
  const ids = await recentGroups(ctx.db, 'crisis', SHOWN);
  if (ids.length === 0) return [];
  const names = new Map<string, string>();
  for (const namer of namers) for (const [id, name] of await namer(ctx, ids)) names.set(id, name);
  return ids.map((id) => ({ id, name: names.get(id) ?? id }));
}
