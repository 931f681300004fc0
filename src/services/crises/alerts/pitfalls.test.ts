import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cap,
  decisions,
  departmentsOf,
  FRENCH,
  geocode,
  info,
  judgements,
  memory,
  mf,
  NIMES,
  PROPOSED,
  polygon,
} from '#test/harness/judged-alerts.ts';
import { HERAULT } from './fixtures.ts';

// The pitfalls of CAP as it is really sent, one test each at least: here 1 to 9, what an alert says, from bytes to decision
// with the real map. What other files test more closely is only touched here.

test('pitfall 1: longitude first is turned for a French sender only, and said', () => {
  const swapped = polygon('4.2,43.7 4.2,43.9 4.5,43.9 4.5,43.7 4.2,43.7');
  assert.deepEqual(decisions(cap({ sender: FRENCH, area: swapped })), [
    'propose new_alert orange flood 30 end_assumed+coordinates_turned',
  ]);
  assert.deepEqual(decisions(cap({ sender: FRENCH, area: polygon(NIMES) })), PROPOSED);
  // The same points of somebody else may well be off Somalia.
  assert.match(decisions(cap({ area: swapped }))[0] ?? '', /^ignore outside_territory/);
});

test('pitfall 2: dirty polygons are read, what is no polygon is left out, the message is not lost', () => {
  const dirty = [
    '\n\t43.7,4.2\t43.9,4.2  43.9,4.5\r\n43.7,4.5 43.7,4.2 ',
    '(43.7,4.2) (43.9,4.2) (43.9,4.5) (43.7,4.5) (43.7,4.2)',
    '43.7, 4.2 43.9, 4.2 43.9, 4.5 43.7, 4.5 43.7, 4.2',
    '43.7,4.2 43.9,4.2 43.9,4.5 43.7,4.5',
    // A bow tie: what lies in either wing is inside.
    '43.7,4.2 43.9,4.5 43.9,4.2 43.7,4.5 43.7,4.2',
  ];
  for (const points of dirty) assert.deepEqual(decisions(cap({ area: polygon(points) })), PROPOSED);
  for (const points of [
    '',
    ' ',
    '43.7,4.2 43.9,4.2',
    'partout',
    '91,4 92,4 92,5 91,4',
    '1e999,4 2,3 4,5',
  ]) {
    const both = polygon(points) + polygon(NIMES);
    assert.deepEqual(decisions(cap({ area: both })), PROPOSED, points);
    const alone = decisions(cap({ area: polygon(points) }))[0] ?? '';
    assert.match(alone, /^ignore outside_territory/, points);
  }
  const fiji = polygon('-20,178 -20,-178 -16,-178 -16,178 -20,178');
  assert.match(decisions(cap({ area: fiji }))[0] ?? '', /^ignore outside_territory/);
  const around = polygon('-89,-180 -89,180 89,180 89,-180 -89,-180');
  assert.equal(judgements(cap({ area: around })).length, 1, 'the whole earth does not crash');
});

test('pitfall 3: a circle of radius 0 is a point with five kilometres around; a circle is no box', () => {
  assert.deepEqual(decisions(cap({ area: '<circle>43.84,4.36 0.0</circle>' })), PROPOSED);
  assert.deepEqual(decisions(cap({ area: '<circle>43.84,4.36 0</circle>' })), PROPOSED);
  // Around Nîmes, the square around the circle reaches departments that the circle does not.
  const added = [50, 70, 110].map((km) => {
    const circle = departmentsOf(`<circle>43.84,4.36 ${km}</circle>`);
    const [south, north] = [43.84 - km / 111, 43.84 + km / 111];
    const [west, east] = [4.36 - km / 80, 4.36 + km / 80];
    const corners = [
      `${south},${west}`,
      `${north},${west}`,
      `${north},${east}`,
      `${south},${east}`,
    ];
    const square = departmentsOf(polygon([...corners, corners[0]].join(' ')));
    assert.ok(circle.every((code) => square.includes(code)));
    return square.length - circle.length;
  });
  assert.ok(
    added.every((more) => more > 0),
    added.join(),
  );
  assert.match(decisions(cap({ area: '<circle>43.84,4.36 -5</circle>' }))[0] ?? '', /outside/);
});

