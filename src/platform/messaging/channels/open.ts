import { createHash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { receiveSms } from '../incoming.ts';
import { receiveReceipt } from '../receipts.ts';
import type { MessagingSettings } from '../settings.ts';
import { httpGateway } from './http-gateway.ts';
import { pushTransport, vapidKeys } from './push.ts';
import { smppGateway } from './smpp-gateway.ts';
import type { LinkEvents } from './smpp-link.ts';
import type { Transport } from './transport.ts';

/** Every way out that the settings describe. A channel without one keeps its messages waiting. */
export async function openTransports(
  ctx: Context,
  settings: MessagingSettings,
): Promise<Transport[]> {
  const { publicUrl } = ctx.config;
  return [
    ...(settings.mail ? [(await import('./smtp.ts')).smtpTransport(settings.mail, publicUrl)] : []),
    ...settings.sms.map((gateway) =>
      gateway.kind === 'smpp'
        ? smppGateway(gateway, smppEvents(ctx, gateway.name))
        : httpGateway(gateway, ctx.clock),
    ),
    pushTransport(ctx, await vapidKeys(ctx, settings), settings),
  ];
}

const SAME_TEXT_MS = 300_000;

function smppEvents(ctx: Context, gateway: string): LinkEvents {
  return {
    onReceipt: (receipt) => receiveReceipt(ctx, { gateway, ...receipt }),
    async onIncoming({ from, text }) {
      const now = ctx.clock.now();
      // SMPP gives incoming texts no identifier: the same text again within five minutes is the same.
      const period = Math.floor(now.getTime() / SAME_TEXT_MS);
      const providerId = createHash('sha256').update(`${from}\n${text}\n${period}`).digest('hex');
      await receiveSms(ctx, { gateway, providerId, from, text });
    },
    onTrouble: (reason) => ctx.log.warn({ gateway, reason }, 'trouble with an SMS gateway'),
  };
}
