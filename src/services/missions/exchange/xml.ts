import { SaxesParser } from 'saxes';
import { xmlText } from '#platform/kernel/xml.ts';
import { EXCHANGE_FIELDS, type ExchangeAddress, type ExchangeMission } from '../domain/exchange.ts';

export interface FeedHead {
  readonly publisher: string;
  readonly publisherUrl: string;
  readonly generatedAt: string;
}

/** The file as a whole is not a feed; a mission that is wrong is told one by one. */
export class FeedError extends Error {
  readonly code: 'doctype' | 'broken' | 'too_large' | 'not_a_feed';
  constructor(code: FeedError['code'], detail = '') {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
  }
}

/** Characters of one mission, far above any that is honest. */
const MISSION_CHARACTERS = 400_000;
const DEPTH = 12;

interface Element {
  readonly name: string;
  text: string;
  readonly children: Element[];
}

/** One pass: the head, then each mission with its element in the XML, never the whole feed in memory. */
export async function* readXml(
  chunks: AsyncIterable<string>,
): AsyncGenerator<ExchangeMission | FeedHead> {
  const parser = new SaxesParser();
  const stack: Element[] = [];
  const ready: (ExchangeMission | FeedHead)[] = [];
  const head: Record<string, string> = {};
  let characters = 0;
  // The parser keeps a text until the next tag: an endless one must not fill the memory.
  let sinceTag = 0;
  let isFeed = false;
  parser.on('error', (error) => {
    throw new FeedError('broken', error.message);
  });
  parser.on('doctype', () => {
    throw new FeedError('doctype');
  });
  parser.on('opentag', ({ name }) => {
    if (stack.length === 0 && name !== 'source') throw new FeedError('not_a_feed', name);
    isFeed = true;
    sinceTag = 0;
    if (stack.length > DEPTH) throw new FeedError('too_large', 'depth');
    if (name === 'mission') characters = 0;
    stack.push({ name, text: '', children: [] });
  });
  const addText = (text: string) => {
    const element = stack.at(-1);
    characters += text.length;
    if (characters > MISSION_CHARACTERS) throw new FeedError('too_large', 'mission');
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    sinceTag = 0;
    const element = stack.pop() as Element;
    const parent = stack.at(-1);
    if (element.name === 'mission' && stack.length === 1) ready.push(missionOf(element));
    else if (stack.length === 1) head[element.name] = element.text.trim();
    else if (parent) parent.children.push(element);
    if (stack.length === 0) {
      ready.push({
        publisher: head.publisher ?? '',
        publisherUrl: head.publisherurl ?? '',
        generatedAt: head.lastBuildDate ?? '',
      });
    }
  });
  for await (const chunk of chunks) {
    sinceTag += chunk.length;
    parser.write(chunk);
    if (sinceTag > MISSION_CHARACTERS) throw new FeedError('too_large', 'text');
    yield* ready.splice(0);
  }
  parser.close();
  if (!isFeed) throw new FeedError('not_a_feed');
  yield* ready.splice(0);
}

function missionOf(element: Element): ExchangeMission {
  const named = new Map(element.children.map((child) => [child.name, child]));
  const found: Record<string, unknown> = {};
  for (const [field, { kind, also = [] }] of Object.entries(EXCHANGE_FIELDS)) {
    const child = [field, ...also].map((name) => named.get(name)).find(Boolean);
    if (!child) continue;
    const value = fieldValue(child, kind);
    if (value !== undefined) found[field] = value;
  }
  found.addresses ??= flatAddress(named);
  if (found.addresses === undefined) delete found.addresses;
  const siren = found.organizationSiren;
  if (typeof siren === 'string' && /^\d{14}$/.test(siren)) {
    found.organizationSiret ??= siren;
    found.organizationSiren = siren.slice(0, 9);
  }
  return { clientId: '', title: '', ...found } as ExchangeMission;
}

function fieldValue(element: Element, kind: string): unknown {
  const text = element.text.trim();
  switch (kind) {
    case 'list': {
      const values = element.children
        .filter(({ name }) => name === 'value')
        .map((child) => child.text.trim());
      const items = values.length > 0 ? values : text.split(',').map((item) => item.trim());
      return items.filter((item) => item !== '');
    }
    case 'boolean':
      return text === '' ? undefined : /^(?:yes|oui|true|1)$/i.test(text);
    case 'number':
      return text === '' ? undefined : Number(text.replace(',', '.'));
    case 'addresses':
      return element.children.filter(({ name }) => name === 'address').map(addressOf);
    default:
      return text === '' ? undefined : text;
  }
}