test('pitfall 4: codes alone place an alert, in every list and version; they are no department numbers', () => {
  const placed = (name: string, value: string) => departmentsOf(geocode(name, value)).join('+');
  assert.equal(placed('NUTS3', 'FR812'), '30', 'NUTS 2013, as Météo-France');
  assert.equal(placed('NUTS3', 'FRJ12'), '30', 'NUTS 2021');
  assert.equal(placed('nuts3', ' frj12 '), '30');
  assert.equal(placed('EMMA_ID', 'FR022'), '30');
  assert.equal(placed('EMMA_ID', 'FR003'), '65', 'not Allier');
  assert.equal(placed('EMMA_ID', 'FR001'), '', 'Andorra');
  assert.equal(placed('NUTS2', 'FRJ1'), '11+30+34+48+66');
  assert.equal(placed('NUTS2', 'FR81'), '11+30+34+48+66');
  assert.equal(placed('NUTS1', 'FRM'), '2A+2B');
  assert.equal(placed('NUTS0', 'FR').split('+').length, 101);
  assert.equal(placed('NUTS2', 'DE11'), '');
  assert.equal(placed('ISO3166-2', 'FR-30'), '30');
  assert.equal(placed('ISO3166-2', 'FR-COR'), '2A+2B');
  assert.equal(placed('NUTS3', 'FR812, FR813 FR812'), '30+34', 'a list');
  assert.equal(placed('INSEE', '30189'), '30', 'a commune');
  assert.equal(placed('INSEE', '97411'), '974');
  assert.equal(placed('INSEE', '2A004'), '2A');
  assert.equal(placed('FIPS6', '030189'), '', 'an American county');
  const both = geocode('WARNCELLID', '1') + polygon(NIMES);
  assert.deepEqual(decisions(cap({ area: both })), PROPOSED, 'an unknown code, and a shape');
});

test('pitfall 4: a French alert that cannot be placed says so, and is not "outside France"', () => {
  const unknown = decisions(cap({ sender: FRENCH, area: geocode('NUTS3', 'FRZ99') }));
  assert.match(unknown[0] ?? '', /^ignore area_not_understood/);
  assert.match(
    decisions(cap({ sender: FRENCH, area: '' }))[0] ?? '',
    /^ignore area_not_understood/,
  );
  assert.match(decisions(cap({ area: '' }))[0] ?? '', /^ignore outside_territory/);
});

test('pitfall 5: Météo-France re-issues under new identifiers, by day, with green markers', () => {
  const m = memory();
  assert.deepEqual(decisions(mf(), m), ['propose new_alert orange flood 30']);
  const reissue = mf({ identifier: 'two', sent: '2026-11-24T07:00:00+01:00' });
  assert.deepEqual(decisions(reissue, m), ['merge reissue orange flood 30']);
  const marker = mf({
    identifier: 'three',
    areas: [HERAULT],
    level: 'green',
    event: 'Vigilance orange crues',
    expires: '2026-11-24T05:00:00+01:00',
  });
  assert.deepEqual(decisions(marker, m), ['ignore all_clear green flood 34']);
  const tomorrow = mf({
    identifier: 'four',
    onset: '2026-11-25T00:00:00+01:00',
    expires: '2026-11-26T00:00:00+01:00',
  });
  assert.deepEqual(decisions(tomorrow, m), ['merge consecutive_day orange flood 30']);
  assert.equal(m.episodes.length, 1);
});

const NWS = 'w-nws.webmaster@noaa.gov';

