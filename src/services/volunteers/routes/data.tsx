import { z } from 'zod';
import { issuedTo } from '#platform/credentials/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { grantsOf } from '#platform/kernel/actor.ts';
import { eraseSelf } from '../actions/erasure.ts';
import { portableRecord, wholeRecord } from '../actions/export.ts';
import { termsOf } from '../actions/freshness.ts';
import { texts } from '../messages/index.ts';
import { DataPage, ErasePage } from '../views/data.tsx';
import { translateErrors } from '../views/form-errors.ts';
import { withOwn } from './join.tsx';
import { crumbs } from './profile.tsx';

/** Seeing, taking away and erasing one's data. */
export function dataRoutes(pages: Routes): void {
  pages.get('/volunteer/data', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const ctx = c.get('ctx');
      const lang = c.get('lang');
      const record = await wholeRecord(ctx, own);
      const proofs = await issuedTo(ctx, own.id);
      const data = portableRecord(record, proofs, ctx.clock.now());
      return page(c, {
        title: texts(lang).profile.dataTitle,
        lead: texts(lang).profile.dataLead,
        breadcrumbs: crumbs(lang),
        body: <DataPage record={record} proofs={proofs} data={data} terms={termsOf(ctx)} />,
      });
    }),
  );

  pages.get('/volunteer/data.json', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const ctx = c.get('ctx');
      const record = await wholeRecord(ctx, own);
      const data = portableRecord(record, await issuedTo(ctx, own.id), ctx.clock.now());
      return c.body(JSON.stringify(data, null, 2), 200, {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="renfort.json"',
        'cache-control': 'no-store',
      });
    }),
  );

  pages.get('/volunteer/data/erase', 'signed_in', (c) => erasePage(c, {}));

  pages.post('/volunteer/data/erase', 'signed_in', async (c) => {
    const form = await parseForm(c, z.object({ confirm: z.string('confirm_missing') }));
    if (!form.ok) return erasePage(c, form.errors);
    const erased = await eraseSelf(c.get('ctx'), c.get('actor'));
    if (!erased.ok) return c.redirect('/volunteer/join', 303);
    return c.redirect('/volunteer/erased', 303);
  });

  pages.get('/volunteer/erased', 'public', (c) => {
    const m = texts(c.get('lang')).profile;
    return page(c, { title: m.erasedTitle, body: <p class="govuk-body">{m.erasedText}</p> });
  });
}

function erasePage(c: Request, errors: FieldErrors): Promise<Response> {
  return withOwn(c, () => {
    const lang = c.get('lang');
    return page(c, {
      title: texts(lang).profile.eraseTitle,
      breadcrumbs: crumbs(lang),
      status: Object.keys(errors).length > 0 ? 422 : 200,
      body: (
        <ErasePage
          keepsAccount={grantsOf(c.get('actor')).length > 0}
          errors={translateErrors(lang, errors)}
        />
      ),
    });
  });
}
