import type { Request } from '#platform/http/env.ts';
import { readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ownCard, recordOwnVisit } from '../actions/visit.ts';
import { readCode } from '../domain/visits.ts';
import { texts } from '../messages/index.ts';
import { DESK_ROLES } from '../policy.ts';
import { bookingsOfAccount } from '../queries/bookings.ts';
import { type Space, spaceOfPoster } from '../queries/spaces.ts';
import { forgetVisits, visitsOfAccount } from '../queries/visits.ts';
import { HerePage, MinePage, PosterPage } from '../views/visitor.tsx';
import { hostedSpace, parameter, SPACE } from './forms.ts';

const HERE = '/spaces/here/:code';
const EVER = { from: '0001-01-01', to: '9999-12-31' };
const SAID = ['erased', 'cancelled', 'booked'] as const;
/** A room full of people shares one address. */
const HERE_LIMIT = { name: 'spaces.here', points: 120, minutes: 60 } as const;

export function visitorRoutes(pages: Routes): void {
  pages.get('/spaces/mine', 'signed_in', async (c) => {
    const ctx = c.get('ctx');
    const { accountId } = personOf(c);
    const m = texts(c.get('lang')).mine;
    const bookings = await bookingsOfAccount(ctx.db, accountId, ctx.clock.now());
    return page(c, {
      title: m.title,
      lead: m.lead,
      body: (
        <MinePage
          card={await ownCard(ctx, accountId)}
          bookings={bookings.filter(({ state }) => state === 'booked')}
          visits={await visitsOfAccount(ctx.db, accountId, EVER)}
          said={SAID.find((one) => one === c.req.query('said'))}
        />
      ),
    });
  });

  pages.get('/spaces/mine.json', 'signed_in', async (c) => {
    const { db } = c.get('ctx');
    const { accountId } = personOf(c);
    const bookings = await bookingsOfAccount(db, accountId, new Date(0));
    c.header('content-disposition', 'attachment; filename="espaces-numeriques.json"');
    c.header('cache-control', 'no-store');
    return c.json({
      visits: await visitsOfAccount(db, accountId, EVER),
      bookings: bookings.map(({ accountId: _, firstName: __, ...booking }) => booking),
    });
  });

  pages.post('/spaces/mine/erase', 'signed_in', async (c) => {
    const { db } = c.get('ctx');
    const { accountId } = personOf(c);
    const { visit = '' } = typedTexts(await readForm(c));
    const [spaceId = '', id = ''] = visit.split(' ');
    if (visit === 'all') await forgetVisits(db, accountId);
    else if (isUuid(spaceId) && isUuid(id)) await forgetVisits(db, accountId, { spaceId, id });
    return c.redirect('/spaces/mine?said=erased', 303);
  });

  pages.get(HERE, 'signed_in', async (c) => {
    const space = await spaceHere(c);
    return space ? herePage(c, space) : notFoundPage(c);
  });

  pages.post(
    HERE,
    'signed_in',
    async (c) => {
      const space = await spaceHere(c);
      if (!space) return notFoundPage(c);
      const { code = '' } = typedTexts(await readForm(c));
      const { accountId } = personOf(c);
      const recorded = await recordOwnVisit(c.get('ctx'), accountId, space, code);
      return recorded.ok
        ? herePage(c, space, recorded.value)
        : herePage(c, space, undefined, recorded.error);
    },
    { limit: HERE_LIMIT },
  );

  pages.get(`${SPACE}/poster`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    if (!space) return notFoundPage(c);
    return page(c, {
      title: space.name,
      shell: 'plain',
      ownHeading: true,
      body: (
        <PosterPage
          space={space}
          url={`${c.get('ctx').config.publicUrl}/spaces/here/${space.posterCode}`}
        />
      ),
    });
  });
}

async function spaceHere(c: Request): Promise<Space | undefined> {
  return spaceOfPoster(c.get('ctx').db, readCode(parameter(c, 'code')));
}

function herePage(c: Request, space: Space, done?: 'new' | 'again', error?: string): Response {
  const m = texts(c.get('lang')).here;
  return page(c, {
    title: m.title,
    lead: m.lead(space.name),
    status: error ? 422 : 200,
    body: <HerePage done={done} errors={error ? { code: m.problem[error] ?? error } : {}} />,
  });
}
