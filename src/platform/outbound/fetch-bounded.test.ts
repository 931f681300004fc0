import assert from 'node:assert/strict';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { feedServer, rawServer } from '#test/harness/feed-server.ts';
import { type FetchOptions, fetchBounded } from './fetch-bounded.ts';

async function setUp(t: TestContext) {
  const server = await feedServer(t);
  const options: FetchOptions = {
    timeoutMs: 500,
    maxBytes: 1000,
    localHosts: new Set([server.host]),
  };
  const get = (url: string, more: Partial<FetchOptions> = {}) =>
    fetchBounded(url, { ...options, ...more });
  const error = async (url: string, more: Partial<FetchOptions> = {}) => {
    const answer = await get(url, more);
    return answer.ok ? `${answer.value.status}` : answer.error;
  };
  return { server, get, error };
}

test('a body is given back as it is, decompressed, with its status and headers', async (t) => {
  const { server, get } = await setUp(t);
  const encodings = {
    identity: (text: string) => Buffer.from(text),
    gzip: gzipSync,
    deflate: deflateSync,
    br: brotliCompressSync,
  };
  for (const [name, encode] of Object.entries(encodings)) {
    server.set(`/${name}`, (response) =>
      response.writeHead(200, { 'content-encoding': name, etag: 'x' }).end(encode('é')),
    );
    const answer = await get(server.url(`/${name}`), { headers: { 'x-one': '1' } });
    assert.ok(answer.ok, name);
    assert.deepEqual(
      [answer.value.status, answer.value.headers.etag, answer.value.bytes.toString()],
      [200, 'x', 'é'],
    );
    assert.equal(server.asked.at(-1)?.headers['x-one'], '1');
  }
});

test('too large: announced, streamed without end, or a small body that swells', async (t) => {
  const { server, error } = await setUp(t);
  server.set('/announced', (response) => {
    response.writeHead(200, { 'content-length': 1001 });
    response.write('x');
  });
  server.set('/endless', (response) => {
    const timer = setInterval(() => response.write('x'.repeat(500)), 1);
    response.on('close', () => clearInterval(timer));
  });
  server.set('/bomb', (response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(5_000_000), { level: 9 })),
  );
  server.set('/exact', 'x'.repeat(1000));
  for (const path of ['/announced', '/endless', '/bomb']) {
    assert.equal(await error(server.url(path), { timeoutMs: 10_000 }), 'too_large', path);
  }
  assert.equal(await error(server.url('/exact')), '200');
});

test('never an answer, a slow drip, redirects that take their time: one time limit for all', async (t) => {
  const { server, error } = await setUp(t);
  server.set('/never', () => {});
  server.set('/drip', (response) => {
    const timer = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(timer));
  });
  for (let i = 0; i < 3; i++) {
    server.set(`/slow${i}`, (response) => {
      setTimeout(() => response.writeHead(302, { location: `/slow${i + 1}` }).end(), 250);
    });
  }
  server.set('/slow3', 'late');
  for (const path of ['/never', '/drip', '/slow0']) {
    const start = performance.now();
    assert.equal(await error(server.url(path)), 'timeout', path);
    assert.ok(performance.now() - start < 1_500, path);
  }
  const silent = await rawServer(t, () => {});
  assert.equal(await error(`http://${silent}/`, { localHosts: new Set([silent]) }), 'timeout');
});

test('a few redirects are followed, a loop is not', async (t) => {
  const { server, get, error } = await setUp(t);
  server.set('/a', (response) => response.writeHead(301, { location: 'b' }).end());
  server.set('/b', (response) => response.writeHead(307, { location: server.url('/c') }).end());
  server.set('/c', 'arrived');
  const answer = await get(server.url('/a'));
  assert.ok(answer.ok && answer.value.bytes.toString() === 'arrived');
  server.set('/loop', (response) => response.writeHead(302, { location: '/loop' }).end());
  const before = server.asked.length;
  assert.equal(await error(server.url('/loop')), 'too_many_redirects');
  assert.equal(server.asked.length - before, 4);
});

test('neither an address nor a redirect leads into the network, to another scheme or by a password', async (t) => {
  const { server, error } = await setUp(t);
  const inside = await feedServer(t);
  inside.set('/secret', 'secret');
  const targets = [
    inside.url('/secret'),
    'http://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://localhost/',
    'http://example.org/',
    'file:///etc/passwd',
    'https://user:pass@example.org/',
    'http://2130706433/',
  ];
  for (const target of targets) {
    assert.equal(await error(target), 'address_refused', target);
    server.set('/to', (response) => response.writeHead(302, { location: target }).end());
    assert.equal(await error(server.url('/to')), 'redirected_elsewhere', target);
  }
  server.set('/to', (response) => response.writeHead(302, { location: 'http://[' }).end());
  assert.equal(await error(server.url('/to')), 'redirected_elsewhere');
  assert.equal(inside.asked.length, 0, 'nothing inside was ever asked');
});

