import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

type Fields = Record<string, unknown>;

/** A failure to answer next instead of the truth. */
export interface Trouble {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The part of API Engagement that we speak to, over HTTP, by its published contract: keys, conflicts,
 * automatic moderation, pages, activities. What it was asked stands in `asked`.
 */
export async function engagementServer(t: { after: TestContext['after'] }) {
  const own = new Map<string, Fields>();
  const others: Fields[] = [];
  const activities = new Map<string, Fields>();
  const asked: string[] = [];
  const troubles: Trouble[] = [];
  const KEY = 'test-key';

  const moderated = (mission: Fields): Fields =>
    /\s/.test(String(mission.title))
      ? { ...mission, statusCode: 'ACCEPTED', statusComment: null }
      : { ...mission, statusCode: 'REFUSED', statusComment: 'Le titre est trop court' };

  function answer(method: string, url: URL, body: Fields): [number, Fields] {
    const [, version, kind, id = ''] = url.pathname.split('/');
    if (version === 'v0' && kind === 'mission') {
      const all = [...own.values(), ...others];
      const skip = Number(url.searchParams.get('skip'));
      const data = all.slice(skip, skip + Number(url.searchParams.get('limit')));
      return [200, { ok: true, data, total: all.length }];
    }
    if (version === 'v2' && kind === 'mission') {
      if (method === 'POST') {
        const clientId = String(body.clientId);
        if (own.has(clientId)) return [409, { ok: false, code: 'RESSOURCE_ALREADY_EXIST' }];
        own.set(clientId, moderated({ id: `apie-${own.size + 1}`, ...body }));
        return [201, { ok: true, data: own.get(clientId) }];
      }
      const known = own.get(id);
      if (method === 'DELETE') {
        own.delete(id);
        return [200, { ok: true }];
      }
      if (!known) return [404, { ok: false, code: 'NOT_FOUND' }];
      own.set(id, moderated({ ...known, ...body }));
      return [200, { ok: true, data: own.get(id) }];
    }
    if (version === 'v2' && kind === 'activity') {
      if (method === 'POST') {
        if (body.clickId === 'forgotten') return [404, { ok: false, code: 'NOT_FOUND' }];
        const activity = { _id: `activity-${activities.size + 1}`, status: 'PENDING', ...body };
        activities.set(activity._id, activity);
        return [200, { ok: true, data: activity }];
      }
      const activity = activities.get(id);
      if (!activity) return [404, { ok: false, code: 'NOT_FOUND' }];
      activity.status = body.status;
      return [200, { ok: true, data: activity }];
    }
    return [404, { ok: false, code: 'NOT_FOUND' }];
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://server');
    asked.push(`${request.method} ${url.pathname}`);
    const trouble = troubles.shift();
    const [status, body] = trouble
      ? [trouble.status, { ok: false, code: 'TROUBLE' }]
      : request.headers['x-api-key'] !== KEY
        ? [401, { ok: false, code: 'UNAUTHORIZED' }]
        : answer(request.method ?? 'GET', url, await jsonOf(request));
    response
      .writeHead(status as number, { 'content-type': 'application/json', ...trouble?.headers })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    RENFORT_API_ENGAGEMENT_URL: `http://${host}`,
    RENFORT_API_ENGAGEMENT_KEY: KEY,
    RENFORT_MISSIONS_LOCAL_HOSTS: host,
  };
  return { own, others, activities, asked, troubles, settings };
}

async function jsonOf(request: IncomingMessage): Promise<Fields> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : (JSON.parse(text) as Fields);
}
