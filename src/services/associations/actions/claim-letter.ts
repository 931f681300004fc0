import type { Context } from '#platform/context.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { newPaper } from '#platform/pdf/paper.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { claimTexts } from '../messages/index.ts';
import type { Claim } from '../queries/claims.ts';
import { selectFacts } from '../queries/organisations.ts';

/** The letter with the code, to print and to post to the registered address. French: it goes to France. */
export async function claimLetter(ctx: Context, claim: Claim, code: string): Promise<Buffer> {
  const m = claimTexts('fr').letter;
  const facts = await selectFacts(ctx.db, claim.organisationId);
  const day = (at: Date) => writtenTime('fr', at, DEFAULT_TIME_ZONE, 'date');
  const paper = newPaper({
    title: m.title,
    lang: 'fr',
    author: 'Renfort',
    madeAt: ctx.clock.now(),
    foot: (page, pages) => `${page} / ${pages}`,
  });
  const address = [
    claim.organisationName,
    ...(facts?.address ?? '').split('\n'),
    `${facts?.postalCode ?? ''} ${facts?.communeName ?? ''}`.trim(),
  ];
  for (const line of address) if (line !== '') paper.paragraph(line);
  paper.heading(1, m.title);
  paper.paragraph(m.hello);
  paper.paragraph(m.why(claim.organisationName, day(claim.createdAt)));
  paper.paragraph(`${code.slice(0, 5)} ${code.slice(5)}`, true);
  paper.paragraph(m.enter(`${ctx.config.publicUrl}/claims/${claim.id}`));
  if (claim.dueAt) paper.paragraph(m.limit(day(claim.dueAt)));
  paper.paragraph(m.unless);
  return paper.finish();
}
