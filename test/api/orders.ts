import assert from 'node:assert/strict';
import type { Grant } from '#platform/kernel/actor.ts';
import { act, basket, entitle, openMarket } from '#test/harness/market.ts';
import type { ApiClient } from './api.test.ts';

const ORDERS = '/api/v1/orders';
const ORDER = '/api/v1/orders/{id}';
const MOVES = '/api/v1/orders/{id}/moves';
const DELIVERIES = '/api/v1/orders/{id}/deliveries';

/** A distributor serves an order with its own software, from the first look to the invoice. */
export async function exerciseOrders(api: ApiClient): Promise<void> {
  const { club, here, elsewhere, treasurer, of } = await openMarket(api);
  await entitle(treasurer, club.id);
  const address = await basket(treasurer, club.id, here, { employee: '2' });
  const params = { id: address.split('/').at(-1) as string };
  const acting = (id: string): readonly Grant[] => [{ role: 'distributor_agent', scope: of(id) }];
  const token = await api.token(['orders:read', 'orders:write'], acting(here));
  const rival = await api.token(['orders:read', 'orders:write'], acting(elsewhere));
  const reader = await api.token(['orders:read'], acting(here));
  const headers = { 'content-type': 'application/json' };
  const send = (path: string, body: unknown, by = token) =>
    api.call('post', path, { token: by, params, headers, body: JSON.stringify(body) });

  assert.deepEqual(
    (await api.call('get', ORDERS, { token })).json.orders,
    [],
    'a basket is private',
  );
  assert.equal((await api.call('get', ORDER, { token, params })).status, 404);
  for (const event of ['quote', 'order']) await act(treasurer, address, event);
  const list = await api.call('get', ORDERS, { token, query: '?state=ordered' });
  assert.deepEqual(
    list.json.orders.map((one: { id: string }) => one.id),
    [params.id],
  );
  assert.equal((await api.call('get', ORDERS, { token, query: '?state=cart' })).status, 422);
  const { json } = await api.call('get', ORDER, { token, params });
  assert.deepEqual(json.association, { name: club.name, registerNumber: 'W302005678' });
  assert.deepEqual(json.moves, ['accept', 'refuse']);
  assert.equal(json.lines[0].attestation.inForce, true);
  assert.doesNotMatch(JSON.stringify(json), /treasurer|@|eligib|Nîmes|30189/, 'and nothing more');
  assert.equal((await api.call('get', ORDER, { token: rival, params })).status, 404);
  assert.deepEqual((await api.call('get', ORDERS, { token: rival })).json.orders, []);

  assert.equal((await send(MOVES, { event: 'accept' }, rival)).status, 404);
  assert.equal((await send(MOVES, { event: 'accept' }, reader)).status, 403);
  assert.equal((await send(MOVES, { event: 'order' })).status, 422, 'an event of the other side');
  assert.equal((await send(MOVES, { state: 'closed', event: 'accept' })).status, 422, 'no state');
  assert.equal((await send(MOVES, { event: 'refuse' })).json.errors[0].field, 'reason');
  assert.equal((await send(MOVES, { event: 'invoice' })).status, 409);
  assert.equal((await send(MOVES, { event: 'accept' })).json.state, 'accepted');
  const parcel = { product: 'zoom-pro', seats: 1, content: 'ABCDE-12345' };
  assert.equal((await send(DELIVERIES, { ...parcel, seats: 3 })).json.errors[0].field, 'seats');
  assert.equal((await send(DELIVERIES, { ...parcel, product: 'x' })).status, 422);
  assert.equal((await send(DELIVERIES, parcel, rival)).status, 404);
  const part = await send(DELIVERIES, parcel);
  assert.deepEqual([part.json.state, part.json.lines[0].delivered], ['partly_fulfilled', 1]);
  assert.equal((await send(DELIVERIES, parcel)).json.state, 'fulfilled');
  const invoiced = await send(MOVES, { event: 'invoice', invoice: 'F-118' });
  assert.deepEqual([invoiced.json.state, invoiced.json.invoiceReference], ['invoiced', 'F-118']);

  const writing = Object.entries(api.document.paths).flatMap(([path, operations]) =>
    /eligib|association|attest/.test(path) ? Object.keys(operations) : [],
  );
  assert.deepEqual([...new Set(writing)], ['get'], 'nobody sets eligibility through the interface');
}
