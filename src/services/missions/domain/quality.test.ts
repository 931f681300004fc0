import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeRefusal, jvaRefusal, type MissionText, qualityHints } from './quality.ts';

const good: MissionText = {
  title: 'Rédiger notre lettre de décembre',
  description: 'Nous envoyons chaque mois une lettre à six cents adhérents. '.repeat(6),
  places: 1,
  remote: 'full',
  domain: 'benevolat-competences',
  city: 'Nîmes',
  organisationName: 'Banque alimentaire du Gard',
  applicationUrl: 'https://renfort.example/missions/1',
  effortMinutes: 240,
  deliverable: 'La lettre prête à envoyer',
  startsOn: '2026-12-01',
  endsOn: '2026-12-20',
};

test('API Engagement: the verdict of each check, the first one wins', () => {
  assert.equal(exchangeRefusal(good), undefined);
  const cases: [Partial<MissionText>, ReturnType<typeof exchangeRefusal>][] = [
    [{ title: '  ' }, 'title_missing'],
    [{ title: 'Aide &#233; tous' }, 'title_encoded'],
    [{ title: 'Lettre' }, 'title_one_word'],
    [{ description: '' }, 'description_missing'],
    [{ description: 'a&#39;b' }, 'description_encoded'],
    [{ description: 'x'.repeat(20_001) }, 'description_too_long'],
    [{ description: 'x'.repeat(20_000) }, undefined],
    [{ applicationUrl: '' }, 'application_url_missing'],
    [{ remote: 'maybe' }, 'remote_unknown'],
    [{ places: 0 }, 'places_wrong'],
    [{ domain: 'cuisine' }, 'domain_unknown'],
    [{ organisationName: 'L&#39;Aide' }, 'organisation_encoded'],
    [{ title: 'Lettre', places: 0, domain: 'x' }, 'title_one_word'],
  ];
  for (const [change, verdict] of cases) {
    assert.equal(
      exchangeRefusal({ ...good, ...change }),
      verdict,
      JSON.stringify(change).slice(0, 60),
    );
  }
});

test('JeVeuxAider: six months, seven and twenty-one days, three hundred characters, a city', () => {
  const today = '2026-11-24';
  const verdict = (change: Partial<MissionText>, created = today) =>
    jvaRefusal({ ...good, ...change }, created, today);
  assert.equal(verdict({ startsOn: '2026-12-01', endsOn: '2026-12-10' }), undefined);
  assert.equal(
    verdict({ startsOn: '2026-11-30', endsOn: '2026-12-14' }),
    'MISSION_DATE_NOT_COMPATIBLE',
  );
  assert.equal(verdict({ startsOn: '2026-11-30', endsOn: '2026-12-15' }), undefined);
  assert.equal(verdict({ startsOn: '2026-11-25', endsOn: null }), undefined);
  assert.equal(verdict({}, '2026-05-24'), undefined);
  assert.equal(verdict({}, '2026-05-23'), 'MISSION_CREATION_DATE_TOO_OLD');
  assert.equal(verdict({ description: 'x'.repeat(299) }), 'CONTENT_INSUFFICIENT');
  assert.equal(verdict({ description: 'x'.repeat(300) }), undefined);
  // A remote mission without a city is set aside too: we attach the association's.
  assert.equal(verdict({ city: null }), 'CONTENT_INSUFFICIENT');
  assert.equal(jvaRefusal(good, '2026-02-27', '2026-08-31'), 'MISSION_CREATION_DATE_TOO_OLD');
  assert.equal(jvaRefusal(good, '2026-02-28', '2026-08-31'), undefined);
});

test('hints help and forbid nothing', () => {
  assert.deepEqual(qualityHints(good), []);
  assert.deepEqual(
    qualityHints({
      ...good,
      title: 'URGENT AIDE LETTRE',
      effortMinutes: 0,
      deliverable: ' ',
      startsOn: null,
      endsOn: null,
    }),
    ['effort_missing', 'deliverable_missing', 'dates_missing', 'shouting'],
  );
});
