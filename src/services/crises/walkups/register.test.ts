import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import { LANGS } from '#platform/i18n/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addIntake, somebody } from '#test/harness/walk-ups.ts';
import { moveCrisis } from '../actions/crisis.ts';
import { TERMS_VERSION, WALK_UP_KEPT_DAYS } from '../domain/walk-up.ts';
import { GARD, officer } from '../fixtures.ts';
import { acksOf } from '../queries/briefing.ts';
import { slotsOf } from '../queries/intake.ts';
import { walkUpsByPhone, walkUpsInStates } from '../queries/walk-ups.ts';
import { acknowledgeBriefing, writeBriefing } from './actions/briefing.ts';
import { addAtDesk, makePair, moveAtDesk, refuseAtDesk, sendToSite } from './actions/desk.ts';
import { signUp } from './actions/sign-up.ts';
import { eraseOldWalkUps } from './erase.ts';
import { walkUpTexts } from './messages/index.ts';

/** Of the rules and the consent in both languages, by version. Add a line for a new one; change none. */
const FINGERPRINTS: Readonly<Record<string, string>> = { '2026-11-a': 'f824f5363ded8763' };

test('the rules and the consent that people accepted do not change under their version', () => {
  const sentences = LANGS.flatMap((lang) => {
    const { rules, rules_accept, consent, adult } = walkUpTexts(lang).visitor;
    return [...rules, rules_accept, consent, adult];
  });
  const found = createHash('sha256').update(sentences.join('\n')).digest('hex').slice(0, 16);
  assert.equal(found, FINGERPRINTS[TERMS_VERSION], 'give the new words a new TERMS_VERSION');
});

test('a walk-up joins the register by their own link and their own click, once signed in', async (t) => {
  const { ctx, ...app } = await testApp(t);
  const { crisisId } = await addIntake(ctx, { nobody: true });
  const one = somebody(crisisId, 1, { firstName: 'Inès', lastName: 'Roux' });
  const answer = await signUp(ctx, one);
  assert.ok(answer.kind === 'signed_up');
  const path = `/crises/join/${answer.token}`;
  const stranger = await app.visitor().get(path);
  assert.match(stranger.headers.get('location') ?? '', /^\/sign-in\?next=/);
  const ines = await app.as();
  assert.match(await (await ines.get(path)).text(), /Inès Roux/);
  const before = await app.database.pool.query('SELECT 1 FROM volunteers.volunteer');
  assert.equal(before.rows.length, 0, 'looking does nothing');
  assert.equal((await ines.post(path)).headers.get('location'), '/volunteer/join');
  const form = await (await ines.get('/volunteer/join/1')).text();
  assert.match(form, /value="Inès"/);
  assert.match(form, /value="Roux"/);
  assert.match(form, /Nîmes/);
  const { rows } = await app.database.pool.query('SELECT id, status FROM volunteers.volunteer');
  assert.equal(rows[0].status, 'draft', 'nothing is consented to yet');
  const [linked] = await walkUpsByPhone(ctx.db, crisisId, [one.phone]);
  assert.equal(linked?.volunteerId, rows[0].id);
  assert.equal((await ines.get('/crises/join/AAAAAAAAAAAAAAAA')).status, 404);
});

test('erased with the person who is erased, and by the clock after the crisis; the counts stay', async (t) => {
  const { ctx, clock, ...app } = await testApp(t);
  const { crisisId } = await addIntake(ctx, { places: 2, nobody: true });
  const mark = 'Quetzalcoatl';
  const found = async () => {
    const { rows } = await app.database.pool.query(
      `SELECT 1 FROM crises.walk_up w WHERE w::text ILIKE $1 OR w::text LIKE '%33639985%'`,
      [`%${mark}%`],
    );
    return rows.length;
  };
  for (const index of [1, 2, 3])
    await signUp(ctx, somebody(crisisId, index, { lastName: `${mark}${index}` }));
  assert.equal(await found(), 3);
  const phone = somebody(crisisId, 1).phone;
  await transaction(ctx, (tx) => erasePerson(tx, { emails: [], phones: [phone], fileIds: [] }));
  assert.equal(await found(), 2);
  assert.equal(
    (await walkUpsInStates(ctx.db, crisisId, ['convened'])).length,
    2,
    'who waited comes',
  );
  assert.equal((await slotsOf(ctx.db, crisisId))[0]?.taken, 2);

  await moveCrisis(ctx, officer(), { crisisId, event: 'close' });
  const days = (count: number) =>
    clock.set(new Date(start + count * 86_400_000 + 1_000).toISOString());
  const start = ctx.clock.now().getTime();
  days(WALK_UP_KEPT_DAYS - 1);
  assert.equal(await eraseOldWalkUps(ctx), 0);
  days(WALK_UP_KEPT_DAYS);
  assert.equal(await eraseOldWalkUps(ctx), 2);
  assert.equal(await found(), 0);
  const { rows } = await app.database.pool.query('SELECT count(*) FROM crises.walk_up_link');
  assert.equal(rows[0].count, 0);
  assert.equal((await walkUpsInStates(ctx.db, crisisId, ['withdrawn', 'released'])).length, 3);
  assert.match(
    await (await app.visitor().get('/privacy')).text(),
    /Bénévoles spontanés.*90 jours/s,
  );
});

