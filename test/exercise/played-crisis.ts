import assert from 'node:assert/strict';
import { createToken } from '#platform/auth/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { GARD, meteoFranceAlert } from '#services/crises/alerts/fixtures.ts';
import { receiveAlert } from '#services/crises/alerts/receive.ts';
import { badgeFor } from '#services/crises/attendance/badge.ts';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  personId,
  GARD as THE_GARD,
} from '#services/crises/fixtures.ts';
import type { Client, SignedInClient, TestApp } from '#test/harness/app.ts';
import { addIntake } from '#test/harness/walk-ups.ts';

export interface PlayedCrisis {
  readonly crisisId: string;
  readonly needId: string;
  readonly officer: Client;
  /** Came, has confirmed hours and an account. */
  readonly volunteer: SignedInClient;
  /** A partner's application, for `POST /api/v1/...`. */
  readonly partner: { readonly authorization: string };
  /** What stands for each parameter of a route; the longest beginning that fits a route counts. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A crisis with something behind each of its pages: an alert, calls, people on site, walk-ups, hours. */
export async function playCrisis(app: TestApp, exercise: boolean): Promise<PlayedCrisis> {
  const { ctx, database, clock } = app;
  await addPeople(ctx, database, [{}, {}, {}, { lang: 'en' }]);
  const volunteer = await app.as({ email: 'comes@test.example' });
  await database.pool.query('UPDATE volunteers.volunteer SET account_id = $1 WHERE id = $2', [
    volunteer.accountId,
    personId(0),
  ]);
  await database.pool.query(
    `INSERT INTO volunteers.identity_key (kind, hash, volunteer_id)
     VALUES ('account', sha256(convert_to('renfort:volunteer:account:' || $1::text, 'UTF8')), $2)`,
    [volunteer.accountId, personId(0)],
  );
  await volunteer.post('/account/notifications/push', {
    endpoint: 'https://push.example.org/comes',
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16, 1).toString('base64url'),
  });
  const officer = await app.as({ email: 'officer@test.example', grants: [THE_GARD] });
  const alert = await announce(app, exercise);
  const crisisId = await addCrisis(ctx, { exercise });
  const { needId } = await addNeedTo(ctx, crisisId, { places: 2 });
  await callEveryone(ctx, { crisisId, needId });
  const link = await linkOf(app, 'v0@test.example');
  for (const token of [
    link,
    await linkOf(app, 'v1@test.example'),
    await linkOf(app, 'v2@test.example'),
  ])
    assert.equal((await app.visitor().post(`/r/${token}`, { answer: 'yes' })).status, 303);
  const walkUps = await addIntake(ctx, { crisisId });
  const group = await app.visitor().post(`/aide/${walkUps.code}`, SIGN_UP);
  const walkUpToken = group.headers.get('location')?.split('/').at(-1) ?? '';
  const note = await officer.post(`/crises/${crisisId}/notes`, { text: 'Le gymnase est ouvert' });
  assert.equal(note.status, 303);

  clock.advance({ hours: 4 });
  const { rows: sites } = await database.pool.query<{ id: string }>(
    'SELECT site_id AS id FROM crises.need WHERE id = $1',
    [needId],
  );
  const siteId = sites[0]?.id as string;
  const field = `/field/${crisisId}/${siteId}`;
  const named = await officer.post(`${field}/leaders`, { email: 'leader@test.example' });
  assert.equal(named.status, 303);
  const endsAt = new Date(clock.now().getTime() + 4 * 3_600_000);
  const badge = await badgeFor(ctx, {
    crisisId,
    personKind: 'volunteer',
    personId: personId(0),
    endsAt,
  });
  for (const [kind, hours] of [
    ['in', 3],
    ['out', 0],
  ] as const) {
    const mark = `${kind} volunteer ${personId(0)}`;
    const marked = await officer.post(`${field}/mark`, { event: crypto.randomUUID(), mark });
    assert.match(marked.headers.get('location') ?? '', /done=/);
    clock.advance({ hours });
  }
  assert.equal(
    (await officer.post(`/crises/${crisisId}/move`, { event: 'stand_down' })).status,
    303,
  );
  const confirmed = await officer.post(`/crises/${crisisId}/hours/confirm`);
  assert.match(confirmed.headers.get('location') ?? '', /done=confirmed/);
  assert.equal((await officer.post(`/crises/${crisisId}/move`, { event: 'resume' })).status, 303);

  const { token } = await createToken(
    ctx,
    { kind: 'system', name: 'test' },
    {
      accountId: officer.accountId,
      name: 'test',
      scopes: ['replies:write', 'alerts:write', 'proposals:read'],
      expiresAt: new Date(clock.now().getTime() + 86_400_000),
    },
  );
  return {
    crisisId,
    needId,
    officer,
    volunteer,
    partner: { authorization: `Bearer ${token}` },
    parameters: {
      '/crises/:id': { id: crisisId, need: needId, slot: walkUps.slotIds[0] as string },
      '/crises/:id/hours': { id: crisisId, person: personId(0) },
      '/crises/:id/desk': { id: crisisId, person: walkUps.personId },
      '/field': { crisis: crisisId, site: siteId },
      '/r/:token': { token: link },
      '/B/:badge': { badge },
      '/aide/:code': { code: walkUps.code, token: walkUpToken },
      '/help/:code': { code: walkUps.code, token: walkUpToken },
      '/crises/alerts/:id': { id: alert.proposalId },
      '/crises/alerts/messages/:id': { id: alert.messageId },
    },
  };
}

const SIGN_UP = {
  first_name: 'Inès',
  last_name: 'Roux',
  phone: '06 39 98 12 34',
  commune: 'Nîmes',
  'can[]': ['hands'],
  when: 'now',
  size: '1',
  adult: 'on',
  rules: 'on',
  consent: 'on',
};

async function announce({ ctx, database }: TestApp, exercise: boolean) {
  const message = meteoFranceAlert({
    identifier: '2.49.0.0.250.0.FR.20261124080000.1',
    sent: '2026-11-24T08:00:00+00:00',
    status: exercise ? 'Exercise' : 'Actual',
    level: 'orange',
    type: 12,
    areas: [GARD],
    onset: '2026-11-25T06:00:00+01:00',
    expires: '2026-11-26T06:00:00+01:00',
  });
  const feed = { kind: 'system', name: 'test' } as const;
  const received = await receiveAlert(ctx, feed, new TextEncoder().encode(message), 'feed');
  assert.ok(received.ok);
  const { rows } = await database.pool.query<{ proposalId: string; messageId: string }>(
    `SELECT p.id AS "proposalId", m.id AS "messageId"
     FROM crises.proposal p, crises.alert_message m`,
  );
  return rows[0] as { proposalId: string; messageId: string };
}

/** The last part of the link in the call to an address. */
export async function linkOf({ ctx }: Pick<TestApp, 'ctx'>, recipient: string): Promise<string> {
  const sent = await messages(ctx, { recipient });
  const token = sent.map(({ text }) => /\/r\/([\w-]{16})/.exec(text ?? '')?.[1]).find(Boolean);
  assert.ok(token, `no call to ${recipient}`);
  return token;
}
