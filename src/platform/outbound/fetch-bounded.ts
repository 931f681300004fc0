import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isPublicAddress, lookupPublic } from './public-address.ts';

export type FetchError =
  | 'address_refused'
  | 'redirected_elsewhere'
  | 'too_many_redirects'
  | 'timeout'
  | 'too_large'
  | 'name_unknown'
  | 'tls'
  | 'unreachable'
  | 'body_broken';

export interface Fetched {
  readonly status: number;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decompressed. Empty for a 304, whatever came with it. */
  readonly bytes: Buffer;
}

export interface FetchOptions {
  /** What changes something at the other end follows no redirect. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For everything together: redirects, a server that drips. */
  readonly timeoutMs: number;
  /** Of the decompressed body. */
  readonly maxBytes: number;
  /** `host` or `host:port` that may be asked although private, and by http. */
  readonly localHosts?: ReadonlySet<string>;
}

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Asks an address that somebody typed or that a server sent: bounded in time, size and reach. */
export async function fetchBounded(
  url: string,
  options: FetchOptions,
): Promise<Result<Fetched, FetchError>> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  let address = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (!mayAsk(address, options)) {
      return refuse(hop === 0 ? 'address_refused' : 'redirected_elsewhere');
    }
    const answer = await ask(address, options, signal);
    if (!answer.ok) return answer;
    const { status, headers } = answer.value;
    const { location } = headers;
    if (!REDIRECTS.has(status) || location === undefined) return answer;
    if ((options.method ?? 'GET') !== 'GET' || !URL.canParse(location, address)) {
      return refuse('redirected_elsewhere');
    }
    address = new URL(location, address).href;
  }
  return refuse('too_many_redirects');
}

/** May this address be asked at all? A page can say so before anything is sent. */
export function mayAsk(url: string, { localHosts }: Pick<FetchOptions, 'localHosts'>): boolean {
  return isLocal(url, localHosts) || isPublicAddress(url);
}

function isLocal(url: string, localHosts: ReadonlySet<string> | undefined): boolean {
  if (!localHosts || !URL.canParse(url)) return false;
  const { protocol, host, hostname, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
  return localHosts.has(host) || localHosts.has(hostname);
}

function ask(
  url: string,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Result<Fetched, FetchError>> {
  const request = url.startsWith('http:') ? httpRequest : httpsRequest;
  return new Promise((resolve) => {
    const asked = request(
      url,
      {
        method: options.method ?? 'GET',
        agent: false,
        signal,
        headers: { 'accept-encoding': 'gzip, deflate, br', ...options.headers },
        ...(isLocal(url, options.localHosts) ? {} : { lookup: lookupPublic }),
      },
      (response) => {
        const { statusCode: status = 0, headers } = response;
        if (status === 304 || REDIRECTS.has(status)) {
          // At once: a server that sends a body with it breaks the connection in the same breath.
          resolve(ok({ status, headers: headers as Fetched['headers'], bytes: Buffer.alloc(0) }));
          asked.destroy();
          return;
        }
        readAnswer(response, options.maxBytes).then(
          (answer) => {
            asked.destroy();
            resolve(answer);
          },
          (error) => resolve(refuse(signal.aborted ? 'timeout' : bodyError(error))),
        );
      },
    );
    asked.on('error', (error) => resolve(refuse(signal.aborted ? 'timeout' : errorOf(error))));
    asked.end(options.body);
  });
}

async function readAnswer(
  response: IncomingMessage,
  maxBytes: number,
): Promise<Result<Fetched, FetchError>> {
  const status = response.statusCode ?? 0;
  const headers = response.headers as Fetched['headers'];
  if (Number(headers['content-length']) > maxBytes) {
    response.destroy();
    return refuse('too_large');
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of decompressed(response)) {
    length += (chunk as Buffer).length;
    if (length > maxBytes) {
      response.destroy();
      return refuse('too_large');
    }
    chunks.push(chunk as Buffer);
  }
  return ok({ status, headers, bytes: Buffer.concat(chunks) });
}

function decompressed(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase();
  const stream =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : undefined;
  if (!stream) return response;
  response.on('error', (error) => stream.destroy(error));
  return response.pipe(stream);
}

function bodyError(error: unknown): FetchError {
  return errorOf(error) === 'tls' ? 'tls' : 'body_broken';
}

function errorOf(error: unknown): FetchError {
  const { code = '' } = error as { code?: string };
  if (code === 'EPRIVATE') return 'address_refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name_unknown';
  if (/^HPE_/.test(code)) return 'body_broken';
  if (/CERT|SSL|TLS|VERIFY|EPROTO|ISSUER/.test(code)) return 'tls';
  return 'unreachable';
}
