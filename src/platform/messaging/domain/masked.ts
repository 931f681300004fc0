import type { Channel } from './message.ts';

/** Enough of an address to recognise a case somebody tells about, not enough to write to it. */
export function masked(channel: Channel, recipient: string): string {
  if (channel === 'push') return '';
  if (channel === 'sms') return `${recipient.slice(0, 3)} … ${recipient.slice(-2)}`;
  const [name = '', domain = ''] = recipient.split('@');
  return `${name.slice(0, 1)}…@${domain}`;
}
