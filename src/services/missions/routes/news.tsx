import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { volunteerIdOf } from '#services/volunteers/index.ts';
import { chooseFitting, chooseRhythm, keepSearch, stopByKey } from '../actions/news.ts';
import { RHYTHMS } from '../domain/rhythm.ts';
import { texts } from '../messages/index.ts';
import { deleteSearch, searchByStopKey, searchesOf } from '../queries/saved-searches.ts';
import { searchWords } from '../search-words.ts';
import { NewsPage, StopPage } from '../views/news.tsx';
import { parameter } from './forms.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const PAGE = '/missions/searches';
const STOP = `${PAGE}/stop/:key{[A-Za-z0-9_-]{22}}`;
const rhythm = z.enum(RHYTHMS, 'rhythm_missing');

export function newsRoutes(pages: Routes): void {
  pages.get(PAGE, 'signed_in', (c) => own(c, (id) => newsPage(c, id)));

  pages.post(PAGE, 'signed_in', (c) =>
    own(c, async (volunteerId) => {
      const form = await parseForm(c, z.object({ query: z.string().max(1000), rhythm }));
      if (!form.ok) return newsPage(c, volunteerId, 'rhythmMissing');
      const { query, rhythm: chosen } = form.value;
      const kept = await keepSearch(c.get('ctx'), volunteerId, query, chosen);
      return kept.ok ? c.redirect(`${PAGE}?saved=1`, 303) : newsPage(c, volunteerId, 'tooMany');
    }),
  );

  pages.post(`${PAGE}/fitting`, 'signed_in', (c) =>
    own(c, async (volunteerId) => {
      const chosen = rhythm.safeParse(typedTexts(await readForm(c))['rhythm-fitting']);
      if (!chosen.success) return newsPage(c, volunteerId, 'rhythmMissing');
      await chooseFitting(c.get('ctx'), volunteerId, chosen.data);
      return c.redirect(`${PAGE}?saved=1`, 303);
    }),
  );

  pages.post(`${PAGE}/:search{${UUID}}`, 'signed_in', (c) =>
    own(c, async (volunteerId) => {
      const ctx = c.get('ctx');
      const id = parameter(c, 'search');
      const values = typedTexts(await readForm(c));
      if (values.act === 'forget') {
        await deleteSearch(ctx.db, volunteerId, id);
        return c.redirect(PAGE, 303);
      }
      const chosen = rhythm.safeParse(values[`rhythm-${id}`]);
      if (!chosen.success) return newsPage(c, volunteerId, 'rhythmMissing');
      await chooseRhythm(ctx, volunteerId, id, chosen.data);
      return c.redirect(`${PAGE}?saved=1`, 303);
    }),
  );

  // Mail programs open links by themselves: only the button ends anything.
  pages.get(STOP, 'public', async (c) => {
    const lang = c.get('lang');
    const m = texts(lang).news;
    const saved = await searchByStopKey(c.get('ctx').db, parameter(c, 'key'));
    const body = saved ? (
      <StopPage name={saved.kind === 'fitting' ? m.fitting : searchWords(lang, saved.query)} />
    ) : (
      <p class="govuk-body">{m.stopUnknown}</p>
    );
    return page(c, { title: m.stopTitle, status: saved ? 200 : 404, body });
  });

  pages.post(STOP, 'public', async (c) => {
    const m = texts(c.get('lang')).news;
    const isKnown = await stopByKey(c.get('ctx'), parameter(c, 'key'));
    const body = <p class="govuk-body">{isKnown ? m.stopped : m.stopUnknown}</p>;
    return page(c, { title: m.stopTitle, status: isKnown ? 200 : 404, body });
  });
}

async function own(
  c: Request,
  answer: (volunteerId: string) => Promise<Response>,
): Promise<Response> {
  const id = await volunteerIdOf(c.get('ctx'), c.get('actor'));
  return id ? answer(id) : c.redirect('/volunteer/join', 303);
}

async function newsPage(
  c: Request,
  volunteerId: string,
  problem?: 'tooMany' | 'rhythmMissing',
): Promise<Response> {
  const lang = c.get('lang');
  const m = texts(lang).news;
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: problem ? 422 : 200,
    breadcrumbs: [{ text: texts(lang).search.title, href: '/missions' }],
    body: (
      <NewsPage
        searches={await searchesOf(c.get('ctx').db, volunteerId)}
        isSaved={c.req.query('saved') === '1'}
        problem={problem && m[problem]}
      />
    ),
  });
}
