import { type Context, transaction } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { setPosts } from './actions/book.ts';
import { moveLabel } from './actions/label.ts';
import { addSpace, type SpaceInput } from './actions/space.ts';
import type { WeeklyPeriod } from './domain/opening.ts';
import type { Space } from './queries/spaces.ts';
import { lockSpace, replaceWeek } from './queries/spaces.ts';

const LOADER: Actor = { kind: 'system', name: 'fixture' };

/** Tuesday to Friday, two periods a day; Wednesday afternoon for the young. */
export const USUAL_WEEK: readonly WeeklyPeriod[] = [2, 3, 4, 5].flatMap((weekday) => [
  { weekday, starts: 540, ends: 720, audience: 'all' as const },
  {
    weekday,
    starts: 840,
    ends: 1110,
    audience: weekday === 3 ? ('young' as const) : ('all' as const),
  },
]);

export interface SpaceFixture extends Partial<SpaceInput> {
  readonly organisationId: string;
  readonly communeCode: string;
  readonly name: string;
  readonly week?: readonly WeeklyPeriod[];
  /** Computers to book, the first of them accessible; 6 when left out. */
  readonly posts?: number;
  /** True when left out. */
  readonly labelled?: boolean;
}

/** Adds spaces marked as demo, as the ordinary way does; in the same order. */
export async function addSpaces(ctx: Context, fixtures: readonly SpaceFixture[]): Promise<Space[]> {
  return transaction(ctx, async (tx) => {
    const added: Space[] = [];
    for (const {
      organisationId,
      week = USUAL_WEEK,
      posts = 6,
      labelled = true,
      ...fields
    } of fixtures) {
      const department = communeByCode(fields.communeCode)?.department ?? '';
      const made = await addSpace(tx, LOADER, organisationId, { ...PLAIN, ...fields }, 'demo');
      if (!made.ok) throw new Error(`${made.error} in ${department}`);
      await replaceWeek(tx.db, made.value, week);
      await setPosts(tx, LOADER, made.value, posts, 1);
      const space = (await lockSpace(tx.db, made.value)) as Space;
      if (labelled) await moveLabel(tx, LOADER, space, 'grant');
      added.push((await lockSpace(tx.db, made.value)) as Space);
    }
    return added;
  });
}

const PLAIN: Omit<SpaceInput, 'name' | 'communeCode'> = {
  presentation: '',
  address: '2 place de la Mairie',
  phone: '',
  email: '',
  website: '',
  services: ['free_use', 'help', 'workshops', 'certification'],
  equipment: ['computers', 'printer', 'wifi'],
  accessibility: ['step_free'],
  languages: ['fr'],
  groupPlaces: 6,
  aloneFrom: 13,
};
