import type { Context } from '#platform/context.ts';
import { addDays, type DateString, localDate } from '#platform/kernel/dates.ts';
import { loadShippedCatalogue } from './catalogue/load.ts';
import { deleteDemoOffers } from './queries/demo.ts';
import { insertAuthorisation, insertDistributor } from './queries/distributors.ts';
import { saveProducts, storedProducts } from './queries/products.ts';

export interface DistributorFixture {
  readonly name: string;
  readonly email: string;
  /** Short names of products. */
  readonly sells: readonly string[];
  /** Empty: the whole country. */
  readonly departments?: readonly string[];
  readonly validFrom: DateString;
  readonly validUntil: DateString;
}

/** Adds distributors marked as demo with what they may sell; returns their ids in the same order. */
export async function addDistributors(
  ctx: Context,
  fixtures: readonly DistributorFixture[],
): Promise<string[]> {
  const products = new Map((await storedProducts(ctx.db)).map(({ slug, id }) => [slug, id]));
  const ids: string[] = [];
  for (const fixture of fixtures) {
    const id = ctx.ids.next<'distributor'>();
    const now = ctx.clock.now();
    await insertDistributor(
      ctx.db,
      {
        id,
        name: fixture.name,
        siren: null,
        email: fixture.email,
        website: '',
        state: 'active',
        source: 'demo',
      },
      now,
    );
    for (const slug of fixture.sells) {
      const productId = products.get(slug);
      if (productId === undefined) throw new Error(`No product is named ${slug}`);
      await insertAuthorisation(
        ctx.db,
        {
          distributorId: id,
          id: ctx.ids.next<'authorisation'>(),
          productId,
          departments: fixture.departments ?? [],
          validFrom: fixture.validFrom,
          validUntil: fixture.validUntil,
          withdrawnOn: null,
        },
        now,
      );
    }
    ids.push(id);
  }
  return ids;
}

/** For whom the demo's agent sells. */
export const DEMO_DISTRIBUTOR = 'Distributeur de démonstration';
const DEMO_PRODUCT = 'suite-de-demonstration';

/**
 * The catalogue that ships, one product with a price that is not of this world and says so, and who may
 * sell it. Returns the id of the distributor of the demo's agent.
 */
export async function addDemoOffers(ctx: Context): Promise<string> {
  await loadShippedCatalogue(ctx);
  await saveProducts(
    ctx.db,
    [
      {
        id: ctx.ids.next<'product'>(),
        slug: DEMO_PRODUCT,
        name: 'Suite bureautique (démonstration)',
        publisher: 'Éditeur de démonstration',
        kind: 'software',
        category: 'office',
        libre: false,
        licence: 'proprietary',
        summaryFr: 'Un produit inventé, avec des prix inventés, pour essayer une commande.',
        summaryEn: 'An invented product, with invented prices, to try an order.',
        website: '',
        publicPrice: 12_000,
        associationPrice: 1_200,
        priceUnit: 'seat_year',
        entryFee: 0,
        vatRate: 2_000,
        priceSource: '',
        priceCheckedOn: null,
        seatRoles: ['employee', 'officer', 'volunteer'],
        quotaSeats: 50,
        quotaMonths: 24,
        pack: 'associations-1901',
        state: 'listed',
        withdrawnReason: '',
        source: 'demo',
        alternatives: ['libreoffice', 'nextcloud'],
        hostings: [],
      },
    ],
    ctx.clock.now(),
  );
  const today = localDate(ctx.clock.now());
  const years = { validFrom: addDays(today, -365), validUntil: addDays(today, 730) };
  const [south] = await addDistributors(ctx, [
    {
      name: DEMO_DISTRIBUTOR,
      email: 'distributor@demo.renfort.example',
      sells: [DEMO_PRODUCT, 'microsoft-365-business-basic', 'slack-pro'],
      ...years,
    },
    {
      name: 'Distributeur du Nord (démonstration)',
      email: 'nord@demo.renfort.example',
      sells: [DEMO_PRODUCT],
      departments: ['59', '62', '02', '60', '80'],
      ...years,
    },
  ]);
  return south as string;
}

/** Removes the distributors of the demo, what was ordered from them, and its invented product. */
export async function removeDemoOffers(ctx: Context): Promise<void> {
  await deleteDemoOffers(ctx.db);
}
