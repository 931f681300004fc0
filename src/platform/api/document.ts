import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { Env } from '../http/env.ts';
import type { Endpoint } from './endpoint.ts';
import { PROBLEMS, problemSchema } from './problem.ts';

const VERSION = '1.0.0';

/** Writes one operation into the OpenAPI document. */
export function register<Q extends z.ZodType, P extends z.ZodType, B extends z.ZodType>(
  app: OpenAPIHono<Env>,
  endpoint: Endpoint<Q, P, B>,
): void {
  const { access, body, method } = endpoint;
  const responses: Record<string, unknown> = {};
  for (const [status, { description, schema }] of Object.entries(endpoint.answers)) {
    responses[status] = { description, content: { 'application/json': { schema } } };
  }
  for (const status of statusesOf(endpoint)) {
    responses[status] ??= {
      description: reasons(status),
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  }
  app.openAPIRegistry.registerPath({
    method,
    path: `/api/v1${endpoint.path}`,
    operationId: endpoint.id,
    summary: endpoint.summary,
    ...(endpoint.description && { description: endpoint.description }),
    security: access === 'public' ? [] : [{ token: [access.scope] }],
    request: {
      ...(endpoint.query && { query: endpoint.query }),
      ...(endpoint.params && { params: endpoint.params }),
      ...(body && { body: { required: true, content: contentOf(body) } }),
    },
    ...(method !== 'get' && {
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          schema: { type: 'string', minLength: 1, maxLength: 255 },
          description:
            'The same key within 24 hours gives the same answer, and does nothing twice.',
        },
      ],
    }),
    responses,
  } as unknown as RouteConfig);
}

function contentOf(body: NonNullable<Endpoint['body']>) {
  if (body.kind === 'json') return { 'application/json': { schema: body.schema } };
  const schema = { type: 'string', contentMediaType: 'application/octet-stream' };
  return Object.fromEntries(body.mediaTypes.map((type) => [type, { schema }]));
}

function statusesOf({
  access,
  query,
  params,
  body,
  method,
  refusals = [],
}: Pick<Endpoint, 'access' | 'query' | 'params' | 'body' | 'method' | 'refusals'>): number[] {
  const statuses = new Set<number>([401, 429, 500, 503, ...refusals]);
  if (access !== 'public') statuses.add(403);
  if (query || params || body || method !== 'get') statuses.add(422);
  if (body) statuses.add(413);
  if (body?.kind === 'json') for (const status of [400, 415]) statuses.add(status);
  return [...statuses].sort();
}

function reasons(status: number): string {
  const codes = Object.entries(PROBLEMS).flatMap(([code, of]) => (of === status ? [code] : []));
  return `Refused: ${codes.join(', ')}`;
}

/** OpenAPI 3.1 of everything that was registered. */
export function document(app: OpenAPIHono<Env>, publicUrl: string) {
  if (!app.openAPIRegistry.definitions.some((one) => one.type === 'component')) {
    app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
      type: 'http',
      scheme: 'bearer',
      description: 'Made with: bin/renfort token create',
    });
  }
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Renfort',
      version: VERSION,
      description:
        'Alerts, mobilisation and reference data. Errors are RFC 9457 problem details; lists give “next”, a cursor for the following page.',
      license: { name: 'AGPL-3.0-or-later', url: 'https://spdx.org/licenses/AGPL-3.0-or-later' },
    },
    servers: [{ url: publicUrl }],
  });
}
