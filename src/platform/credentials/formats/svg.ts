import { SaxesParser } from 'saxes';

/** Open Badges 3.0, 5.3.2. */
const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

export type BakedSvg =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly error: 'svg_broken' | 'doctype' | 'no_badge' | 'several_badges';
    };

class Doctype extends Error {}

/** What was baked into the image: the body of its credential element, or the token in `verify`. */
export function readSvg(svg: string): BakedSvg {
  const parser = new SaxesParser({ xmlns: true });
  const found: string[] = [];
  let depth = 0;
  let inside = 0;
  let root = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Doctype();
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    root ||= tag.local;
    if (tag.local !== 'credential' || tag.uri !== NAMESPACE || inside > 0) return;
    inside = depth;
    found.push(tag.attributes.verify?.value ?? '');
  });
  const take = (text: string) => {
    if (inside > 0) found.push((found.pop() ?? '') + text);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    if (inside === depth) inside = 0;
    depth -= 1;
  });
  try {
    parser.write(svg).close();
  } catch (error) {
    return { ok: false, error: error instanceof Doctype ? 'doctype' : 'svg_broken' };
  }
  if (root !== 'svg') return { ok: false, error: 'svg_broken' };
  const [text, ...more] = found;
  if (text === undefined) return { ok: false, error: 'no_badge' };
  return more.length > 0 ? { ok: false, error: 'several_badges' } : { ok: true, text: text.trim() };
}

/** A copy of the image that carries the credential, JSON or JWT. */
export function bakeSvg(svg: string, credential: string): string {
  const body = credential.startsWith('{')
    ? `><![CDATA[${credential.replaceAll(']]>', ']]]]><![CDATA[>')}]]></openbadges:credential>`
    : ` verify="${credential}"/>`;
  const end = /<svg\b[^>]*>/.exec(svg);
  if (!end) throw new Error('Only an SVG can carry a credential');
  const at = end.index + end[0].length;
  const open = `<openbadges:credential xmlns:openbadges="${NAMESPACE}"`;
  return `${svg.slice(0, at)}${open}${body}${svg.slice(at)}`;
}
