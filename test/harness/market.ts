import assert from 'node:assert/strict';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { formatCatalogue } from '#services/offers/catalogue/file.ts';
import {
  catalogueEntries,
  loadCatalogue,
  loadShippedCatalogue,
} from '#services/offers/catalogue/load.ts';
import { addDistributors } from '#services/offers/fixtures.ts';
import { type Client, type TestApp, testApp } from './app.ts';

/** A market with one product at 12.50 a seat and 5 seats per association, and who buys and sells it. */
export async function market(t: Parameters<typeof testApp>[0], env?: Record<string, string>) {
  return openMarket(await testApp(t, env));
}

export async function openMarket<App extends TestApp>(app: App) {
  await loadShippedCatalogue(app.ctx);
  const zoom = (await catalogueEntries(app.ctx)).find(({ slug }) => slug === 'zoom-pro');
  assert.ok(zoom);
  const priced = {
    ...zoom,
    publicPrice: 5_000,
    associationPrice: 1_250,
    priceUnit: 'seat_year' as const,
    seatRoles: ['employee', 'officer'] as const,
    quotaSeats: 5,
    quotaMonths: 24,
  };
  assert.ok((await loadCatalogue(app.ctx, formatCatalogue([priced]), 'entered')).ok);
  const facts = { nature: 'D', position: 'A', object: 'jeu d’échecs', objectCode1: '007005' };
  const [club, other] = await addOrganisations(app.ctx, [
    { name: 'Échiquier du Pont', communeCode: '30189', rna: 'W302005678', facts },
    { name: 'Échiquier du Nord', communeCode: '59350', rna: 'W592001234', facts },
  ]);
  assert.ok(club && other);
  const [here, elsewhere, over] = await addDistributors(app.ctx, [
    {
      name: 'Sud Logiciels (démo)',
      email: 'sud@test.example',
      sells: ['zoom-pro', 'slack-pro'],
      departments: ['30'],
      validFrom: '2026-01-01',
      validUntil: '2027-12-31',
    },
    {
      name: 'Nord Logiciels (démo)',
      email: 'nord@test.example',
      sells: ['zoom-pro'],
      departments: ['59'],
      validFrom: '2026-01-01',
      validUntil: '2027-12-31',
    },
    {
      name: 'Ancien (démo)',
      email: 'ancien@test.example',
      sells: ['zoom-pro'],
      validFrom: '2025-01-01',
      validUntil: '2026-11-23',
    },
  ]);
  assert.ok(here && elsewhere && over);
  const of = (id: string) => ({ kind: 'organisation', id }) as const;
  const treasurer = await app.as({
    email: 'treasurer@test.example',
    grants: [{ role: 'association_owner', scope: of(club.id) }],
  });
  const agent = await app.as({
    email: 'agent@test.example',
    grants: [{ role: 'distributor_agent', scope: of(here) }],
  });
  return { app, club, other, here, elsewhere, over, treasurer, agent, of };
}

export async function entitle(client: Client, organisation: string): Promise<void> {
  const kept = await client.post(`/eligibility/check/${organisation}`, {
    pack: 'associations-1901',
  });
  assert.equal(kept.status, 303);
}

export async function basket(
  client: Client,
  association: string,
  distributor: string,
  seats: Record<string, string>,
): Promise<string> {
  const put = await client.post('/offers/zoom-pro/order', { association, distributor, ...seats });
  assert.equal(put.status, 303, await put.text());
  return put.headers.get('location') as string;
}

export async function act(client: Client, order: string, event: string, word?: string) {
  return client.post(`${order}/move`, {
    event,
    ...(word === undefined ? {} : { [`word_${event}`]: word }),
  });
}
