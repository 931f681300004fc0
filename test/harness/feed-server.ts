import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

type Answer = (response: ServerResponse, asked: Asked) => void;

/** A feed as its server sends it, changed by the test; `set` per path, 404 elsewhere. For tests. */
export async function feedServer(t: { after: TestContext['after'] }) {
  const answers = new Map<string, Answer>();
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const one = { path: request.url ?? '', headers: request.headers };
    asked.push(one);
    const answer = answers.get(one.path);
    if (answer) answer(response, one);
    else response.writeHead(404).end('nothing here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: (path: string) => `http://${host}${path}`,
    asked,
    set: (path: string, answer: Answer | string) =>
      void answers.set(
        path,
        typeof answer === 'string' ? (response) => response.end(answer) : answer,
      ),
  };
}

/** Bytes as they are, for what no HTTP library would send. */
export async function rawServer(
  t: { after: TestContext['after'] },
  answer: (socket: Socket, request: string) => void,
): Promise<string> {
  const open = new Set<Socket>();
  const server = createRawServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.once('data', (data) => answer(socket, data.toString('latin1')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
