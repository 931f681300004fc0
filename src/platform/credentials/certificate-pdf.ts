import type { Context } from '../context.ts';
import type { Lang } from '../i18n/index.ts';
import { newPaper, type PaperColumn } from '../pdf/paper.ts';
import { verifyPath } from './document.ts';
import { shownCode } from './domain/code.ts';
import { credentialTexts } from './messages/index.ts';
import type { Issued } from './queries.ts';

export interface CertificateParts {
  readonly lang: Lang;
  readonly title: string;
  /** Who certifies. */
  readonly author: string;
  /** On top of the sheet: that this is an exercise. */
  readonly warning?: string | undefined;
  /** In order; the first may introduce the name of the holder. */
  readonly before: readonly string[];
  readonly holder: string;
  readonly after: readonly string[];
  readonly table?:
    | { readonly columns: readonly PaperColumn[]; readonly rows: readonly (readonly string[])[] }
    | undefined;
  readonly closing: readonly string[];
  readonly issued: Issued;
}

/** A certificate on paper: the same facts as the credential, and the square and code that lead to its page. */
export async function certificatePdf(ctx: Context, parts: CertificateParts): Promise<Buffer> {
  const { lang, title, author, warning, table, issued } = parts;
  const m = credentialTexts(lang).pdf;
  const { publicUrl } = ctx.config;
  const url = publicUrl + verifyPath(issued.code);
  const paper = newPaper({
    title,
    lang,
    author,
    madeAt: ctx.clock.now(),
    warning,
    foot: m.page,
  });
  paper.heading(1, title);
  for (const text of parts.before) paper.paragraph(text);
  paper.paragraph(parts.holder, true);
  for (const text of parts.after) paper.paragraph(text);
  if (table) paper.table(title, table.columns, table.rows);
  for (const text of parts.closing) paper.paragraph(text);
  paper.square(url, m.alternative(url));
  paper.paragraph(m.scan);
  paper.paragraph(`${publicUrl}/verify`);
  paper.paragraph(`${m.code} : ${shownCode(issued.code)}`, true);
  return paper.finish();
}
