import { EXCHANGE_FIELDS, type ExchangeMission } from '../domain/exchange.ts';
import { FeedError, type FeedHead } from './xml.ts';

/** Of a whole JSON file; larger exchanges use the XML feed, which is read as it comes. */
const JSON_BYTES = 200 * 1024 * 1024;

export async function* readJson(
  chunks: AsyncIterable<string>,
): AsyncGenerator<ExchangeMission | FeedHead> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > JSON_BYTES) throw new FeedError('too_large', 'file');
  }
  const parsed = parse(text);
  const list = Array.isArray(parsed) ? parsed : isRecord(parsed) ? parsed.data : undefined;
  if (!Array.isArray(list)) throw new FeedError('not_a_feed');
  const head = isRecord(parsed) ? parsed : {};
  yield {
    publisher: textOf(head.publisher),
    publisherUrl: textOf(head.publisherUrl),
    generatedAt: textOf(head.generatedAt),
  };
  for (const item of list) if (isRecord(item)) yield readMission(item);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FeedError('broken', (error as Error).message);
  }
}

/** What each field may hold; a value of another kind is left out, as an unknown field is. */
export function readMission(item: Readonly<Record<string, unknown>>): ExchangeMission {
  const found: Record<string, unknown> = {};
  for (const [field, { kind }] of Object.entries(EXCHANGE_FIELDS)) {
    const value = item[field];
    if (value === undefined || value === null) continue;
    if (kind === 'list' && Array.isArray(value)) {
      found[field] = value.filter((one): one is string => typeof one === 'string');
    } else if (kind === 'number' && typeof value === 'number') found[field] = value;
    else if (kind === 'boolean' && typeof value === 'boolean') found[field] = value;
    else if (kind === 'boolean' && (value === 'yes' || value === 'no'))
      found[field] = value === 'yes';
    else if (kind === 'addresses' && Array.isArray(value)) found[field] = value.filter(isRecord);
    else if ((kind === 'text' || kind === 'date') && typeof value === 'string') {
      if (value !== '') found[field] = value;
    }
  }
  // What is read back from API Engagement (v0) says one activity in one text.
  if (found.activities === undefined && typeof item.activity === 'string') {
    found.activities = item.activity
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
  }
  return { clientId: '', title: '', ...found } as ExchangeMission;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function jsonHead(head: FeedHead): string {
  const { publisher, publisherUrl, generatedAt } = head;
  const start = JSON.stringify({ publisher, publisherUrl, generatedAt });
  return `${start.slice(0, -1)},"data":[\n`;
}

export function jsonMission(mission: ExchangeMission, isFirst: boolean): string {
  return (isFirst ? '' : ',\n') + JSON.stringify(mission);
}

/** `deleted`: missions that were published before and no longer are. */
export function jsonEnd(deleted: readonly { clientId: string; deletedAt: string }[]): string {
  return `\n],"deleted":${JSON.stringify(deleted)}}\n`;
}
