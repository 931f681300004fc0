import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryOf } from '../domain/proposal/episode.ts';
import { IntakeMemory } from '../domain/proposal/memory.ts';
import { senderByIdentifier } from '../domain/proposal/sender-rules.ts';
import { GARD, HERAULT, type MeteoFranceAlert, meteoFranceAlert } from './fixtures.ts';
import { readCap } from './read-cap.ts';
import { departmentsOfShapes } from './shapes.ts';

// The nineteen pitfalls of CAP as it is really sent, one test each at least, from bytes to decision
// with the real map. What other files test more closely is only touched here.

const NOW = Date.parse('2026-11-24T08:00:00+01:00');
const memory = () => new IntakeMemory({ minimumLevel: 'yellow', shapes: departmentsOfShapes });

function judgements(bytes: string | Uint8Array, m = memory(), at = NOW) {
  const read = readCap(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  assert.ok(read.ok, JSON.stringify(read));
  const { signature, envelopeStatus } = read.value;
  return read.value.alerts.flatMap(
    (alert) => m.receive({ alert, signature, envelopeStatus, at }).decisions,
  );
}

function decisions(bytes: string | Uint8Array, m = memory(), at = NOW): string[] {
  return judgements(bytes, m, at).map((d) =>
    [d.action, d.reason, d.level, d.hazard, d.departments.join('+'), d.notes.join('+')]
      .filter(Boolean)
      .join(' '),
  );
}

function refusal(bytes: string | Uint8Array): string {
  const read = readCap(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  return read.ok ? 'read' : read.error;
}

interface Message {
  readonly sender?: string;
  readonly id?: string;
  readonly sent?: string;
  readonly type?: string;
  readonly references?: string;
  /** `area` elements' inside. */
  readonly area?: string;
  /** Instead of the one info made of `area` and `fields`. */
  readonly infos?: string;
  readonly fields?: string;
}

const info = (event: string, inside: string, language = '') =>
  `<info>${language && `<language>${language}</language>`}<category>Met</category><event>${event}</event>
  <urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>${inside}</info>`;

function cap(message: Message = {}): string {
  const { fields = '', area = geocode('NUTS3', 'FR812') } = message;
  const inside = `${fields}<area><areaDesc>Zone</areaDesc>${area}</area>`;
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${message.id ?? 'a'}</identifier>
  <sender>${message.sender ?? 'cap@example.org'}</sender><sent>${message.sent ?? '2026-11-24T07:00:00+01:00'}</sent>
  <status>Actual</status><msgType>${message.type ?? 'Alert'}</msgType><scope>Public</scope>
  ${message.references ? `<references>${message.references}</references>` : ''}
  ${message.infos ?? info('Flood', inside)}</alert>`;
}

const geocode = (name: string, value: string) =>
  `<geocode><valueName>${name}</valueName><value>${value}</value></geocode>`;
const polygon = (points: string) => `<polygon>${points}</polygon>`;
const NIMES = '43.7,4.2 43.9,4.2 43.9,4.5 43.7,4.5 43.7,4.2';
const FRENCH = 'vigilance@meteo.fr';
const PROPOSED = ['propose new_alert orange flood 30 end_assumed'];

const mf = (change: Partial<MeteoFranceAlert> = {}) =>
  meteoFranceAlert({
    identifier: 'one',
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type: 12,
    areas: [GARD],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
    ...change,
  });

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

function departmentsOf(area: string): readonly string[] {
  return judgements(cap({ area })).flatMap((d) => d.departments);
}

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

test('pitfall 10: only Actual is real; Exercise drives an exercise; a misspelling is refused', () => {
  assert.deepEqual(decisions(mf({ status: 'Exercise' })), ['exercise new_alert orange flood 30']);
  assert.deepEqual(decisions(mf({ status: 'Excercise' })), ['refuse status_not_in_the_standard']);
  assert.deepEqual(decisions(mf({ status: 'actual' })), ['refuse status_not_in_the_standard']);
  for (const status of ['Test', 'System', 'Draft']) {
    assert.deepEqual(decisions(mf({ status })), [`ignore status_${status.toLowerCase()}`]);
  }
});

test('pitfall 11: what is not public is not followed', () => {
  const scoped = (scope: string) => decisions(mf().replace('>Public<', `>${scope}<`));
  assert.deepEqual(scoped('Private'), ['ignore scope_private']);
  assert.deepEqual(scoped('Restricted'), ['ignore scope_restricted']);
});

test('pitfall 12: every way of writing an instant, and what is none', () => {
  const at = (sent: string, sender?: string) => {
    const m = memory();
    const [one] = judgements(cap({ sent, ...(sender && { sender }), fields: '' }), m);
    return one?.onset ? new Date(one.onset).toISOString() : one?.reason;
  };
  assert.equal(at('2026-11-24T06:00:00-00:00'), '2026-11-24T06:00:00.000Z');
  assert.equal(at('2026-11-24T06:00:00Z'), '2026-11-24T06:00:00.000Z');
  assert.equal(at('2026-11-24T06:00:00.123+0100'), '2026-11-24T05:00:00.000Z');
  assert.equal(at('2026-11-24T06:00:00'), '2026-11-24T06:00:00.000Z', 'without zone: UTC');
  assert.equal(at('2026-11-24T06:00:00', FRENCH), '2026-11-24T05:00:00.000Z', 'or the sender’s');
  for (const sent of [
    '24/11/2026 06:00',
    '2026-11-24T6:00 du matin',
    '2026-11-24',
    '2026-02-30T06:00:00Z',
    '0',
  ]) {
    assert.equal(at(sent), 'sent_not_a_date', sent);
  }
});

test('pitfall 13: versions, prefixes and wrappers all lead to the same decision', () => {
  const message = cap();
  const prefixed = message.replace(/<(\/?)(\w)/g, '<$1c:$2').replace('xmlns=', 'xmlns:c=');
  const versions = [
    'urn:oasis:names:tc:emergency:cap:1.1',
    'urn:oasis:names:tc:emergency:cap:1.0',
    'http://www.incident.com/cap/1.0',
  ].map((version) => message.replace('urn:oasis:names:tc:emergency:cap:1.2', version));
  const wrapped = [
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="text/xml">${message}</content></entry></feed>`,
    `<rss version="2.0"><channel><item><description>${message}</description></item></channel></rss>`,
    `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionStatus>Actual</distributionStatus>
      <contentObject><xmlContent><embeddedXMLContent>${message}</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>`,
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${prefixed}</s:Body></s:Envelope>`,
  ];
  for (const text of [prefixed, ...versions, ...wrapped])
    assert.deepEqual(decisions(text), PROPOSED, text);
  const exercise = wrapped[2]?.replace('distributionStatus>Actual', 'distributionStatus>Exercise');
  assert.match(decisions(exercise ?? '')[0] ?? '', /^exercise/, 'the envelope says so');
  assert.equal(refusal('<alert><identifier>x</identifier></alert>'), 'not_cap');
});

test('pitfall 14: nothing is expanded, nothing fetched, everything bounded', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefgh'
    .split('')
    .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefg'[i]};`.repeat(10)}">`)
    .join('')}]>`;
  const xxe = '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>';
  for (const doctype of [
    laughs,
    xxe,
    '<!DOCTYPE alert>',
    '<!DOCTYPE alert SYSTEM "http://example.org/a.dtd">',
  ]) {
    assert.equal(refusal(doctype + cap()), 'doctype');
  }
  assert.equal(refusal(cap().replace('Flood', '&undeclared;')), 'malformed');
  assert.equal(refusal(cap().replace('Flood', '&#0;')), 'malformed');
  assert.equal(refusal(cap().replace('Flood', 'Fl\0od')), 'malformed');
  assert.equal(refusal(cap().replace('<info>', `${'<x>'.repeat(100)}<info>`)), 'too_deep');
  const include = cap().replace(
    '<info>',
    '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/><info>',
  );
  assert.deepEqual(decisions(include), PROPOSED, 'an XInclude is an unknown element');
  const schema = cap().replace(
    '<alert ',
    '<alert xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="x http://example.org/x.xsd" ',
  );
  assert.deepEqual(decisions(schema), PROPOSED);
});

test('pitfall 15: every encoding, declared or not, and question marks instead of accents', () => {
  const text = `<?xml version="1.0" encoding="ENC"?>\n${cap({ area: `<!-- Hérault -->${geocode('NUTS3', 'FR812')}` })}`;
  const declared = (name: string) => text.replace('ENC', name);
  const utf16 = Buffer.from(declared('UTF-16'), 'utf16le');
  const variants: Uint8Array[] = [
    Buffer.from(declared('utf-8')),
    Buffer.from(`\uFEFF${declared('utf-8')}`),
    Buffer.from(declared('ISO-8859-1'), 'latin1'),
    Buffer.from(declared('windows-1252'), 'latin1'),
    utf16,
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    Buffer.from(`\r\n  ${declared('utf-8')}\n\n`),
  ];
  for (const bytes of variants)
    assert.deepEqual(decisions(bytes), PROPOSED, String(bytes.subarray(0, 60)));
  assert.equal(refusal(Buffer.from(declared('utf-8'), 'latin1')), 'encoding_broken');
  assert.equal(refusal(declared('utf-7')), 'encoding_unsupported');
  const garbled = mf({ event: 'Vigilance jaune orages d?ete', level: 'yellow' });
  const withoutNumber = garbled.replace(/<parameter>.*?awareness_type.*?<\/parameter>/g, '');
  assert.match(decisions(withoutNumber)[0] ?? '', /thunderstorm/);
});

test('pitfall 16: a signature that fails proposes nothing; see signature.test.ts', () => {
  const signature = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
    <CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
    <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
    <Reference URI=""><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></Transforms>
    <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AA==</DigestValue></Reference>
    </SignedInfo><SignatureValue>AA==</SignatureValue></Signature>`;
  const signed = mf().replace('</alert>', `${signature}</alert>`);
  assert.deepEqual(decisions(signed), ['refuse signature_invalid']);
  assert.deepEqual(decisions(mf()), ['propose new_alert orange flood 30']);
});

