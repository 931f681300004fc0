import { accountForEmail, giveRole, holdersOfSite, takeRole } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { notify } from '#platform/messaging/index.ts';
import { mayOnCrisis } from '../policy.ts';
import { crisisById } from '../queries/crises.ts';
import { needsOf, type Site, sitesOf } from '../queries/needs.ts';
import { attendanceTexts } from './messages/index.ts';
import { sitePath } from './site.ts';

/** Papers of the day are still entered on the next one. */
const AFTER_LAST_NEED_MS = 24 * 3_600_000;
const LEADS = ['site_leader'] as const;

type LeaderRefusal = 'not_found' | 'out_of_territory' | 'crisis_over';

/** Those named for this site alone, the longest first. */
export function leadersOf({ db, clock }: Context, siteId: string) {
  return holdersOfSite(db, siteId, LEADS, clock.now());
}

/** Gives somebody one site until its last need is over, and writes to them how to enter. */
export async function nameLeader(
  ctx: Context,
  actor: Actor,
  site: Site,
  person: { readonly email: string; readonly lang: Lang },
): Promise<Result<undefined, LeaderRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await crisisById(tx.db, site.crisisId);
    if (!crisis) return refuse('not_found');
    if (!mayOnCrisis(actor, 'manage', crisis)) return refuse('out_of_territory');
    if (crisis.status === 'closed' || crisis.status === 'cancelled') return refuse('crisis_over');
    const { account } = await accountForEmail(tx, person.email, person.lang);
    const grant = { role: 'site_leader', scope: { kind: 'site', id: site.id } } as const;
    const given = await giveRole(tx, actor, account.id, grant, await endOf(tx, site));
    const m = attendanceTexts(account.lang).leaders;
    const link = `${tx.config.publicUrl}${sitePath(site.crisisId, site.id)}`;
    await notify(tx, {
      channel: 'email',
      recipient: person.email,
      purpose: 'crisis',
      key: `site-leader:${given}`,
      lang: account.lang,
      subject: m.mail_subject(site.name, crisis.exercise),
      text: m.mail_text(site.name, crisis.title, link, crisis.exercise),
      exercise: crisis.exercise,
      // They may have to leave for the site at once.
      ignoreQuietHours: true,
    });
    return ok();
  });
}

/** Takes the site away again, from the next page on. */
export async function dismissLeader(
  ctx: Context,
  actor: Actor,
  site: Site,
  grantId: string,
): Promise<Result<undefined, LeaderRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await crisisById(tx.db, site.crisisId);
    if (!crisis) return refuse('not_found');
    if (!mayOnCrisis(actor, 'manage', crisis)) return refuse('out_of_territory');
    const leader = (await leadersOf(tx, site.id)).find((one) => one.grantId === grantId);
    if (!leader) return refuse('not_found');
    await takeRole(tx, actor, leader.accountId, grantId);
    return ok();
  });
}

/** With the end of a crisis, in its transaction. */
export async function dismissLeaders(tx: Context, actor: Actor, crisisId: string): Promise<void> {
  for (const { id } of await sitesOf(tx.db, crisisId)) {
    for (const { accountId, grantId } of await leadersOf(tx, id)) {
      await takeRole(tx, actor, accountId, grantId);
    }
  }
}

async function endOf(tx: Context, { crisisId, id }: Site): Promise<Date> {
  const here = (await needsOf(tx.db, crisisId)).filter(({ siteId }) => siteId === id);
  const ends = here.map(({ endsAt }) => endsAt.getTime());
  return new Date(Math.max(tx.clock.now().getTime(), ...ends) + AFTER_LAST_NEED_MS);
}
