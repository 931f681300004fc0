import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { buildApp } from '#app';
import { accountForEmail, giveRole, startSession } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { csrfToken } from '#platform/http/csrf.ts';
import type { Env } from '#platform/http/env.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId, Grant } from '#platform/kernel/actor.ts';
import { type TestContextParts, testContext } from './database.ts';

export type Fields = Readonly<Record<string, string | File | readonly string[]>>;

/** A browser without JavaScript: keeps cookies, sends the form token, does not follow redirects. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts a form as a page of this site would; a File makes it multipart. */
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Response>;
  /** Cookies by name, as the browser would keep them. */
  readonly cookies: Map<string, string>;
}

export interface SignedInClient extends Client {
  readonly accountId: AccountId;
  readonly email: string;
}

export interface Person {
  readonly email?: string;
  readonly displayName?: string;
  readonly lang?: Lang;
  readonly grants?: readonly Grant[];
}

export interface TestApp extends TestContextParts {
  readonly hono: Hono<Env>;
  readonly anonymous: Client;
  /** Somebody else who is not signed in. */
  visitor(): Client;
  /** Somebody signed in, holding these roles; the same e-mail is the same account. */
  as(person?: Person): Promise<SignedInClient>;
}

/** The whole application (or the one `build` makes) on a database of its own. */
export async function testApp(
  t: { after: TestContext['after'] },
  env: Record<string, string> = {},
  build: (ctx: Context) => Hono<Env> = buildApp,
): Promise<TestApp> {
  const parts = await testContext(t, env);
  const hono = build(parts.ctx);
  let people = 0;
  return {
    ...parts,
    hono,
    anonymous: client(hono, parts.ctx),
    visitor: () => client(hono, parts.ctx),
    async as(person = {}) {
      people += 1;
      const email = person.email ?? `person-${people}@test.example`;
      const { account } = await accountForEmail(
        parts.ctx,
        email,
        person.lang ?? 'fr',
        person.displayName,
      );
      for (const grant of person.grants ?? []) {
        await giveRole(parts.ctx, { kind: 'system', name: 'test' }, account.id, grant);
      }
      const token = await startSession(parts.ctx, account.id, 'test');
      const signedIn = client(hono, parts.ctx);
      signedIn.cookies.set(COOKIES.session.name, token);
      return { ...signedIn, accountId: account.id, email };
    },
  };
}

/** Opens a port for an application; returns `http://127.0.0.1:<port>`. */
export async function listenOn(
  t: { after: TestContext['after'] },
  { fetch }: Pick<Hono<Env>, 'fetch'>,
): Promise<string> {
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(hono: Hono<Env>, ctx: Context): Client {
  const cookies = new Map<string, string>();
  const origin = ctx.config.publicUrl;

  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await hono.request(origin + path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(line);
    return response;
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const value = decodeURIComponent(pair.slice(at + 1));
    if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) {
      cookies.delete(pair.slice(0, at));
    } else {
      cookies.set(pair.slice(0, at), value);
    }
  }

  /** What the token of a page's form is bound to; a first visitor gets a cookie as with any form. */
  function formToken(): string {
    const session = cookies.get(COOKIES.session.name);
    if (!session && !cookies.has(COOKIES.visit.name)) {
      cookies.set(COOKIES.visit.name, crypto.randomUUID());
    }
    return csrfToken(session ?? (cookies.get(COOKIES.visit.name) as string), ctx.random);
  }

  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { origin, 'sec-fetch-site': 'same-origin', ...headers },
        body: formBody({ csrf: formToken(), ...fields }),
      }),
  };
}

function formBody(fields: Fields): FormData | URLSearchParams {
  const multipart = Object.values(fields).some((value) => value instanceof File);
  const body = multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const item of value instanceof File || typeof value === 'string' ? [value] : value) {
      body.append(name, item as string);
    }
  }
  return body;
}
