import type { Context } from '#platform/context.ts';
import type { Grant } from '#platform/kernel/actor.ts';

type Naming = (ctx: Context, id: string) => Promise<string | undefined>;

let naming: Naming = async () => undefined;

/** The service that keeps organisations says their names: wired in app.ts. */
export function onOrganisationName(say: Naming): void {
  naming = say;
}

/** By id, the names of the organisations that these roles are about. */
export async function organisationNames(
  ctx: Context,
  grants: readonly Grant[],
): Promise<ReadonlyMap<string, string>> {
  const ids = grants.flatMap(({ scope }) => (scope.kind === 'organisation' ? [scope.id] : []));
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const name = await naming(ctx, id);
    if (name !== undefined) names.set(id, name);
  }
  return names;
}