test('pitfall 6: an end before the beginning is legal for the NWS, nothing for Météo-France', () => {
  const fields = (ending: string) => `<onset>2026-11-25T03:00:00+01:00</onset>
    <expires>2026-11-24T20:00:00+01:00</expires>${ending}`;
  const ending = `<parameter><valueName>eventEndingTime</valueName><value>2026-11-25T20:00:00+01:00</value></parameter>`;
  const [given] = judgements(cap({ sender: NWS, fields: fields(ending) }));
  assert.deepEqual(
    [given?.action, given?.expires, given?.notes],
    ['propose', Date.parse('2026-11-25T20:00:00+01:00'), []],
  );
  const [assumed] = judgements(cap({ sender: NWS, fields: fields('') }));
  assert.deepEqual(
    [assumed?.action, assumed?.expires, assumed?.notes],
    ['propose', Date.parse('2026-11-26T03:00:00+01:00'), ['end_assumed']],
  );
  assert.match(
    decisions(cap({ sender: FRENCH, fields: fields('') }))[0] ?? '',
    /^ignore all_clear/,
  );
});

test('pitfall 7: without an end, the sender’s usual duration, and it is said', () => {
  const hours = (sender: string) => {
    const [one] = judgements(cap({ sender, fields: '<onset>2026-11-24T07:00:00+01:00</onset>' }));
    assert.deepEqual(one?.notes, ['end_assumed']);
    return ((one?.expires ?? 0) - (one?.onset ?? 0)) / 3_600_000;
  };
  assert.deepEqual(
    [
      hours('cap@example.org'),
      hours('info@gdacs.org'),
      hours('earthquake.usgs.gov'),
      hours(FRENCH),
    ],
    [24, 48, 6, 24],
  );
});

const reference = 'cap@example.org,a,2026-11-24T07:00:00+01:00';
const follows = { id: 'b', sent: '2026-11-24T07:30:00+01:00', references: reference };

test('pitfall 8: a cancel needs no info, one with infos alerts nobody, an update without is nothing', () => {
  for (const infos of ['', undefined]) {
    const m = memory();
    decisions(cap(), m);
    assert.deepEqual(
      decisions(cap({ ...follows, type: 'Cancel', ...(infos !== undefined && { infos }) }), m),
      ['cancel cancelled_by_sender orange flood 30'],
    );
  }
  const m = memory();
  decisions(cap(), m);
  assert.deepEqual(decisions(cap({ ...follows, type: 'Update', infos: '' }), m), [
    'ignore no_info',
  ]);
  assert.equal(m.episodes.length, 1, 'what was announced stands');
  const late = memory();
  decisions(cap({ ...follows, type: 'Update', infos: '' }), late);
  assert.deepEqual(decisions(cap(), late), PROPOSED, 'an empty update replaces nothing');
});

test('pitfall 9: languages are one thing, hazards are several, in any order', () => {
  const area = `<area><areaDesc>Gard</areaDesc>${geocode('NUTS3', 'FR812')}</area>`;
  const infos = [
    info('Crues', area, 'fr-FR'),
    info('Flood', area),
    info('Vent violent', area, 'fr-FR'),
    info('Wind', area, 'en-US'),
  ];
  const expected = ['propose new_alert orange flood 30', 'propose new_alert orange wind 30'];
  const shown = (order: readonly string[]) =>
    decisions(cap({ infos: order.join('') }))
      .map((one) => one.replace(' end_assumed', ''))
      .sort();
  assert.deepEqual(shown(infos), expected);
  assert.deepEqual(shown([...infos].reverse()), expected);
  assert.deepEqual(shown([0, 2, 1, 3].map((i) => infos[i] as string)), expected);
  const places = [info('Crues', area, 'fr'), info('Crues', area.replace('FR812', 'FR813'), 'fr')];
  const departments = judgements(cap({ infos: places.join('') })).flatMap((d) => d.departments);
  assert.deepEqual(departments.sort(), ['30', '34'], 'one language twice is two areas');
});
