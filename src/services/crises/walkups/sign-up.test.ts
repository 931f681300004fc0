import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addIntake, somebody } from '#test/harness/walk-ups.ts';
import { moveCrisis } from '../actions/crisis.ts';
import { officer } from '../fixtures.ts';
import { slotsOf } from '../queries/intake.ts';
import { walkUpCounts, walkUpsByPhone, walkUpsInStates } from '../queries/walk-ups.ts';
import { addSlots, changeSlot, moveIntake } from './actions/intake.ts';
import { cancelOwn, changeOwnSlot, comeBack, eraseOwn } from './actions/own.ts';
import { signUp } from './actions/sign-up.ts';

/** What is written as taken is what people hold, in every slot. */
async function checkSeats(ctx: Awaited<ReturnType<typeof testApp>>['ctx'], crisisId: string) {
  const holding = await walkUpsInStates(ctx.db, crisisId, ['convened', 'arrived', 'on_site']);
  for (const slot of await slotsOf(ctx.db, crisisId)) {
    const held = holding.filter(({ slotId }) => slotId === slot.id).length;
    assert.equal(slot.taken, held);
    assert.ok(held <= slot.places, `${held} people for ${slot.places} places`);
  }
}

test('64 at once for 20 places: 20 are expected, 44 wait, and everybody is told by SMS', async (t) => {
  const { ctx } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { places: 20, nobody: true });
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, index) => signUp(ctx, somebody(crisisId, index))),
  );
  const states = answers.map((one) => (one.kind === 'signed_up' ? one.state : one.kind));
  assert.equal(states.filter((state) => state === 'convened').length, 20);
  assert.equal(states.filter((state) => state === 'waiting').length, 44);
  await checkSeats(ctx, crisisId);
  const sms = await messages(ctx, { channel: 'sms' });
  const first = new Map(sms.map((one) => [one.recipient, one.text]));
  assert.equal(first.size, 64);
  assert.equal(sms.filter(({ text }) => /venez .*Rue du Gardon/.test(text)).length, 20);
  assert.equal(sms.filter(({ text }) => /ne venez pas/.test(text)).length, 44);
  assert.ok(sms.every(({ text }) => text.includes(`/aide/${code}/`) && text.length <= 306));

  // One of the 20 cancels: the first who waited comes instead.
  const link = (index: number) => {
    const answer = answers[index];
    assert.ok(answer?.kind === 'signed_up');
    return { code, token: answer.token };
  };
  const expected = states.indexOf('convened');
  assert.ok((await cancelOwn(ctx, link(expected))).ok);
  const after = await walkUpCounts(ctx.db, crisisId);
  assert.deepEqual(
    [after.get('convened'), after.get('waiting'), after.get('withdrawn')],
    [20, 43, 1],
  );
  await checkSeats(ctx, crisisId);

  // More places: those who wait are written to, in their order.
  const [slot] = await slotsOf(ctx.db, crisisId);
  assert.ok((await changeSlot(ctx, officer(), { crisisId, id: slot?.id ?? '' }, 30)).ok);
  assert.equal((await walkUpCounts(ctx.db, crisisId)).get('convened'), 30);
  await checkSeats(ctx, crisisId);
  const fewer = await changeSlot(ctx, officer(), { crisisId, id: slot?.id ?? '' }, 29);
  assert.ok(!fewer.ok && fewer.error === 'fewer_than_taken');
});

test('groups and single people at once take exactly the places there are', async (t) => {
  const { ctx } = await testApp(t);
  const { crisisId } = await addIntake(ctx, { places: 23, nobody: true });
  await Promise.all(
    Array.from({ length: 64 }, (_, index) =>
      signUp(
        ctx,
        somebody(crisisId, index, {
          companions: Array.from({ length: index % 4 }, () => ''),
          maySplit: index % 3 === 0,
        }),
      ),
    ),
  );
  await checkSeats(ctx, crisisId);
  assert.equal((await walkUpCounts(ctx.db, crisisId)).get('convened'), 23);
  const all = await walkUpsInStates(ctx.db, crisisId, ['convened', 'waiting']);
  for (const group of Map.groupBy(all, (one) => one.groupId).values())
    assert.equal(
      new Set(group.map(({ state }) => state)).size,
      1,
      'nobody comes for part of a group',
    );
});

