import { transaction } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Request } from '#platform/http/env.ts';
import { answerWrongToken } from '#platform/http/limits.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { prefillSignUp } from '#services/volunteers/index.ts';
import { setVolunteer, type WalkUp, walkUpOfToken } from '../../queries/walk-ups.ts';
import { walkUpTexts } from '../messages/index.ts';
import { walkUpTokenHash } from '../notices.ts';

/** Somebody who came by themselves joins the register: their own link, their own account, their own click. */
export function joinPages(pages: Routes): void {
  pages.get('/crises/join/:token', 'signed_in', async (c) => {
    const walkUp = await holderOf(c);
    if (!walkUp) return answerWrongToken(c, () => notFoundPage(c));
    const m = walkUpTexts(c.get('lang')).visitor.join;
    const commune = walkUp.commune ? communeByCode(walkUp.commune)?.name : undefined;
    return page(c, {
      title: m.title,
      lead: m.lead,
      body: (
        <>
          <SummaryList
            rows={[
              { key: m.name, value: `${walkUp.firstName} ${walkUp.lastName}` },
              ...(commune ? [{ key: m.commune, value: commune }] : []),
            ]}
          />
          <Form>
            <Button>{m.confirm}</Button>
          </Form>
        </>
      ),
    });
  });

  pages.post('/crises/join/:token', 'signed_in', async (c) => {
    const walkUp = await holderOf(c);
    if (!walkUp) return answerWrongToken(c, () => notFoundPage(c));
    await transaction(c.get('ctx'), async (tx) => {
      const begun = await prefillSignUp(
        tx,
        c.get('actor'),
        {
          firstName: walkUp.firstName,
          lastName: walkUp.lastName,
          birthDate: walkUp.birthDate,
          communeCode: walkUp.commune,
        },
        walkUp.lang,
      );
      if (begun.ok) await setVolunteer(tx.db, walkUp, begun.value);
    });
    return c.redirect('/volunteer/join', 303);
  });
}

async function holderOf(c: Request): Promise<WalkUp | undefined> {
  c.header('Cache-Control', 'no-store');
  const token = c.req.param('token') ?? '';
  if (!/^[\w-]{16}$/.test(token)) return undefined;
  const walkUp = await walkUpOfToken(c.get('ctx').db, walkUpTokenHash(token));
  return walkUp?.erasedAt ? undefined : walkUp;
}
