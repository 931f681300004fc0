// Local servers that take messages, for tests and benchmarks: a real SMTP server, a real SMSC.
import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';
import { SMTPServer } from 'smtp-server';

export interface MailSink {
  readonly url: string;
  readonly port: number;
  readonly mails: { readonly to: string; readonly source: string }[];
  close(): Promise<void>;
}

/** `reply` refuses a recipient by an SMTP code; the default takes everybody. */
export async function mailSink(
  reply: (to: string) => number | undefined = () => undefined,
  port = 0,
): Promise<MailSink> {
  const mails: { to: string; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 50,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const code = reply(address);
      if (code === undefined) return done();
      const error = Object.assign(new Error('5.1.1 refused by the test'), { responseCode: code });
      done(error);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8');
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, source });
        done();
      });
    },
  });
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
  /** Sends a receipt or a text from a telephone to whoever is bound; resolves with its status. */
  deliver(fields: Record<string, unknown>): Promise<number>;
  close(): Promise<void>;
}

/** `answer` gives the status of a submit_sm; 'silence' never answers. */
export async function smsc(answer: (pdu: Pdu) => number | 'silence' = () => 0): Promise<Smsc> {
  const submitted: Pdu[] = [];
  const bound = new Set<Session>();
  let count = 0;
  const server = smpp.createServer((session) => {
    session.on('error', () => {});
    session.on('close', () => bound.delete(session));
    session.on('bind_transceiver', (pdu: Pdu) => {
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
