import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { addSpaces } from '#services/spaces/fixtures.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import type { DiscountRule } from '../domain/vouchers/discount.ts';
import { counts, isBalanced, openBatch, record } from '../domain/vouchers/ledger.ts';
import { batchById, batchesWithCounts, ledgerOf } from '../queries/vouchers.ts';
import { enrol, priceOf, withdraw } from './enrol.ts';
import { planSession } from './sessions.ts';
import {
  ageVouchers,
  createBatch,
  extendBatch,
  issueVouchers,
  RETURN_AFTER_DAYS,
  termsOf,
} from './vouchers.ts';

const NATIONAL = [{ role: 'administrator', scope: { kind: 'national' } }] as const;
const ANYBODY: readonly DiscountRule[] = [{ kind: 'anybody', price: 500 }];
const DAY = 86_400_000;

interface Setting {
  readonly app: TestApp;
  readonly admin: Parameters<typeof createBatch>[1];
  /** Opens a session of so many places, at 30 euros. */
  session(places: number, inDays?: number): Promise<string>;
  batch(rules?: readonly DiscountRule[], budget?: number): Promise<string>;
  issue(batch: string, count: number): Promise<readonly string[]>;
  person(): Promise<Parameters<typeof enrol>[1]>;
}

async function setting(t: Parameters<typeof testApp>[0]): Promise<Setting> {
  const app = await testApp(t);
  const { ctx } = app;
  const [holder] = await addOrganisations(ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const [space] = await addSpaces(ctx, [
    { name: 'Espace des Arènes', communeCode: '30189', organisationId: holder?.id ?? '' },
  ]);
  const { accountId } = await app.as({ grants: NATIONAL });
  const admin = { kind: 'person', accountId, grants: NATIONAL } as const;
  const supervisor = {
    kind: 'person',
    accountId,
    grants: [{ role: 'certification_supervisor', scope: { kind: 'organisation', id: space!.id } }],
  } as const;
  return {
    app,
    admin,
    async session(places, inDays = 7) {
      const startsAt = new Date(ctx.clock.now().getTime() + inDays * DAY);
      const planned = await planSession(ctx, supervisor, space!.id, {
        startsAt,
        places,
        priceCents: 3_000,
      });
      assert.ok(planned.ok);
      return planned.value;
    },
    async batch(rules = ANYBODY, budgetCents = 50_000) {
      const made = await createBatch(
        ctx,
        admin,
        {
          funder: 'Région (démo)',
          funderEmail: undefined,
          budgetCents,
          valueCents: 2_500,
          rules,
          until: new Date(ctx.clock.now().getTime() + 60 * DAY),
          retakes: 1,
          retakeDays: 90,
        },
        'fr',
      );
      assert.ok(made.ok);
      return made.value;
    },
    async issue(batch, count) {
      const issued = await issueVouchers(ctx, admin, batch, { count, key: crypto.randomUUID() });
      assert.ok(issued.ok);
      return issued.value;
    },
    person: async () => (await app.as()).accountId,
  };
}

const who = (code: string) =>
  ({ name: 'Ana Essai', birthDate: '1964-05-02', extraTime: false, code, lang: 'fr' }) as const;

/** The counts of the tables, checked against the pure ledger played again; `until`: the first last day. */
async function balanced({ app: { ctx } }: Setting, batchId: string, until?: Date) {
  const [{ counts: stored } = assert.fail()] = await batchesWithCounts(ctx.db, { id: batchId });
  assert.ok(isBalanced(stored), JSON.stringify(stored));
  const row = (await batchById(ctx.db, batchId))!;
  const first = termsOf({ ...row, until: until ?? row.until });
  let ledger = openBatch(row.budgetCents, row.valueCents, first);
  for (const entry of await ledgerOf(ctx.db, batchId)) {
    if (entry.what === 'extend') ledger = { ...ledger, terms: termsOf(row) };
    const next = record(ledger, entry);
    assert.ok(next.ok, `${entry.what}: ${next.ok ? '' : next.error}`);
    ledger = next.value;
  }
  assert.deepEqual(counts(ledger), stored);
  return stored;
}

test('one code, twenty people at once: one place and one price, the others are told', async (t) => {
  const house = await setting(t);
  const { ctx } = house.app;
  const [session, batch] = [await house.session(20), await house.batch()];
  const [code = ''] = await house.issue(batch, 3);
  const people = await Promise.all(Array.from({ length: 20 }, house.person));
  const results = await Promise.all(people.map((one) => enrol(ctx, one, session, who(code))));
  assert.equal(results.filter(({ ok }) => ok).length, 1);
  for (const one of results) if (!one.ok) assert.equal(one.error, 'voucher_used');
  assert.deepEqual(await balanced(house, batch), {
    issued: 3,
    free: 2,
    used: 1,
    expired: 0,
    returned: 0,
  });
});

test('twenty codes, six places, withdrawals between: places and vouchers stay exact', async (t) => {
  const house = await setting(t);
  const { ctx } = house.app;
  const [session, batch] = [await house.session(6), await house.batch()];
  const codes = await house.issue(batch, 20);
  const people = await Promise.all(codes.map(house.person));
  const taken = async () =>
    (await ctx.db.selectFrom('skills.session').select('taken').executeTakeFirstOrThrow()).taken;
  for (let round = 0; round < 3; round++) {
    await Promise.all(
      people.flatMap((one, i) => [
        enrol(ctx, one, session, who(codes[i]!)),
        ...(i % 3 === round ? [withdraw(ctx, one, session)] : []),
      ]),
    );
    const now = await balanced(house, batch);
    assert.equal(now.used, await taken());
    assert.ok(now.used <= 6);
  }
  await Promise.all(people.map((one) => withdraw(ctx, one, session)));
  assert.equal(await taken(), 0);
  assert.equal((await balanced(house, batch)).free, 20);
});

test('the budget holds when codes are drawn from several places at once, and a click counts once', async (t) => {
  const house = await setting(t);
  const { ctx } = house.app;
  const batch = await house.batch(ANYBODY, 10 * 2_500 + 2_499);
  const draw = (count: number, key: string = crypto.randomUUID()) =>
    issueVouchers(ctx, house.admin, batch, { count, key });
  const results = await Promise.all(Array.from({ length: 8 }, () => draw(3)));
  assert.equal(results.filter(({ ok }) => ok).length, 3);
  const [refused] = results.filter((one) => !one.ok);
  assert.deepEqual(refused, { ok: false, error: 'budget_too_small', detail: { room: 1 } });
  const key = crypto.randomUUID();
  const twice = await Promise.all([draw(1, key), draw(1, key)]);
  assert.deepEqual(twice.map(({ ok }) => ok).sort(), [false, true]);
  assert.equal((await balanced(house, batch)).issued, 10);
  const [code = ''] = await house.issue(await house.batch(), 1);
  const { rows } = await house.app.database.pool.query('SELECT v::text FROM skills.voucher v');
  assert.equal(rows.length, 11);
  assert.ok(!JSON.stringify(rows).includes(code), 'no code is kept');
});

test('the price is that of the best rule; what is missing is told', async (t) => {
  const house = await setting(t);
  const { ctx } = house.app;
  const session = await house.session(6);
  const batch = await house.batch([
    { kind: 'under_age', age: 26, price: 0 },
    { kind: 'volunteer_hours', hours: 100, price: 500 },
    { kind: 'space_visits', visits: 5, price: 1_000 },
  ]);
  const [code = ''] = await house.issue(batch, 1);
  const one = await house.person();
  const at = (birthDate: string) => priceOf(ctx, one, session, { code, birthDate });
  const today = localDate(ctx.clock.now());
  const birthday = `${Number(today.slice(0, 4)) - 26}${today.slice(4)}`;
  assert.deepEqual(await at(birthday), {
    ok: false,
    error: 'not_entitled',
    detail: { age: 26, hours: 100, visits: 5 },
  });
  const young = await at(addDays(birthday, 1));
  assert.ok(young.ok && young.value.price === 0 && young.value.because?.kind === 'under_age');
  assert.deepEqual(
    (await priceOf(ctx, one, session, { code: '', birthDate: birthday })).ok &&
      (await enrol(ctx, one, session, { ...who(''), birthDate: addDays(today, -3_000) })),
    { ok: false, error: 'too_young' },
  );
});

test('ten wrong codes in an hour, and no more are tried; a mistyped one is not counted', async (t) => {
  const house = await setting(t);
  const { ctx } = house.app;
  const session = await house.session(6);
  const [code = ''] = await house.issue(await house.batch(), 1);
  const one = await house.person();
  const say = async (typed: string) => {
    const said = await priceOf(ctx, one, session, { code: typed, birthDate: '1964-05-02' });
    return said.ok ? said.value.price : said.error;
  };
  const mistyped = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  for (let i = 0; i < 12; i++) assert.equal(await say(mistyped), 'code_mistyped');
  assert.equal(await say(code.toLowerCase().replaceAll('-', ' ')), 500);
  // Of zeros alone: a code that could be, and is not.
  for (let i = 0; i < 10; i++) assert.equal(await say('0000-0000-00000'), 'code_unknown');
  assert.equal(await say('0000-0000-00000'), 'too_many_tries');
  assert.equal(await say(code), 'too_many_tries');
  house.app.clock.advance({ hours: 1, minutes: 1 });
  assert.equal(await say(code), 500);
});

test('what is not used in time expires, may be given more time, and goes back to the pool after a month', async (t) => {
  const house = await setting(t);
  const { app } = house;
  const batch = await house.batch(ANYBODY, 5_000);
  const [, code = ''] = await house.issue(batch, 2);
  const first = new Date(app.clock.now().getTime() + 60 * DAY);
  const session = await house.session(6, 61);
  const one = await house.person();
  app.clock.advance({ days: 60 });
  await ageVouchers(app.ctx, 10);
  assert.equal((await balanced(house, batch)).free, 2);
  app.clock.advance({ minutes: 1 });
  await ageVouchers(app.ctx, 10);
  assert.equal((await balanced(house, batch)).expired, 2);
  const late = await priceOf(app.ctx, one, session, { code, birthDate: '1964-05-02' });
  assert.equal(late.ok ? '' : late.error, 'voucher_expired');
  const until = new Date(app.clock.now().getTime() + 3 * DAY);
  assert.deepEqual(await extendBatch(app.ctx, house.admin, batch, until), { ok: true, value: 2 });
  assert.equal((await balanced(house, batch, first)).free, 2);
  app.clock.advance({ days: 3, minutes: 1 });
  await ageVouchers(app.ctx, 10);
  app.clock.advance({ days: RETURN_AFTER_DAYS });
  await ageVouchers(app.ctx, 10);
  assert.equal((await balanced(house, batch, first)).returned, 2);
  const again = await extendBatch(
    app.ctx,
    house.admin,
    batch,
    new Date(app.clock.now().getTime() + 90 * DAY),
  );
  assert.ok(again.ok && again.value === 0);
  await house.issue(batch, 2);
  const [end] = await batchesWithCounts(app.ctx.db, { id: batch });
  assert.deepEqual(end?.counts, {
    issued: 4,
    free: 2,
    used: 0,
    expired: 0,
    returned: 2,
  });
});
