export const CHANNELS = ['email', 'sms', 'push'] as const;
export type Channel = (typeof CHANNELS)[number];

export const PURPOSES = [
  'sign_in',
  'account',
  'crisis',
  'missions',
  'newsletter',
  'alerts',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Without these an account cannot be used, so nobody can mute them and no message offers to. */
export const UNMUTABLE: readonly Purpose[] = ['sign_in'];

/** Lower goes first: a code somebody waits for, then a call-out, then the rest. */
export const PRIORITIES: Readonly<Record<Purpose, number>> = {
  sign_in: 0,
  crisis: 10,
  account: 20,
  missions: 30,
  alerts: 40,
  newsletter: 50,
};

/** An e-mail address as we compare it, a number in E.164 form, or the id of an account (push). */
export interface OutgoingMessage {
  readonly channel: Channel;
  readonly recipient: string;
  readonly purpose: Purpose;
  /** At most one message per (recipient, purpose, key), ever: 'call-out:<id>', 'reminder:<id>:1'. */
  readonly key: string;
  readonly lang: 'fr' | 'en';
  /** E-mail and push. */
  readonly subject?: string;
  /** Push: the first line after the title; a line with only an URL opens it. */
  readonly text: string;
  readonly html?: string;
  /** What `cancelUnsent` names, a call-out's id for instance. */
  readonly group?: string;
  /** Captured, never sent. */
  readonly exercise?: boolean;
  readonly ignoreQuietHours?: boolean;
  /** Of the recipient, for quiet hours; default Europe/Paris. */
  readonly timeZone?: string;
  /** Overrides the purpose's; lower goes first, 0 to 100. Within one, first written goes first. */
  readonly priority?: number;
  readonly notBefore?: Date;
  /** Not worth sending after this instant. */
  readonly expiresAt?: Date;
}

/** The one spelling of an address: 'Ana@Example.ORG ' and 'ana@example.org' are one recipient. */
export function canonicalRecipient(channel: Channel, recipient: string): string {
  return channel === 'email' ? recipient.trim().toLowerCase() : recipient.trim();
}