test('sent twice, even at the same moment, it is one person; somebody else’s number stays theirs', async (t) => {
  const { ctx } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { places: 5, nobody: true });
  const one = somebody(crisisId, 1);
  const [first, second] = await Promise.all([signUp(ctx, one), signUp(ctx, one)]);
  const third = await signUp(ctx, { ...one, lastName: 'RIVIERE' });
  for (const answer of [first, second, third]) assert.equal(answer.kind, 'signed_up');
  assert.equal((await walkUpsByPhone(ctx.db, crisisId, [one.phone])).length, 1);
  assert.equal(
    (await messages(ctx, { recipient: one.phone })).filter(({ text }) => /venez/.test(text)).length,
    1,
  );

  const other = await signUp(ctx, { ...one, firstName: 'Max', lastName: 'Autre' });
  assert.equal(other.kind, 'phone_known');
  assert.equal((await walkUpsByPhone(ctx.db, crisisId, [one.phone]))[0]?.lastName, 'Rivière');
  await signUp(ctx, { ...one, firstName: 'Max', lastName: 'Encore' });
  const links = (await messages(ctx, { recipient: one.phone })).filter(({ text }) =>
    /déja|déjà|deja/.test(text),
  );
  assert.equal(links.length, 1, 'nobody can flood a number');

  // Each answer has a link that works.
  assert.ok(third.kind === 'signed_up');
  assert.ok((await cancelOwn(ctx, { code, token: third.token })).ok);
  assert.equal((await signUp(ctx, one)).kind, 'signed_up');
  assert.equal((await walkUpsByPhone(ctx.db, crisisId, [one.phone]))[0]?.state, 'convened');
  await checkSeats(ctx, crisisId);
});

test('the stop signal reaches all who have not come, takes nobody more, and can be lifted', async (t) => {
  const { ctx } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { places: 2, nobody: true });
  const answers = [];
  for (let index = 0; index < 3; index++)
    answers.push(await signUp(ctx, somebody(crisisId, index)));
  const stopped = await moveIntake(ctx, officer(), crisisId, 'stop');
  assert.deepEqual(stopped, { ok: true, value: 3 });
  await checkSeats(ctx, crisisId);
  assert.equal((await walkUpCounts(ctx.db, crisisId)).get('released'), 3);
  const told = (await messages(ctx, { channel: 'sms' })).filter(({ text }) =>
    /NE VENEZ PLUS/.test(text),
  );
  assert.equal(told.length, 3);
  const reminders = (await messages(ctx, { channel: 'sms' })).filter(({ text }) =>
    /on vous attend/.test(text),
  );
  assert.ok(
    reminders.every(({ state }) => state === 'cancelled'),
    'no reminder of a time that is off',
  );
  assert.deepEqual(await signUp(ctx, somebody(crisisId, 9)), { kind: 'closed' });
  const again = await moveIntake(ctx, officer(), crisisId, 'stop');
  assert.ok(!again.ok && again.error === 'transition_not_allowed');

  assert.ok((await moveIntake(ctx, officer(), crisisId, 'reopen')).ok);
  const [first] = answers;
  assert.ok(first?.kind === 'signed_up');
  assert.ok((await comeBack(ctx, { code, token: first.token })).ok);
  assert.equal((await walkUpCounts(ctx.db, crisisId)).get('convened'), 1);
  await checkSeats(ctx, crisisId);

  // The end of the crisis says so too.
  assert.ok((await moveCrisis(ctx, officer(), { crisisId, event: 'stand_down' })).ok);
  assert.equal((await walkUpCounts(ctx.db, crisisId)).get('released'), 3);
  assert.deepEqual(await signUp(ctx, somebody(crisisId, 10)), { kind: 'closed' });
});

test('a party moves to another time as a whole, or keeps its own', async (t) => {
  const { ctx } = await testApp(t);
  const { crisisId, code, slotIds } = await addIntake(ctx, { places: 4, nobody: true });
  const added = await addSlots(ctx, officer(), crisisId, {
    site: { name: 'Gymnase', commune: '30189', address: '', accessNote: '' },
    date: '2027-01-10',
    from: 8 * 60,
    to: 12 * 60,
    minutes: 240,
    places: 3,
    bring: '',
  });
  assert.deepEqual(added, { ok: true, value: 1 });
  const slots = await slotsOf(ctx.db, crisisId);
  const later = slots.find(({ id }) => !slotIds.includes(id));
  const party = await signUp(ctx, somebody(crisisId, 1, { companions: ['Ana', ''] }));
  assert.ok(party.kind === 'signed_up');
  const link = { code, token: party.token };
  assert.ok((await changeOwnSlot(ctx, link, later?.id ?? '')).ok);
  await checkSeats(ctx, crisisId);
  assert.deepEqual(
    (await slotsOf(ctx.db, crisisId)).map(({ taken }) => taken),
    [0, 3],
  );
  const two = await signUp(ctx, somebody(crisisId, 2, { companions: ['Max'] }));
  assert.ok(two.kind === 'signed_up');
  const refused = await changeOwnSlot(ctx, { code, token: two.token }, later?.id ?? '');
  assert.ok(!refused.ok && refused.error === 'full');
  assert.equal((await slotsOf(ctx.db, crisisId))[0]?.taken, 2);

  assert.ok((await eraseOwn(ctx, link)).ok);
  const left = (await walkUpsInStates(ctx.db, crisisId, ['withdrawn'])).map(
    ({ firstName, lastName, phone }) => `${firstName}${lastName}${phone}`,
  );
  assert.deepEqual(left, ['null', 'null', 'null']);
  await checkSeats(ctx, crisisId);
});
