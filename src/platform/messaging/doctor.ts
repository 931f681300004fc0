import { createConnection } from 'node:net';
import nodemailer from 'nodemailer';
import { type Check, failure, ok, type Said, warning } from '../ops/doctor/finding.ts';
import { outboxDepth } from '../ops/queries.ts';
import { openLink } from './channels/smpp-link.ts';
import { readSettings, type SmsGatewaySettings } from './settings.ts';

const PATIENCE_MS = 10_000;
const LATE_SECONDS = 600;

export const mailCheck: Check = {
  about: 'mail',
  needsDatabase: false,
  async look({ config }) {
    const { mail } = readSettings(config);
    if (!mail) {
      return [
        warning('no mail server: nobody receives a code to sign in', 'set SMTP_URL and MAIL_FROM'),
      ];
    }
    const mailer = nodemailer.createTransport({
      url: mail.url,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
    } as Parameters<typeof nodemailer.createTransport>[0]);
    const { host } = new URL(mail.url);
    try {
      await mailer.verify();
    } catch (error) {
      return [failure(`${host}: ${(error as Error).message}`, 'mend SMTP_URL, or that server')];
    } finally {
      mailer.close();
    }
    const unsigned = warning(
      'messages are not signed here (DKIM)',
      'set DKIM_DOMAIN and DKIM_KEY, unless the mail server signs',
    );
    return [ok(`${host} takes our messages`), ...(mail.dkim ? [] : [unsigned])];
  },
};

export const smsCheck: Check = {
  about: 'SMS',
  needsDatabase: false,
  async look({ config }) {
    const { sms } = readSettings(config);
    if (sms.length === 0) {
      return [warning('no gateway: calls go by e-mail alone', 'set SMS_GATEWAYS')];
    }
    return Promise.all(sms.map(gatewayState));
  },
};

async function gatewayState(settings: SmsGatewaySettings): Promise<Said> {
  const { name } = settings;
  const todo = 'mend SMS_GATEWAYS, or ask the operator';
  if (settings.kind === 'smpp') {
    const silent = { onReceipt: async () => {}, onIncoming: async () => {}, onTrouble: () => {} };
    const link = openLink(settings, silent);
    const isBound = await Promise.race([link.isBound(), patience()]);
    await link.close();
    return isBound ? ok(`${name} lets us in`) : failure(`${name} does not let us in`, todo);
  }
  const { hostname, port, protocol } = new URL(settings.url.replace(/\{\{\w+\}\}/g, ''));
  const answers = await reaches(hostname, Number(port) || (protocol === 'https:' ? 443 : 80));
  return answers
    ? ok(`${name}: somebody answers at ${hostname} (its key is not tried without a message)`)
    : failure(`${name}: nobody answers at ${hostname}`, todo);
}

function patience(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), PATIENCE_MS).unref();
  });
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: PATIENCE_MS });
    const end = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

export const outboxCheck: Check = {
  about: 'messages',
  needsDatabase: true,
  async look(ctx) {
    const depth = await outboxDepth(ctx.db, ctx.clock.now());
    const late = depth.filter(
      ({ state, oldestSeconds }) => state === 'waiting' && oldestSeconds > LATE_SECONDS,
    );
    const doubtful = depth.filter(({ state }) => state === 'uncertain');
    const findings = [
      ...late.map(({ channel, count, oldestSeconds }) =>
        failure(
          `${count} by ${channel} wait, the oldest for ${Math.round(oldestSeconds / 60)} minutes`,
          'look at the mail server, the gateways, and whether jobs run',
        ),
      ),
      ...doubtful.map(({ channel, count }) =>
        warning(
          `${count} by ${channel} may have arrived or not`,
          'decide on /admin/messages whether they go again',
        ),
      ),
    ];
    return findings.length > 0 ? findings : [ok('none is late')];
  },
};