test('a body cut off, false gzip, a 304 with a body, and what is not HTTP', async (t) => {
  const { server, get, error } = await setUp(t);
  server.set('/false', (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
  );
  assert.equal(await error(server.url('/false')), 'body_broken');
  const gzip = gzipSync('x'.repeat(500));
  server.set('/cut', (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzip.subarray(0, -6)),
  );
  assert.equal(await error(server.url('/cut')), 'body_broken');
  const answers: Record<string, [string, string]> = {
    short: ['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<alert>', 'body_broken'],
    chunked: ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc', 'body_broken'],
    'not http': ['SSH-2.0-OpenSSH\r\n', 'body_broken'],
  };
  for (const [name, [bytes, expected]] of Object.entries(answers)) {
    const host = await rawServer(t, (socket) => socket.end(bytes));
    assert.equal(await error(`http://${host}/`, { localHosts: new Set([host]) }), expected, name);
  }
  const unmodified = await rawServer(t, (socket) =>
    socket.end('HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n<alert>'),
  );
  const answer = await get(`http://${unmodified}/`, { localHosts: new Set([unmodified]) });
  assert.ok(answer.ok);
  assert.deepEqual([answer.value.status, answer.value.bytes.length], [304, 0]);
});

test('nobody there, an unknown name, a certificate that nobody vouches for', async (t) => {
  const { error } = await setUp(t);
  const localHosts = new Set(['127.0.0.1:1', 'nowhere.invalid']);
  assert.equal(await error('http://127.0.0.1:1/', { localHosts }), 'unreachable');
  assert.equal(await error('http://nowhere.invalid/', { localHosts }), 'name_unknown');
  const tls = createTlsServer({ key: KEY, cert: CERTIFICATE }, (_, response) => {
    response.end('never read');
  });
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  t.after(() => tls.close());
  const host = `127.0.0.1:${(tls.address() as AddressInfo).port}`;
  assert.equal(await error(`https://${host}/`, { localHosts: new Set([host]) }), 'tls');
  const plain = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
  assert.equal(await error(`https://${plain}/`, { localHosts: new Set([plain]) }), 'tls');
});

/** Signed by itself. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBgDCCASWgAwIBAgIUGXoYFzh+1+nWQBn7qwPtSnrDt+QwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNDEyNTkzMVoYDzIxMjYxMDMx
MTI1OTMxWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS0+e+P+AVTy/hpJPtelfKIXjK5ZleS2AV9ac+Y7BtFqcRebsQMn6vv
gPIwDJ2dt3jCkZqqL/TlaT0MJAWf4upUo1MwUTAdBgNVHQ4EFgQU/dEwt4f5GeKr
JRu2yRwY9bdJcnwwHwYDVR0jBBgwFoAU/dEwt4f5GeKrJRu2yRwY9bdJcnwwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAp5m8pmA7HEh19yAFsyo1
YKuRqnj6q+z9Tw6uCjhX5ykCIQCZDRbZlJgYB1rdsd93T09raZsuDqRtCQ4SbbAH
mewmuQ==
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVOqGKKLYC0+yrA63
kJoGr/+ey29odfFt6TkVWMPStnehRANCAAS0+e+P+AVTy/hpJPtelfKIXjK5ZleS
2AV9ac+Y7BtFqcRebsQMn6vvgPIwDJ2dt3jCkZqqL/TlaT0MJAWf4upU
-----END PRIVATE KEY-----`;

test('what changes something is sent once, with its body, and follows no redirect', async (t) => {
  const { server, get, error } = await setUp(t);
  const bodies: string[] = [];
  server.set('/here', async (response) => {
    let body = '';
    for await (const chunk of response.req) body += chunk;
    bodies.push(`${response.req.method} ${body}`);
    response.writeHead(201).end();
  });
  const sent = await get(server.url('/here'), { method: 'PUT', body: 'é' });
  assert.equal(sent.ok && sent.value.status, 201);
  server.set('/moved', (response) => response.writeHead(307, { location: '/here' }).end());
  const moved = await error(server.url('/moved'), { method: 'POST', body: 'once' });
  assert.equal(moved, 'redirected_elsewhere');
  assert.deepEqual(bodies, ['PUT é']);
});
