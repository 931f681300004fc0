import type { CallbackSettings } from '../settings.ts';
import { parseJson, partAt, valueAt } from './json-path.ts';

/** What a gateway posts to us, item by item: understood, or what is missing and where it was looked for. */
export type Word<T> =
  | { readonly kind: 'understood'; readonly value: T }
  /** Says nothing that changes a message: on its way, buffered. */
  | { readonly kind: 'on_the_way' }
  | { readonly kind: 'missing'; readonly name: string };

export interface ReceiptWord {
  readonly providerId: string;
  readonly state: 'delivered' | 'undelivered';
  readonly error: string | undefined;
}

export interface ReplyWord {
  readonly providerId: string;
  readonly from: string;
  readonly text: string;
}

/** The items of a body, JSON or form; `undefined` when it is neither, or its list is not there. */
export function itemsOf(
  body: string,
  contentType: string,
  list: string,
): readonly unknown[] | undefined {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return [Object.fromEntries(new URLSearchParams(body))];
  }
  const part = partAt(parseJson(body), list);
  if (Array.isArray(part)) return part;
  return typeof part === 'object' && part !== null ? [part] : undefined;
}

export function readReceipt(
  settings: CallbackSettings['receipt'],
  item: unknown,
): Word<ReceiptWord> {
  const providerId = valueAt(item, settings.id);
  const status = valueAt(item, settings.status);
  if (!providerId) return { kind: 'missing', name: settings.id };
  if (!status) return { kind: 'missing', name: settings.status };
  const is = (name: string) => name.toLowerCase() === status.toLowerCase();
  if (settings.delivered.some(is)) {
    return { kind: 'understood', value: { providerId, state: 'delivered', error: undefined } };
  }
  if (!settings.undelivered.some(is)) return { kind: 'on_the_way' };
  const cause = valueAt(item, settings.error);
  const error = (cause ? `${status}: ${cause}` : status).slice(0, 200);
  return { kind: 'understood', value: { providerId, state: 'undelivered', error } };
}

export function readReply(settings: CallbackSettings['reply'], item: unknown): Word<ReplyWord> {
  const [providerId, from, text] = [settings.id, settings.from, settings.text].map((name) =>
    valueAt(item, name),
  ) as [string, string, string];
  if (!providerId) return { kind: 'missing', name: settings.id };
  if (!from) return { kind: 'missing', name: settings.from };
  // Somebody may send nothing; a gateway that does not say so is not understood.
  if (text === '' && !hasText(item, settings.text)) return { kind: 'missing', name: settings.text };
  return { kind: 'understood', value: { providerId, from, text } };
}

function hasText(item: unknown, path: string): boolean {
  return partAt(item, path) === '';
}
