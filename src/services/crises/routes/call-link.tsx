import type { Request } from '#platform/http/env.ts';
import { answerWrongToken } from '#platform/http/limits.ts';
import { page } from '#platform/http/pages.tsx';
import { alertOfToken } from '../call-lookup.ts';
import { texts } from '../messages/index.ts';
import type { LinkedAlert } from '../queries/links.ts';

/** The call behind the link of the address. */
export async function linked(c: Request): Promise<LinkedAlert | undefined> {
  c.header('Cache-Control', 'no-store');
  // The page is about that mobilisation already.
  c.set('banner', undefined);
  return alertOfToken(c.get('ctx'), c.req.param('token') ?? '');
}

export function notALink(c: Request): Promise<Response> {
  const m = texts(c.get('lang')).reply;
  return answerWrongToken(c, () =>
    page(c, {
      title: m.unknown.title,
      shell: 'plain',
      mood: 'crisis',
      status: 404,
      body: <p>{m.unknown.text}</p>,
    }),
  );
}
