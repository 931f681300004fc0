import { csvResponse } from '#platform/http/csv.ts';
import type { Request } from '#platform/http/env.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { PageHandler, Routes } from '#platform/http/routes.ts';
import { bankHealth } from '../bank/health.ts';
import { healthCsv } from '../bank/health-csv.ts';
import { compareWithActive, recalibrateBank } from '../bank/recalibrate-bank.ts';
import { setAside, takeBack } from '../bank/set-aside.ts';
import { adoptVersion } from '../bank/versions.ts';
import { texts } from '../messages/index.ts';
import { BANK_ROLES, mayKeepBank } from '../policy.ts';
import { BankHealthPage } from '../views/bank-health.tsx';
import { BankVersionPage } from '../views/bank-version.tsx';

const VERSION = '/admin/bank/:version{[1-9][0-9]{0,5}}';
const ITEM = '/admin/bank/items/:item{[a-z0-9]+(?:-[a-z0-9]+)*}';

/** How the item bank does, for those who look after it. */
export function bankRoutes(pages: Routes): void {
  pages.get('/admin/bank', BANK_ROLES, keepers(healthPage));

  pages.get(
    '/admin/bank.csv',
    BANK_ROLES,
    keepers(async (c) => csvResponse(healthCsv(await bankHealth(c.get('ctx'))), 'bank.csv')),
  );

  pages.post(
    '/admin/bank/recalibrate',
    BANK_ROLES,
    keepers(async (c) => {
      const made = await recalibrateBank(c.get('ctx'));
      if (made.ok) return c.redirect(`/admin/bank/${made.value.version}`, 303);
      return healthPage(c, texts(c.get('lang')).bank.refused[made.error]);
    }),
  );

  pages.get(
    VERSION,
    BANK_ROLES,
    keepers((c) => versionPage(c)),
  );

  pages.post(
    `${VERSION}/adopt`,
    BANK_ROLES,
    keepers(async (c) => {
      const number = Number(c.req.param('version'));
      const adopted = await adoptVersion(c.get('ctx'), number);
      if (adopted.ok) return c.redirect(`/admin/bank/${number}?adopted`, 303);
      return versionPage(c, texts(c.get('lang')).bank.refused[adopted.error]);
    }),
  );

  for (const [what, act] of [
    ['aside', setAside],
    ['release', takeBack],
  ] as const) {
    pages.post(
      `${ITEM}/${what}`,
      BANK_ROLES,
      keepers(async (c) => {
        const done = await act(c.get('ctx'), c.req.param('item') ?? '');
        return done.ok ? c.redirect('/admin/bank', 303) : notFoundPage(c);
      }),
    );
  }
}

/** The bank is one for the whole country: so are those who keep it. */
function keepers(handler: PageHandler): PageHandler {
  return (c) => (mayKeepBank(c.get('actor')) ? handler(c) : forbiddenPage(c));
}

async function healthPage(c: Request, problem?: string): Promise<Response> {
  const m = texts(c.get('lang')).bank;
  const health = await bankHealth(c.get('ctx'));
  return page(c, {
    title: m.title,
    lead: m.lead,
    wide: true,
    status: problem ? 409 : 200,
    body: <BankHealthPage health={health} problem={problem} />,
  });
}

async function versionPage(c: Request, problem?: string): Promise<Response> {
  const m = texts(c.get('lang')).bank;
  const number = Number(c.req.param('version'));
  const draft = await compareWithActive(c.get('ctx'), number);
  if (!draft.ok) return notFoundPage(c);
  const adopted = c.req.query('adopted') !== undefined;
  return page(c, {
    title: m.version(number),
    kicker: m.states[draft.value.version.state],
    lead: m.compareLead(draft.value.active),
    breadcrumbs: [{ text: m.nav, href: '/admin/bank' }],
    status: problem ? 409 : 200,
    body: <BankVersionPage draft={draft.value} adopted={adopted} problem={problem} />,
  });
}
