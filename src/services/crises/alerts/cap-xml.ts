import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ok, type Refused, type Result, refuse } from '#platform/kernel/result.ts';
import type { XmlElement } from '../domain/cap/xml-element.ts';

/** A real message of 1.7 MB with 212 polygons has been seen. */
export const MAX_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 64;
/** Elements, attributes, comments and the like. */
const MAX_NODES = 200_000;

export type CapReadError =
  | 'empty'
  | 'too_large'
  | 'too_deep'
  | 'too_many_elements'
  | 'encoding_unsupported'
  | 'encoding_broken'
  | 'doctype'
  | 'malformed'
  | 'not_cap';

export interface ReadXml {
  readonly root: XmlElement;
  /** Elements, attributes, comments and the like: what slow algorithms are bounded by. */
  readonly nodes: number;
}

interface Draft {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly children: Draft[];
  readonly start: number;
  end: number;
}

class Refusal extends Error {
  readonly refused: Refused<CapReadError>;
  constructor(refused: Refused<CapReadError>) {
    super(refused.error);
    this.refused = refused;
  }
}

/**
 * Reads XML text with bounds. saxes knows no entity but the five of XML and fetches nothing; a
 * DOCTYPE, which could declare others, is refused when it is met. Refusals give line and column.
 */
export function readXml(text: string): Result<ReadXml, CapReadError> {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stack: Draft[] = [];
  let root: Draft | undefined;
  let nodes = 0;
  const stop = (error: CapReadError): never => {
    throw new Refusal(refuse(error, { line: parser.line, column: parser.column }));
  };
  parser.on('doctype', () => stop('doctype'));
  parser.on('error', () => stop('malformed'));
  const count = (more: number) => {
    nodes += more;
    if (nodes > MAX_NODES) stop('too_many_elements');
  };
  parser.on('comment', () => count(1));
  parser.on('processinginstruction', () => count(1));
  parser.on('attribute', () => count(1));
  parser.on('opentag', (tag: SaxesTagNS) => {
    count(1);
    if (stack.length >= MAX_DEPTH) stop('too_deep');
    const attributes: Record<string, string> = {};
    for (const [name, attribute] of Object.entries(tag.attributes)) {
      attributes[name] = attribute.value;
    }
    const draft: Draft = {
      name: tag.local,
      namespace: tag.uri,
      attributes,
      text: '',
      children: [],
      start: text.lastIndexOf('<', parser.position - 1),
      end: 0,
    };
    stack.at(-1)?.children.push(draft);
    root ??= draft;
    stack.push(draft);
  });
  const addText = (piece: string) => {
    const open = stack.at(-1);
    if (open) open.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', (piece) => {
    count(1);
    addText(piece);
  });
  parser.on('closetag', () => {
    const closed = stack.pop();
    if (closed) closed.end = parser.position;
  });
  try {
    // In slices, so that a hostile document is refused before all of it is read.
    for (let at = 0; at < text.length; at += 65_536) parser.write(text.slice(at, at + 65_536));
    parser.close();
  } catch (error) {
    if (error instanceof Refusal) return error.refused;
    throw error;
  }
  return root ? ok({ root, nodes }) : refuse('malformed');
}
