import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseRow } from './cases/case.ts';
import { decide, type Fact, factsOfRow, PACKS, packOn, packVersion } from './index.ts';
import type { Pack } from './pack.ts';
import { validatePacks } from './validate-pack.ts';

const [programme] = PACKS as readonly [Pack, ...Pack[]];

test('each day has its version, and an older version still gives its own answer', () => {
  assert.equal(packOn('github', '2024-12-31'), undefined);
  assert.equal(packOn('github', '2025-11-20')?.version, '2025-01-01');
  assert.equal(packOn('github', '2025-11-21')?.version, '2025-11-21');
  const facts = factsOfRow(
    caseRow('ÉGLISE ÉVANGÉLIQUE DU VAL', 'exercice public du culte', { code: '040000' }),
  );
  const decided = (version: string) => decide(packVersion('github', version) as Pack, facts);
  assert.equal(decided('2025-01-01').outcome, 'excluded');
  assert.equal(decided('2025-11-21').outcome, 'eligible');
  assert.equal(decided('2025-01-01').version, '2025-01-01');
});

test('vendors exclude other things than the programme', () => {
  const outcome = (id: string, rest: object, name = 'ASSOCIATION DU VAL') =>
    decide(packOn(id, '2026-12-01') as Pack, factsOfRow(caseRow(name, 'activités du Val', rest)))
      .outcome;
  const school = { code: '015035', naf: '85.31Z', cat: '9220' };
  for (const vendor of ['slack', 'google', 'canva', 'github']) {
    assert.equal(outcome(vendor, school), 'excluded', vendor);
    assert.equal(outcome(vendor, { code: '011075' }), 'eligible', vendor);
    assert.equal(outcome(vendor, { code: '', cat: '7210', nature: '' }), 'excluded', vendor);
    assert.equal(outcome(vendor, { pos: 'D' }), 'excluded', vendor);
  }
  assert.equal(outcome('associations-1901', school), 'review');
  const hospital = { code: '017005', naf: '86.10Z', cat: '9220' };
  assert.equal(outcome('google', hospital), 'excluded');
  assert.equal(outcome('github', hospital), 'eligible');
  const worship = { nature: 'U', code: '040000' };
  assert.equal(outcome('slack', worship), 'excluded');
  assert.equal(outcome('google', worship), 'eligible');
  assert.equal(outcome('canva', { code: '015065' }), 'review');
});

test('dates and notices: what the list of a command cannot hold', () => {
  const base = factsOfRow(caseRow('CLUB DU VAL', 'échecs', { code: '007005' }));
  const waldec = base.map((fact): Fact => ({ ...fact, sourceDate: '2026-10-01' }));
  const judged = (...more: Fact[]) => decide(programme, [...waldec, ...more]);
  const notice = (value: string, sourceDate: string): Fact => ({
    kind: 'notice',
    value,
    source: 'joafe',
    sourceDate,
  });
  assert.equal(judged().outcome, 'eligible');
  assert.equal(judged(notice('2', '2026-10-02')).outcome, 'review');
  assert.equal(judged(notice('2', '2026-10-01')).outcome, 'eligible');
  assert.equal(judged(notice('3', '2026-10-02')).outcome, 'excluded');
  assert.equal(judged(notice('101', '2026-10-02')).outcome, 'excluded');
  assert.equal(judged(notice('903', '2026-10-02')).reasons[0]?.code, 'foundation');
  const closed: Fact = { kind: 'sirene_state', value: 'C', source: 'sirene', sourceDate: null };
  assert.equal(judged(closed).outcome, 'review');
  const alone = decide(programme, [
    { kind: 'number', value: '775672272', source: 'sirene', sourceDate: null },
    { kind: 'name', value: 'CLUB', source: 'sirene', sourceDate: null },
    closed,
  ]);
  assert.equal(alone.outcome, 'excluded');
  const ended: Fact = {
    kind: 'dissolved_on',
    value: '2020-01-01',
    source: 'rna_waldec',
    sourceDate: null,
  };
  assert.equal(judged(ended).reasons[0]?.code, 'dissolved');
  assert.deepEqual(decide(programme, []).outcome, 'review');
});

test('a wrong pack is refused when it is loaded, with every defect', () => {
  const [theme] = programme.themes;
  const wrong = {
    ...programme,
    id: 'Bad Pack',
    validFrom: '2026-02-30',
    sources: [],
    themes: [{ ...theme, excludeWhen: [['words', 'words:strong']] }],
    reviews: [{ reason: 'nonsense', objectCodes: ['1000'], name: ['no_such_words'] }],
  } as unknown as Pack;
  assert.throws(
    () => validatePacks([wrong, programme, programme]),
    /small letters[\s\S]*not a date[\s\S]*no source[\s\S]*one signal[\s\S]*unknown reason "nonsense"[\s\S]*"1000"[\s\S]*no_such_words[\s\S]*there twice/,
  );
});
