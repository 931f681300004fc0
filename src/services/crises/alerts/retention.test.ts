import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { GARD as OFFICER } from '../fixtures.ts';
import { expireProposals } from './expire.ts';
import { GARD, HERAULT, type MeteoFranceAlert, meteoFranceAlert } from './fixtures.ts';
import { receiveAlert } from './receive.ts';
import { forgetOldAlerts } from './retention.ts';

test('what led to nothing goes after its days, what led to a crisis stays', async (t) => {
  const app = await testApp(t);
  const { ctx, clock, database } = app;
  const receive = async (
    n: number,
    over: Partial<MeteoFranceAlert>,
    wrap = (xml: string) => xml,
  ) => {
    const xml = meteoFranceAlert({
      identifier: `2.49.0.0.250.0.FR.20261124080000.${n}`,
      sent: '2026-11-24T08:00:00+00:00',
      level: 'orange',
      type: 12,
      areas: [GARD],
      onset: '2026-11-25T06:00:00+01:00',
      expires: '2026-11-26T06:00:00+01:00',
      ...over,
    });
    const bytes = new TextEncoder().encode(wrap(xml));
    const feed = { kind: 'system', name: 'test' } as const;
    assert.ok((await receiveAlert(ctx, feed, bytes, 'feed')).ok);
  };
  const atom = (xml: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>i</id><updated>2026-11-24T08:00:00Z</updated><entry><title>e</title><id>e1</id><updated>2026-11-24T08:00:00Z</updated><content type="text/xml">${xml.replace(/<\?xml[^>]*\?>/, '')}</content></entry></feed>`;
  await receive(1, {});
  await receive(2, { areas: [HERAULT] });
  await receive(3, { level: 'green' });
  await receive(4, { level: 'green', type: 1 }, atom);
  const officer = await app.as({ grants: [OFFICER] });
  const { rows } = await database.pool.query<{ id: string; department: string }>(
    'SELECT id, department FROM crises.proposal ORDER BY department',
  );
  assert.deepEqual(
    rows.map(({ department }) => department),
    ['30', '34'],
  );
  const accept = `/crises/alerts/${rows[0]?.id}/accept`;
  const accepted = await officer.post(accept, { title: 'Crue', 'ids[]': [rows[0]?.id as string] });
  assert.equal(accepted.status, 303, await accepted.text());
  const left = async () => {
    const found = await database.pool.query<{ outcome: string }>(
      'SELECT outcome FROM crises.alert_message ORDER BY received_at, id',
    );
    return found.rows.map(({ outcome }) => outcome).join(' ');
  };
  assert.equal(await left(), 'alert alert alert feed');
  clock.advance({ days: 7 });
  assert.equal(await forgetOldAlerts(ctx), 0);
  clock.advance({ minutes: 1 });
  assert.equal(await forgetOldAlerts(ctx), 1);
  assert.equal(await left(), 'alert alert alert');
  clock.advance({ days: 23 });
  await expireProposals(ctx);
  assert.equal(await forgetOldAlerts(ctx), 1, 'the green one');
  clock.advance({ days: 366 });
  assert.equal(await forgetOldAlerts(ctx), 1, 'that of the proposal that nobody accepted');
  const proposals = await database.pool.query('SELECT department FROM crises.proposal');
  assert.deepEqual(proposals.rows, [{ department: '30' }]);
  const again = await app.as({ email: officer.email });
  assert.equal((await again.get(`/crises/alerts/${rows[0]?.id}`)).status, 200);
  assert.equal((await again.get('/crises/alerts/messages')).status, 200);
  assert.equal(await forgetOldAlerts(ctx), 0);
});
