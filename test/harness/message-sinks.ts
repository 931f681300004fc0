// Local servers that take messages, for tests and benchmarks: a real SMTP server, a real SMSC, HTTP
// gateways.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import smpp, { type Pdu, type Session } from 'smpp';
import { SMTPServer } from 'smtp-server';

export interface MailSink {
  readonly url: string;
  readonly port: number;
  readonly mails: { readonly to: string; readonly source: string }[];
  close(): Promise<void>;
}

/**
 * `reply` refuses a recipient by an SMTP code, or takes the message and hangs up without an answer;
 * the default takes everybody.
 */
export async function mailSink(
  reply: (to: string) => number | 'hang_up' | undefined = () => undefined,
  port = 0,
): Promise<MailSink> {
  const mails: { to: string; source: string }[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 50,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const code = reply(address);
      if (code === undefined || code === 'hang_up') return done();
      const error = Object.assign(new Error('5.1.1 refused by the test'), { responseCode: code });
      done(error);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8');
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        for (const to of recipients) mails.push({ to, source });
        if (recipients.some((to) => reply(to) === 'hang_up')) {
          for (const socket of sockets) socket.destroy();
        } else done();
      });
    },
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // A client killed in the middle of a message resets its connection.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface Smsc {
  readonly port: number;
  /** Every submit_sm that was taken. */
  readonly submitted: Pdu[];
  /** How many programs are bound. */
  bound(): number;
  /** Sends a receipt or a text from a telephone to whoever is bound; resolves with its status. */
  deliver(fields: Record<string, unknown>): Promise<number>;
  close(): Promise<void>;
}

/** `answer` gives the status of a submit_sm; 'silence' never answers. */
export async function smsc(
  answer: (pdu: Pdu) => number | 'silence' = () => 0,
  { bindDelayMs = 0 }: { bindDelayMs?: number } = {},
): Promise<Smsc> {
  const submitted: Pdu[] = [];
  const bound = new Set<Session>();
  let count = 0;
  const server = smpp.createServer((session) => {
    session.on('error', () => {});
    session.on('close', () => bound.delete(session));
    session.on('bind_transceiver', async (pdu: Pdu) => {
      await sleep(bindDelayMs);
      bound.add(session);
      session.send(pdu.response());
    });
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()));
    session.on('unbind', (pdu: Pdu) => session.send(pdu.response()));
    session.on('submit_sm', (pdu: Pdu) => {
      const status = answer(pdu);
      if (status === 'silence') return;
      if (status !== 0) return session.send(pdu.response({ command_status: status }));
      submitted.push(pdu);
      session.send(pdu.response({ message_id: `m${++count}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    submitted,
    bound: () => bound.size,
    deliver(fields) {
      const [session] = bound;
      if (!session) throw new Error('Nobody is bound');
      return new Promise((resolve) =>
        session.deliver_sm(fields, (pdu) => resolve(pdu.command_status)),
      );
    },
    close: () =>
      new Promise((resolve) => {
        for (const session of bound) session.destroy();
        server.close(() => resolve());
      }),
  };
}

export interface HttpGateway {
  /** What SMS_GATEWAYS says of it. */
  readonly settings: Record<string, unknown>;
  /** Every text that was taken; its number in the list is in its id: `sms-1`, `sms-2`... */
  readonly taken: { readonly to: string; readonly message: string }[];
  /** Posts to Renfort as this gateway does; `change` spoils what is signed. */
  tell(
    address: string,
    body: string,
    change?: { secret?: string; at?: Date; contentType?: string; forwardedFor?: string },
  ): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}

/** A gateway with field names of its own, spoken to by HTTP, that signs what it posts back. */
export async function httpGateway(now: () => Date = () => new Date()): Promise<HttpGateway> {
  const secret = 'a secret of the test gateway';
  const taken: { to: string; message: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers.authorization !== 'Bearer test') return response.writeHead(401).end();
    taken.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    response.end(JSON.stringify({ result: { reference: `sms-${taken.length}` } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    taken,
    settings: {
      name: 'web',
      kind: 'http',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
      headers: { authorization: 'Bearer test' },
      body: '{"to":"{{to}}","message":"{{text}}"}',
      idPath: 'result.reference',
      sender: '36179',
      perSecond: 500,
      callbacks: {
        secret,
        header: 'x-gateway-signature',
        timestampHeader: 'x-gateway-time',
        receipt: {
          list: 'reports',
          id: 'sms.reference',
          status: 'state',
          error: 'cause',
          delivered: ['DELIVERED'],
          undelivered: ['REJECTED'],
        },
        reply: { id: 'ref', from: 'msisdn', text: 'content' },
      },
    },
    async tell(address, body, change = {}) {
      const time = String(Math.floor((change.at ?? now()).getTime() / 1000));
      const signature = createHmac('sha256', change.secret ?? secret);
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'content-type': change.contentType ?? 'application/json',
          'x-gateway-time': time,
          'x-gateway-signature': signature.update(`${time}.${body}`).digest('hex'),
          ...(change.forwardedFor ? { 'x-forwarded-for': change.forwardedFor } : {}),
        },
        body,
      });
      return { status: response.status, text: await response.text() };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface HttpSink {
  readonly url: string;
  /** The JSON body of every request that came, answered or not. */
  readonly requests: Readonly<Record<string, string>>[];
  close(): Promise<void>;
}

/** `answer` gives the status of a request; 'silence' never answers. */
export async function httpSink(answer: () => number | 'silence' = () => 200): Promise<HttpSink> {
  const requests: Record<string, string>[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(JSON.parse(body));
    const status = answer();
    if (status === 'silence') return;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: `h${requests.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