test('pitfall 17: an Alert that refers to another, without certainty, is followed', () => {
  const m = memory();
  const without = (text: string) => text.replace('<certainty>Likely</certainty>', '');
  assert.deepEqual(decisions(without(cap()), m), PROPOSED);
  const again = without(cap(follows)).replace('>Severe<', '>Extreme<');
  assert.deepEqual(decisions(again, m), ['update level_raised red flood 30 end_assumed']);
  assert.equal(m.episodes.length, 1);
  const bare = cap({
    infos: `<info><event>Crue</event><area><areaDesc>x</areaDesc>${geocode('NUTS3', 'FR812')}</area></info>`,
  });
  assert.match(
    decisions(bare)[0] ?? '',
    /^propose new_alert yellow flood 30/,
    'somebody must look',
  );
});

test('pitfall 18: a feed that repeats, reorders or drops; see feeds/poll.test.ts', () => {
  const m = memory();
  const feed = (...alerts: readonly string[]) =>
    `<feed xmlns="http://www.w3.org/2005/Atom">${alerts.map((one) => `<entry>${one}</entry>`).join('')}</feed>`;
  const wind = cap({
    id: 'w',
    infos: info('Wind', `<area><areaDesc>x</areaDesc>${geocode('NUTS3', 'FR812')}</area>`),
  });
  assert.equal(
    decisions(feed(cap(), wind), m).filter((one) => one.startsWith('propose')).length,
    2,
  );
  assert.deepEqual(decisions(feed(wind, cap()), m), ['ignore duplicate', 'ignore duplicate']);
  assert.deepEqual(decisions(feed(), m), []);
  assert.equal(m.episodes.length, 2, 'silence lifts nothing');
  assert.ok(m.episodes.every((episode) => summaryOf(episode)));
});

test('pitfall 19: Vigicrues is known by its number in the register, apart from Météo-France', () => {
  assert.equal(senderByIdentifier('2.49.0.0.250.1.FR.20261124060107.1'), 'vigicrues');
  assert.equal(senderByIdentifier('2.49.0.0.250.0.FR.20261124060107.1'), FRENCH);
  assert.equal(senderByIdentifier('2.49.0.0.276.0.DE.1'), null);
});
