import type { Request } from '#platform/http/env.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { type Space, selectSpace } from '../queries/spaces.ts';

export const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
export const SPACE = `/spaces/:id{${UUID}}`;

export function parameter(c: Request, name: string): string {
  return c.req.param(name as never) ?? '';
}

/** The space that the address names; a closed one is nobody's any more. */
export async function spaceAsked(c: Request): Promise<Space | undefined> {
  const id = parameter(c, 'id');
  const space = isUuid(id) ? await selectSpace(c.get('ctx').db, id) : undefined;
  return space?.closedAt ? undefined : space;
}
