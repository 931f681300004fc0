import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Problem } from './problem.ts';

export interface JsonBody<Body extends z.ZodType> {
  readonly kind: 'json';
  readonly schema: Body;
  readonly maxBytes?: number;
}

export interface RawBody {
  readonly kind: 'raw';
  /** For the document; any type is taken, the content decides. */
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}

export interface Answer {
  readonly description: string;
  readonly schema: z.ZodType;
}

/** One operation of the interface: what it takes, what it gives, who may call it. */
export interface Endpoint<
  Query extends z.ZodType = z.ZodType,
  Params extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under /api/v1, parameters in braces: `/proposals/{id}`. */
  readonly path: string;
  /** `operationId` of the document. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** `public`: no token needed. Else the scope that the token must have: `alerts:write`. */
  readonly access: 'public' | { readonly scope: string };
  readonly query?: Query;
  readonly params?: Params;
  readonly body?: JsonBody<Body> | RawBody;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Statuses it refuses with, beside those that any operation may give. */
  readonly refusals?: readonly number[];
}

export interface Call<Query extends z.ZodType, Params extends z.ZodType, Body extends z.ZodType> {
  /** Inside the transaction of the Idempotency-Key, when there is one. */
  readonly ctx: Context;
  readonly actor: Actor;
  readonly query: z.output<Query>;
  readonly params: z.output<Params>;
  readonly body: z.output<Body>;
  /** Of a raw body; empty otherwise. */
  readonly bytes: Uint8Array;
}

export interface Success {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler<Query extends z.ZodType, Params extends z.ZodType, Body extends z.ZodType> = (
  call: Call<Query, Params, Body>,
) => Promise<Success | Problem>;

/** A service adds its operations with it: `api: (api) => api.add(endpoint, handler)`. */
export interface Api {
  add<Query extends z.ZodType, Params extends z.ZodType, Body extends z.ZodType>(
    endpoint: Endpoint<Query, Params, Body>,
    handler: Handler<Query, Params, Body>,
  ): void;
}

export type ApiPart = (api: Api) => void;
