import { z } from '@hono/zod-openapi';
import type { Request } from '../http/env.ts';

/** Every refusal of the interface, with the status it is answered with. */
export const PROBLEMS = {
  bad_request: 400,
  token_missing: 401,
  token_refused: 401,
  scope_missing: 403,
  not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  body_too_large: 413,
  media_type_unsupported: 415,
  input_invalid: 422,
  alert_unreadable: 422,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  failed: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

const TITLES: Readonly<Record<ProblemCode, string>> = {
  bad_request: 'The request cannot be read',
  token_missing: 'A bearer token is needed',
  token_refused: 'The token is unknown, expired or revoked',
  scope_missing: 'The token does not have the scope',
  not_allowed: 'The account of the token may not do this',
  not_found: 'There is nothing at this address',
  method_not_allowed: 'This address does not take this method',
  conflict: 'The state of the resource does not allow it',
  body_too_large: 'The body is too large',
  media_type_unsupported: 'The media type is not supported',
  input_invalid: 'The input is not valid',
  alert_unreadable: 'The alert cannot be read',
  idempotency_key_reused: 'The Idempotency-Key was used for another request',
  too_many_requests: 'Too many requests',
  failed: 'The request failed on our side',
  unavailable: 'The service is briefly unavailable',
};

/** RFC 9457, with a stable `code` and, for input, one line per wrong field. */
export interface Problem {
  readonly problem: ProblemCode;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, string | number>>;
}

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional(),
    instance: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details' });

export function problemTitle(code: ProblemCode): string {
  return TITLES[code];
}

export function problemBody(c: Request, { problem, detail, errors, extra }: Problem) {
  return {
    type: `${c.get('ctx').config.publicUrl}/api#problem-${problem}`,
    title: TITLES[problem],
    status: PROBLEMS[problem],
    code: problem,
    ...(detail !== undefined && { detail }),
    instance: `urn:uuid:${c.get('requestId')}`,
    ...(errors && { errors }),
    ...extra,
  };
}

export function answerProblem(c: Request, problem: Problem): Response {
  return c.body(JSON.stringify(problemBody(c, problem)), PROBLEMS[problem.problem], {
    'content-type': 'application/problem+json',
    ...problem.headers,
  });
}
