import type { Context } from '#platform/context.ts';
import { createGrouping } from '#platform/grouping/grouping.ts';
import { tokenHash } from './call-messages.ts';
import { alertsByTokenHash, type CallView, callViews, type LinkedAlert } from './queries/links.ts';

/** Questions that arrive at the same moment are one question to the database. */
interface Lookup {
  alert(key: string, hash: Buffer): Promise<LinkedAlert | undefined>;
  call(key: string, alert: LinkedAlert): Promise<CallView | undefined>;
}

const MAX_TOGETHER = 500;
const lookups = new WeakMap<object, Lookup>();

function lookupOf({ db }: Context): Lookup {
  let lookup = lookups.get(db);
  if (!lookup) {
    const together = { delayMs: 0, maxItems: MAX_TOGETHER };
    lookup = {
      alert: createGrouping<Buffer, LinkedAlert | undefined>({
        ...together,
        async decide(_, hashes) {
          const found = await alertsByTokenHash(db, hashes);
          return hashes.map((hash) => found.get(hash.toString('hex')));
        },
      }),
      call: createGrouping<LinkedAlert, CallView | undefined>({
        ...together,
        async decide(_, alerts) {
          const people = alerts.map(({ volunteerId }) => volunteerId);
          const found = await callViews(db, alerts[0] as LinkedAlert, people);
          return people.map((id) => found.get(id));
        },
      }),
    };
    lookups.set(db, lookup);
  }
  return lookup;
}

/** The alert behind a link's token. */
export async function alertOfToken(ctx: Context, token: string): Promise<LinkedAlert | undefined> {
  if (!/^[\w-]{16}$/.test(token)) return undefined;
  return lookupOf(ctx).alert('links', tokenHash(token));
}

/** What a person is shown of the call they received. */
export async function callOf(ctx: Context, alert: LinkedAlert): Promise<CallView | undefined> {
  return lookupOf(ctx).call(`${alert.crisisId}/${alert.needId}`, alert);
}
