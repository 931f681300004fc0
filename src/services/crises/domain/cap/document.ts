import type { CapAlert } from './alert.ts';
import {
  type InfoFields,
  NAMESPACES,
  namedValues,
  readAlert,
  readAlertElement,
} from './read-alert.ts';
import { childText, type XmlElement } from './xml-element.ts';

const ATOM = 'http://www.w3.org/2005/Atom';

export type Wrapper = 'none' | 'atom' | 'rss' | 'edxl-de' | 'meteoalarm' | 'other';

/** What one file holds: one message, or a feed of messages and of links to messages. */
export interface CapDocument {
  readonly wrapper: Wrapper;
  readonly alerts: readonly CapAlert[];
  /** Entries that only point elsewhere. Renfort never fetches them while reading. */
  readonly links: readonly FeedLink[];
  /** EDXL-DE says on the envelope whether it is an exercise; `null` when there is no envelope. */
  readonly envelopeStatus: string | null;
}

export interface FeedLink {
  readonly href: string;
  /** As the feed writes it; another date is another version of what stands there. */
  readonly updated: string | null;
}

export function isCapAlert(element: XmlElement): boolean {
  return element.name === 'alert' && element.namespace in NAMESPACES;
}

/** Finds the messages of an XML document; `null` when it holds neither message nor feed. */
export function readDocument(root: XmlElement): CapDocument | null {
  if (isCapAlert(root)) {
    return { wrapper: 'none', alerts: [readAlertElement(root)], links: [], envelopeStatus: null };
  }
  const wrapper = wrapperOf(root);
  const alerts = embedded(root).map(readAlertElement);
  if (wrapper === 'atom' || wrapper === 'rss') {
    const entries = entriesOf(root, wrapper).filter((entry) => embedded(entry).length === 0);
    const summaries = entries.map(summaryAlert).filter((alert) => alert !== null);
    const links = entries.filter((entry) => summaryAlert(entry) === null).flatMap(entryLinks);
    return { wrapper, alerts: [...alerts, ...summaries], links, envelopeStatus: null };
  }
  if (alerts.length === 0) return null;
  const envelopeStatus = wrapper === 'edxl-de' ? childText(root, 'distributionStatus') : null;
  return { wrapper, alerts, links: [], envelopeStatus };
}

function wrapperOf(root: XmlElement): Wrapper {
  if (root.name === 'feed' && root.namespace === ATOM) return 'atom';
  if (root.name === 'rss' || root.name === 'RDF') return 'rss';
  if (root.name === 'EDXLDistribution') return 'edxl-de';
  return 'other';
}

function embedded(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) => (isCapAlert(child) ? [child] : embedded(child)));
}

function entriesOf(root: XmlElement, wrapper: 'atom' | 'rss'): XmlElement[] {
  if (wrapper === 'atom') return root.children.filter((child) => child.name === 'entry');
  const items = (parent: XmlElement) => parent.children.filter((child) => child.name === 'item');
  return [...items(root), ...root.children.filter((c) => c.name === 'channel').flatMap(items)];
}

/** The alert among the links of an entry: by its type, else the first. */
function entryLinks(entry: XmlElement): FeedLink[] {
  const links = entry.children.filter((child) => child.name === 'link');
  const link =
    links.find(({ attributes }) => /\bcap\+xml\b/.test(attributes.type ?? '')) ?? links[0];
  const href = (link?.attributes.href ?? link?.text ?? '').trim();
  if (href === '') return [];
  const date = entry.children.find(({ name }) => /^(?:updated|pubDate|date)$/.test(name));
  return [{ href, updated: date?.text.trim() || null }];
}

/** An entry that carries `cap:` elements itself (MeteoAlarm's and the NWS's Atom feeds). */
function summaryAlert(entry: XmlElement): CapAlert | null {
  const namespace = entry.children.find((child) => child.namespace in NAMESPACES)?.namespace;
  if (namespace === undefined) return null;
  const text = (name: string) => childText(entry, name, namespace);
  const info: InfoFields = {
    language: null,
    category: [text('category')].filter((value) => value !== null),
    event: text('event'),
    responseType: [text('responseType')].filter((value) => value !== null),
    urgency: text('urgency'),
    severity: text('severity'),
    certainty: text('certainty'),
    effective: text('effective'),
    onset: text('onset'),
    expires: text('expires'),
    senderName: null,
    headline: childText(entry, 'title'),
    description: null,
    instruction: null,
    web: null,
    parameters: namedValues(entry, 'parameter', namespace),
    eventCodes: [],
    areas: [
      {
        areaDesc: text('areaDesc'),
        polygons: [text('polygon')].filter((value) => value !== null),
        circles: [text('circle')].filter((value) => value !== null),
        geocodes: namedValues(entry, 'geocode', namespace),
      },
    ],
  };
  return readAlert({
    version: 'summary',
    identifier: text('identifier') ?? childText(entry, 'id'),
    sender: text('sender'),
    sent: text('sent') ?? childText(entry, 'published') ?? childText(entry, 'updated'),
    status: text('status'),
    msgType: text('msgType') ?? text('message_type'),
    scope: text('scope'),
    references: text('references'),
    infos: [info],
    duplicates: [],
  });
}