test('at the desk: recognised, refused with a reason, paired, and sent only with the present briefing', async (t) => {
  const { ctx } = await testApp(t);
  const { crisisId, slotIds, personId } = await addIntake(ctx, { places: 2 });
  const [slotId = ''] = slotIds;
  const chief = officer();
  const door = {
    firstName: 'Omar',
    lastName: 'Diallo',
    phone: null,
    size: 1,
    tooYoung: false,
    lang: 'fr' as const,
    isSomebodyElse: false,
  };
  const added = await addAtDesk(ctx, chief, crisisId, door);
  assert.ok(added.ok && added.value.kind === 'added');
  const omar = added.value.walkUp.id;
  const again = await addAtDesk(ctx, chief, crisisId, { ...door, firstName: 'OMAR' });
  assert.ok(again.ok && again.value.kind === 'maybe_same');
  const twin = await addAtDesk(ctx, chief, crisisId, { ...door, isSomebodyElse: true });
  assert.ok(twin.ok && twin.value.kind === 'added');
  const whom = (id: string, wholeGroup = false) => ({ crisisId, id, wholeGroup });
  assert.ok((await refuseAtDesk(ctx, chief, whom(twin.value.walkUp.id), 'no_task')).ok);
  const [refused] = await walkUpsInStates(ctx.db, crisisId, ['refused']);
  assert.equal(refused?.refusal, 'no_task', 'people not accepted are recorded');

  const early = await sendToSite(ctx, chief, { ...whom(personId), slotId, briefingVersion: 1 });
  assert.ok(
    !early.ok && early.error === 'transition_not_allowed',
    'nobody is sent before they come',
  );
  assert.ok((await moveAtDesk(ctx, chief, whom(personId), 'arrive')).ok);
  assert.ok((await makePair(ctx, chief, { crisisId, id: personId, partnerId: omar })).ok);
  const third = await makePair(ctx, chief, { crisisId, id: personId, partnerId: omar });
  assert.ok(!third.ok && third.error === 'partner_missing');

  const untold = await sendToSite(ctx, chief, { ...whom(personId), slotId, briefingVersion: null });
  assert.ok(!untold.ok && untold.error === 'briefing_missing');
  const second = await writeBriefing(ctx, chief, { crisisId, text: 'Gants obligatoires.' });
  assert.equal(second.version, 2);
  assert.equal((await writeBriefing(ctx, chief, { crisisId, text: second.text })).version, 2);
  const old = await sendToSite(ctx, chief, { ...whom(personId), slotId, briefingVersion: 1 });
  assert.ok(!old.ok && old.error === 'briefing_changed');
  const sent = await sendToSite(ctx, chief, { ...whom(personId), slotId, briefingVersion: 2 });
  assert.deepEqual(sent, { ok: true, value: 2 }, 'both of the pair');
  const acks = await acksOf(ctx.db, crisisId, [personId, omar]);
  assert.deepEqual(
    acks.map(({ personKind, version }) => [personKind, version]),
    [
      ['walk_up', 2],
      ['walk_up', 2],
    ],
  );
  const told = await acknowledgeBriefing(ctx, undefined, {
    crisisId,
    personKind: 'volunteer',
    personIds: [omar],
    version: 2,
  });
  assert.ok(told.ok, 'the same act for volunteers of the register');

  const more = await addAtDesk(ctx, chief, crisisId, { ...door, firstName: 'Lou', size: 2 });
  assert.ok(more.ok && more.value.kind === 'added');
  const full = await sendToSite(ctx, chief, {
    ...whom(more.value.walkUp.id, true),
    slotId,
    briefingVersion: 2,
  });
  assert.ok(!full.ok && full.error === 'slot_full');
  const elsewhere = officer([{ ...GARD, scope: { kind: 'department', code: '75' } }]);
  const foreign = await addAtDesk(ctx, elsewhere, crisisId, door);
  assert.ok(!foreign.ok && foreign.error === 'out_of_territory');
});
