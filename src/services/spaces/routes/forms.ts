import type { Request } from '#platform/http/env.ts';
import type { FieldErrors } from '#platform/http/form.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { texts } from '../messages/index.ts';
import { mayHost, mayKeep, type PlaceOfSpace } from '../policy.ts';
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

async function spaceIf(
  c: Request,
  may: (actor: Actor, space: PlaceOfSpace) => boolean,
): Promise<Space | undefined> {
  const space = await spaceAsked(c);
  return space && may(c.get('actor'), space) ? space : undefined;
}

export const keptSpace = (c: Request) => spaceIf(c, mayKeep);
export const hostedSpace = (c: Request) => spaceIf(c, mayHost);

/** Codes by field -> messages by field. A code without a text is a bug, and shows as its own name. */
export function translated(lang: Lang, errors: FieldErrors): Record<string, string> {
  const m = texts(lang).errors;
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => [field, m[code as string] ?? (code as string)]),
  );
}

/** Where one stands, above the pages of a space. */
export function breadcrumbsOf(c: Request, space: Space) {
  return [
    { text: texts(c.get('lang')).manage.title, href: '/spaces/manage' },
    { text: space.name, href: `/spaces/${space.id}/manage` },
  ];
}
