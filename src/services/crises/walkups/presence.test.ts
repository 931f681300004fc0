import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { addIntake } from '#test/harness/walk-ups.ts';
import { badgeFor } from '../attendance/badge.ts';
import { onSite } from '../attendance/on-site.ts';
import { recordAttendance } from '../attendance/record.ts';
import { seatOf } from '../domain/walk-up.ts';
import { GARD, officer } from '../fixtures.ts';
import { presencesOf } from '../queries/attendance.ts';
import { crisisById } from '../queries/crises.ts';
import { slotsOf } from '../queries/intake.ts';
import { sitesOf } from '../queries/needs.ts';
import { walkUpById, walkUpCounts } from '../queries/walk-ups.ts';
import { moveAtDesk, sendToSite } from './actions/desk.ts';

async function receptionAndStreet(t: Parameters<typeof testApp>[0]) {
  const app = await testApp(t);
  const { ctx, clock } = app;
  const { crisisId, slotIds, personId } = await addIntake(ctx, { places: 1 });
  const [slotId = ''] = slotIds;
  const crisis = await crisisById(ctx.db, crisisId);
  const sites = await sitesOf(ctx.db, crisisId);
  const named = (name: string) => sites.find((site) => site.name === name) ?? sites[0];
  const [town, street] = [named('Mairie de Nîmes'), named('Rue du Gardon')];
  assert.ok(crisis && town && street && town !== street);
  const chief = officer();
  assert.ok(chief.kind === 'person');
  const whom = { crisisId, id: personId, wholeGroup: false };
  return {
    ...app,
    crisisId,
    personId,
    street,
    later: (minutes: number) => clock.advance({ minutes }),
    attempt: (event: 'arrive' | 'leave') => moveAtDesk(ctx, chief, whom, event),
    move: async (event: 'arrive' | 'leave') =>
      assert.ok((await moveAtDesk(ctx, chief, whom, event)).ok),
    send: async () =>
      assert.ok((await sendToSite(ctx, chief, { ...whom, slotId, briefingVersion: 1 })).ok),
    /** A device at the street, which tells what it saw so many minutes ago. */
    sees: (kind: 'in' | 'out', minutesAgo = 0, site = street) =>
      recordAttendance(
        ctx,
        chief,
        { crisis, site },
        {
          deviceId: crypto.randomUUID(),
          sentAt: ctx.clock.now(),
          events: [
            {
              id: crypto.randomUUID(),
              personKind: 'walk_up',
              personId,
              kind,
              undoes: null,
              at: new Date(ctx.clock.now().getTime() - minutesAgo * 60_000),
              source: 'qr',
            },
          ],
        },
      ),
    /** State, place of the slot taken, people at the town hall, people in the street. */
    async told() {
      const here = await onSite(ctx, crisisId);
      const [slot] = await slotsOf(ctx.db, crisisId);
      return [
        (await walkUpById(ctx.db, crisisId, personId))?.state,
        slot?.taken,
        here.get(town.id)?.here ?? 0,
        here.get(street.id)?.here ?? 0,
      ];
    },
  };
}

test('received, sent, checked in and out on the site: counted once at each moment, one history', async (t) => {
  const app = await receptionAndStreet(t);
  const { told, later, sees, ctx, crisisId } = app;
  assert.deepEqual(await told(), ['convened', 1, 0, 0]);
  await app.move('arrive');
  assert.deepEqual(await told(), ['arrived', 1, 1, 0]);
  later(10);
  await app.send();
  assert.deepEqual(await told(), ['on_site', 1, 0, 0]);
  later(20);
  await sees('in');
  assert.deepEqual(await told(), ['on_site', 1, 0, 1]);
  later(60);
  await sees('out');
  assert.deepEqual(await told(), ['left', 0, 0, 0], 'the reception follows, the place is free');
  const presences = await presencesOf(ctx.db, crisisId);
  assert.deepEqual(
    presences.map(({ from, to, doubtful }) => [Number(to) - Number(from), doubtful]),
    [
      [10 * 60_000, undefined],
      [60 * 60_000, undefined],
    ],
  );
  assert.equal((await walkUpCounts(ctx.db, crisisId)).get('left'), 1);
});

test('straight to the site: the reception knows; gone by the reception: no device brings them back', async (t) => {
  const { told, later, sees, send, move } = await receptionAndStreet(t);
  await sees('in');
  assert.deepEqual(await told(), ['arrived', 1, 0, 1]);
  later(5);
  await send();
  assert.deepEqual(await told(), ['on_site', 1, 0, 1]);
  later(90);
  await move('leave');
  assert.deepEqual(await told(), ['left', 0, 0, 0]);
  later(30);
  await sees('in', 60);
  assert.deepEqual(await told(), ['left', 0, 0, 0], 'seen before they left');
  await sees('in');
  assert.deepEqual(await told(), ['arrived', 0, 0, 1], 'seen again after');
});

test('a device and the reception at the same moment: one history, the places exact', async (t) => {
  const { told, later, sees, send, move, attempt, ctx, crisisId, personId } =
    await receptionAndStreet(t);
  await move('arrive');
  later(10);
  await send();
  later(10);
  // Whoever the street has seen leave cannot leave the reception again: refused, and nothing changes.
  await Promise.all([sees('in'), attempt('leave'), sees('in'), sees('out')]);
  const [state, taken, town, street] = await told();
  assert.deepEqual([town, street], [0, state === 'left' ? 0 : 1]);
  const person = await walkUpById(ctx.db, crisisId, personId);
  assert.equal(taken, person && seatOf(person) ? 1 : 0);
});

test('the badge of somebody spontaneous: on their page, printed at the reception, read at the right desk', async (t) => {
  const app = await receptionAndStreet(t);
  const { ctx, crisisId, personId, street, move, send } = app;
  const agent = await app.as({ grants: [GARD] });
  const record = `/crises/${crisisId}/desk/${personId}`;
  assert.match(await (await agent.get(record)).text(), new RegExp(`href="${record}/badge"`));
  const printed = await (await agent.get(`${record}/badge`)).text();
  assert.match(printed, /Camille0 Rivière, Rue du Gardon/);
  const code = /rf-badge__code">([A-Z2-7]{6})</.exec(printed)?.[1] ?? '';
  assert.match(code, /^[A-Z2-7]{6}$/);

  const [slot] = await slotsOf(ctx.db, crisisId);
  const badge = await badgeFor(ctx, {
    crisisId,
    personKind: 'walk_up',
    personId,
    endsAt: slot?.endsAt as Date,
  });
  const opens = async () => (await agent.get(`/B/${badge}`)).headers.get('location');
  assert.equal(await opens(), record, 'not received yet: the reception');
  await move('arrive');
  await send();
  assert.equal(await opens(), `/field/${crisisId}/${street.id}?q=${code}`);
  assert.match(await (await agent.get((await opens()) as string)).text(), /RIVIÈRE Camille0/);

  const stranger = await app.as({
    grants: [{ role: 'site_leader', scope: { kind: 'department', code: '75' } }],
  });
  assert.equal((await stranger.get(`${record}/badge`)).status, 403);
  assert.equal((await stranger.get(`/B/${badge}`)).status, 404);
  await move('leave');
  assert.match(await (await agent.get(`${record}/badge`)).text(), /Il n’y a pas de badge/);
});
