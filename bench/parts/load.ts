import { connect, type Socket } from 'node:net';

export interface Load {
  /** Answers a second, over the whole run. */
  readonly rate: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Bytes of the last answer's body, as sent. */
  readonly bytes: number;
}

/**
 * Sends every request once over keep-alive connections, the next one on a connection when its answer
 * is whole. Plain sockets, so that the generator leaves the machine to the server it measures.
 */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  { connections, status }: { readonly connections: number; readonly status: number },
): Promise<Load> {
  const waits: number[] = [];
  let next = 0;
  let bytes = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(connections, requests.length) }, async () => {
      const line = await openLine(port);
      while (next < requests.length) {
        const request = requests[next++] as Buffer;
        const start = performance.now();
        const answer = await line.ask(request);
        waits.push(performance.now() - start);
        if (answer.status !== status) {
          throw new Error(`${request.toString().split('\r\n')[0]}: ${answer.status}`);
        }
        bytes = answer.bytes;
      }
      line.close();
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { rate: requests.length / seconds, ...spread(waits), bytes };
}

export function spread(waits: readonly number[]): { medianMs: number; p99Ms: number } {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { medianMs: at(0.5) as number, p99Ms: at(0.99) as number };
}

export function requestOf(
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Buffer {
  const lines = Object.entries({
    host: '127.0.0.1',
    ...headers,
    ...(method === 'POST'
      ? {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        }
      : {}),
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body}`);
}

interface Answer {
  readonly status: number;
  readonly bytes: number;
}

interface Line {
  ask(request: Buffer): Promise<Answer>;
  close(): void;
}

async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let received = '';
  let done: ((answer: Answer) => void) | undefined;
  let failed: ((error: Error) => void) | undefined;
  // latin1: one character a byte, whatever the body is.
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const answer = wholeAnswer(received);
    if (!answer) return;
    received = '';
    done?.(answer);
  });
  socket.on('close', () => failed?.(new Error('The server closed the connection')));
  return {
    ask(request) {
      return new Promise((resolve, reject) => {
        done = resolve;
        failed = reject;
        socket.write(request);
      });
    },
    close() {
      failed = undefined;
      socket.destroy();
    },
  };
}

function wholeAnswer(text: string): Answer | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const body = text.length - end - 4;
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (length !== undefined) return body >= Number(length) ? { status, bytes: body } : undefined;
  if (head.includes('\r\ntransfer-encoding: chunked')) {
    return text.endsWith('\r\n0\r\n\r\n') || text.slice(end + 4) === '0\r\n\r\n'
      ? { status, bytes: body }
      : undefined;
  }
  return { status, bytes: 0 };
}
