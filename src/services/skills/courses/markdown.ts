import MarkdownIt, { type Token } from 'markdown-it';

/**
 * The Markdown of courses. Safe by what it can say: HTML is shown as text, links with a scheme that
 * could run something are not links.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

const CLASSES: Readonly<Record<string, string>> = {
  bullet_list_open: 'govuk-list govuk-list--bullet',
  ordered_list_open: 'govuk-list govuk-list--number',
  link_open: 'govuk-link',
  table_open: 'govuk-table',
  thead_open: 'govuk-table__head',
  tbody_open: 'govuk-table__body',
  tr_open: 'govuk-table__row',
  th_open: 'govuk-table__header',
  td_open: 'govuk-table__cell',
  blockquote_open: 'govuk-inset-text',
};

export type { Token };

export function tokensOf(text: string): Token[] {
  return markdown.parse(text, {});
}

/** Files beside the course are written `files/name`; on its page they are under its address. */
export function htmlOf(tokens: readonly Token[], course: string): string {
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
  for (const token of all) {
    const name = CLASSES[token.type];
    if (name) token.attrJoin('class', name);
    if (token.type === 'th_open') token.attrSet('scope', 'col');
    for (const attribute of ['href', 'src']) {
      const address = String(token.attrGet(attribute) ?? '');
      if (address.startsWith('files/')) token.attrSet(attribute, `/learn/${course}/${address}`);
    }
    if (token.type === 'image') token.attrSet('loading', 'lazy');
  }
  return markdown.renderer.render([...tokens], markdown.options, {});
}

/** Names of the files that a text leads to, each with its line. */
export function filesIn(tokens: readonly Token[], bodyLine: number) {
  return tokens.flatMap((token) =>
    (token.children ?? []).flatMap((child) => {
      const address = String(child.attrGet('href') ?? child.attrGet('src') ?? '');
      if (!address.startsWith('files/')) return [];
      return [{ name: address.slice('files/'.length), line: bodyLine + (token.map?.[0] ?? 0) }];
    }),
  );
}