const ADDRESS = [
  'street',
  'postalCode',
  'city',
  'departmentCode',
  'departmentName',
  'region',
  'country',
] as const;

function addressOf(element: Element): ExchangeAddress {
  const named = new Map(element.children.map((child) => [child.name, child]));
  const text = (name: string) => named.get(name)?.text.trim() ?? '';
  const address: Record<string, unknown> = {};
  for (const field of ADDRESS) {
    const value = text(field) || (field === 'street' ? text('address') : '');
    if (value !== '') address[field] = value;
  }
  const point = named.get('location')?.children ?? [];
  const number = (name: string) => Number(point.find((child) => child.name === name)?.text.trim());
  const [lat, lon] = [number('lat'), number('lon')];
  if (Number.isFinite(lat) && Number.isFinite(lon)) address.location = { lat, lon };
  return address;
}

/** The single address of older feeds, written beside the other fields. */
function flatAddress(named: ReadonlyMap<string, Element>): ExchangeAddress[] | undefined {
  const text = (...names: string[]) =>
    names.map((name) => named.get(name)?.text.trim()).find((value) => value) ?? '';
  const flat: Record<string, string> = {
    street: text('address', 'adresse'),
    postalCode: text('postalCode'),
    city: text('city'),
    departmentCode: text('departmentCode'),
    departmentName: text('departmentName'),
    region: text('region'),
    country: text('country', 'countryCode'),
  };
  const known = Object.entries(flat).filter(([, value]) => value !== '');
  return known.length > 0 ? [Object.fromEntries(known)] : undefined;
}

export function xmlHead({ publisher, publisherUrl, generatedAt }: FeedHead): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<source>
<publisher>${xmlText(publisher)}</publisher>
<publisherurl>${xmlText(publisherUrl)}</publisherurl>
<lastBuildDate>${xmlText(generatedAt)}</lastBuildDate>
`;
}

export const XML_END = '</source>\n';

export function xmlMission(mission: ExchangeMission): string {
  const parts = Object.entries(EXCHANGE_FIELDS).map(([field, { kind }]) => {
    const value = mission[field as keyof ExchangeMission];
    if (value === undefined) return '';
    if (kind === 'addresses') {
      return `<addresses>${(value as readonly ExchangeAddress[]).map(xmlAddress).join('')}</addresses>`;
    }
    if (field === 'activities') return xmlActivities(value as readonly string[]);
    const name = field === 'organizationActions' ? 'keyActions' : field;
    if (kind === 'list') {
      const items = (value as readonly string[]).map((item) => `<value>${xmlText(item)}</value>`);
      return `<${name}>${items.join('')}</${name}>`;
    }
    if (kind === 'boolean') return `<${name}>${value ? 'yes' : 'no'}</${name}>`;
    const text =
      field === 'organizationSiren' ? (mission.organizationSiret ?? String(value)) : String(value);
    return `<${name}>${xmlText(text)}</${name}>`;
  });
  // API Engagement reads a SIRET in the element of the SIREN alone.
  if (mission.organizationSiret !== undefined && mission.organizationSiren === undefined) {
    parts.push(`<organizationSiren>${xmlText(mission.organizationSiret)}</organizationSiren>`);
  }
  return `<mission>${parts.join('')}</mission>\n`;
}

/** One text with commas, which is what is read there; values that hold a comma need the other form. */
function xmlActivities(activities: readonly string[]): string {
  if (activities.length > 0 && activities.every((item) => !item.includes(','))) {
    return `<activity>${xmlText(activities.join(', '))}</activity>`;
  }
  const items = activities.map((item) => `<value>${xmlText(item)}</value>`);
  return `<activity>${items.join('')}</activity>`;
}

function xmlAddress(address: ExchangeAddress): string {
  const fields = ADDRESS.flatMap((field) =>
    address[field] === undefined ? [] : [`<${field}>${xmlText(address[field])}</${field}>`],
  );
  const { location } = address;
  if (location) {
    fields.push(`<location><lat>${location.lat}</lat><lon>${location.lon}</lon></location>`);
  }
  return `<address>${fields.join('')}</address>`;
}
