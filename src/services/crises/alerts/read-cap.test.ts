import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CapAlert } from '../domain/cap/alert.ts';
import { capInstant } from '../domain/cap/times.ts';
import { readCap } from './read-cap.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

const SIMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a1</identifier><sender>s@example.org</sender>
<sent>2026-01-02T03:04:05+01:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><category>Met</category><event>Crue &amp; pluie</event><urgency>Immediate</urgency><severity>Severe</severity>
<certainty>Likely</certainty><area><areaDesc>Gard</areaDesc><polygon> 43.9,4.0
	44.1,4.2 (44.0,4.4)  43.9,4.0 </polygon><circle>44.0,4.1 0.0</circle>
<geocode><valueName>NUTS3</valueName><value>FR812</value></geocode></area></info></alert>`;

function read(text: string | Uint8Array) {
  return readCap(typeof text === 'string' ? utf8(text) : text);
}

function only(text: string | Uint8Array): CapAlert {
  const result = read(text);
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(result.value.alerts.length, 1);
  return result.value.alerts[0] as CapAlert;
}

function refusal(text: string | Uint8Array) {
  const result = read(text);
  assert.ok(!result.ok, 'should have been refused');
  return result;
}

test('a plain message: values, entities, dirty polygon, zero-radius circle', () => {
  const alert = only(SIMPLE);
  assert.deepEqual(
    [alert.identifier, alert.sender, alert.status, alert.problems],
    ['a1', 's@example.org', 'Actual', []],
  );
  const info = alert.infos[0];
  assert.equal(info?.event, 'Crue & pluie');
  assert.deepEqual(info?.areas[0]?.polygons, [
    {
      points: [
        [43.9, 4],
        [44.1, 4.2],
        [44, 4.4],
        [43.9, 4],
      ],
      valid: true,
    },
  ]);
  assert.deepEqual(info?.areas[0]?.circles[0]?.radiusKm, 0);
});

test('the same message in every encoding, prefixed or not, in every version', () => {
  const expected = only(SIMPLE).infos;
  const declared = (name: string) => SIMPLE.replace('UTF-8', name).replace('Gard', 'Hérault');
  const accented = only(declared('UTF-8')).infos;
  const utf16 = Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le');
  assert.deepEqual(only(utf16).infos, accented);
  assert.deepEqual(only(Buffer.from(utf16).swap16()).infos, accented);
  assert.deepEqual(only(Buffer.from(declared('UTF-16'), 'utf16le')).infos, accented);
  assert.deepEqual(only(Buffer.from(declared('ISO-8859-1'), 'latin1')).infos, accented);
  assert.deepEqual(only(Buffer.from(declared('windows-1252'), 'latin1')).infos, accented);
  assert.deepEqual(only(`\uFEFF${SIMPLE}`).infos, expected);
  const prefixed = SIMPLE.replace(/<(\/?)(\w)/g, '<$1cap:$2').replace('xmlns=', 'xmlns:cap=');
  assert.deepEqual(only(prefixed).infos, expected);
  for (const [namespace, version] of [
    ['http://www.incident.com/cap/1.0', '1.0'],
    ['urn:oasis:names:tc:emergency:cap:1.1', '1.1'],
  ] as const) {
    const alert = only(SIMPLE.replace('urn:oasis:names:tc:emergency:cap:1.2', namespace));
    assert.equal(alert.version, version);
    assert.deepEqual(alert.infos, expected);
  }
});

const BODY = SIMPLE.replace(/^.*\n/, '');

test('messages inside Atom, RSS, EDXL-DE; links are listed, never followed', () => {
  const expected = only(SIMPLE);
  const atom =
    read(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>${BODY}</content></entry>
    <entry><link href="https://example.org/b.xml"/></entry></feed>`);
  assert.ok(atom.ok);
  assert.deepEqual(atom.value.alerts, [expected]);
  const link = (href: string) => [{ href, updated: null }];
  assert.equal(atom.value.wrapper, 'atom');
  assert.deepEqual(atom.value.links, link('https://example.org/b.xml'));
  const rss = read(`<rss version="2.0"><channel><item><link>https://example.org/c.xml</link></item>
    <item>${BODY}</item></channel></rss>`);
  assert.ok(rss.ok);
  assert.deepEqual(rss.value.alerts, [expected]);
  assert.deepEqual(rss.value.links, link('https://example.org/c.xml'));
  const edxl = read(`<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0">
    <distributionStatus>Exercise</distributionStatus><contentObject><xmlContent><embeddedXMLContent>
    ${BODY}</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>`);
  assert.ok(edxl.ok);
  assert.deepEqual(edxl.value.alerts, [expected]);
  assert.equal(edxl.value.envelopeStatus, 'Exercise');
});

test('an Atom entry that carries prefixed cap: elements is a message too', () => {
  const alert =
    only(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">
    <entry><cap:identifier>x</cap:identifier><cap:message_type>Alert</cap:message_type><cap:status>Actual</cap:status>
    <cap:scope>Public</cap:scope><cap:event>Orange wind warning</cap:event><cap:severity>Severe</cap:severity>
    <cap:geocode><valueName>EMMA_ID</valueName><value>FR007</value></cap:geocode></entry></feed>`);
  assert.equal(alert.msgType, 'Alert');
  assert.deepEqual(alert.infos[0]?.areas[0]?.geocodes, [{ valueName: 'EMMA_ID', value: 'FR007' }]);
});

test('any DOCTYPE is refused, with its place, in any encoding', () => {
  const evil = SIMPLE.replace('<alert', '<!DOCTYPE alert [<!ENTITY x "y">]>\n<alert');
  assert.equal(refusal(evil).error, 'doctype');
  assert.equal(refusal(evil).detail?.line, 2);
  assert.equal(refusal(evil.replace(/<!DOCTYPE[^>]*>\]>/, '<!DOCTYPE alert>')).error, 'doctype');
  assert.equal(refusal(Buffer.from(`\uFEFF${evil}`, 'utf16le')).error, 'doctype');
  assert.equal(refusal(Buffer.from(evil, 'utf16le').swap16()).error, 'doctype');
});

test('every refusal has its code', () => {
  assert.equal(refusal('').error, 'empty');
  assert.equal(refusal('hello').error, 'malformed');
  assert.equal(refusal('<html/>').error, 'not_cap');
  assert.equal(refusal('{"a":1}').error, 'not_cap');
  assert.deepEqual(refusal('{"warnings":[}').error, 'malformed');
  assert.equal(refusal(SIMPLE.replace('&amp;', '&nbsp;')).error, 'malformed');
  assert.equal(refusal(SIMPLE.slice(0, -4)).error, 'malformed');
  assert.equal(refusal(SIMPLE.replace('UTF-8', 'EBCDIC-FR')).error, 'encoding_unsupported');
  assert.equal(
    refusal(Buffer.from(SIMPLE.replace('Gard', 'Hérault'), 'latin1')).error,
    'encoding_broken',
  );
  assert.equal(refusal('<a>'.repeat(100)).error, 'too_deep');
  assert.equal(refusal('['.repeat(100_000)).error, 'too_deep');
  assert.equal(refusal(`<a>${'<b/>'.repeat(200_001)}</a>`).error, 'too_many_elements');
  assert.equal(refusal(new Uint8Array(8 * 1024 * 1024 + 1)).error, 'too_large');
  assert.equal(refusal(Buffer.from('fffe00003c000000', 'hex')).error, 'encoding_unsupported');
});

test('what is wrong inside a readable message is listed', () => {
  const problems = (text: string) => only(text).problems.map(({ code, at }) => `${code} ${at}`);
  const changed = (from: string, to: string) => problems(SIMPLE.replace(from, to));
  assert.deepEqual(changed('<scope>Public</scope>', ''), ['missing scope']);
  assert.deepEqual(changed('<status>Actual', '<status>Excercise'), ['not_in_the_standard status']);
  const twice = '<status>Exercise</status><status>Actual';
  assert.deepEqual(changed('<status>Actual', twice), ['duplicate status']);
  assert.deepEqual(changed('05+01:00', '05'), ['without_time_zone sent']);
  assert.deepEqual(changed('01-02T', '02-30T'), ['not_a_date sent']);
  assert.deepEqual(changed('(44.0,4.4)  43.9,4.0', '44.0,4.4'), ['polygon_was_open polygon']);
  assert.deepEqual(changed('(44.0,4.4)', '44.0'), ['bad_polygon polygon']);
  assert.deepEqual(changed('44.0,4.1 0.0', '44.0,4.1'), ['bad_circle circle']);
  const references = '<scope>Public</scope><references>s,a,b c,d</references>';
  assert.deepEqual(changed('<scope>Public</scope>', references), ['bad_reference references']);
});

test('instants: offsets, -00:00, Z, fractions, no zone', () => {
  const iso = (text: string, zone?: string) => {
    const instant = capInstant(text, zone);
    return instant === null ? null : new Date(instant).toISOString();
  };
  assert.equal(iso('2026-07-01T12:00:00+02:00'), '2026-07-01T10:00:00.000Z');
  assert.equal(iso('2026-07-01T12:00:00-00:00'), '2026-07-01T12:00:00.000Z');
  assert.equal(iso('2026-07-01T12:00:00.25Z'), '2026-07-01T12:00:00.000Z');
  assert.equal(iso('2026-07-01T12:00:00', 'Europe/Paris'), '2026-07-01T10:00:00.000Z');
  assert.equal(iso('2026-02-29T12:00:00Z'), null);
  assert.equal(iso('01/07/2026 12:00'), null);
});

test('never crashes and never hangs on cut or altered bytes', { timeout: 60_000 }, () => {
  const bytes = utf8(SIMPLE);
  fc.assert(
    fc.property(
      fc.nat(bytes.length),
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
      (length, flips) => {
        const copy = Uint8Array.from(bytes);
        for (const [at, value] of flips) copy[at] = value;
        for (const result of [readCap(copy), readCap(copy.subarray(0, length))]) {
          assert.equal(typeof result.ok, 'boolean');
        }
      },
    ),
    { numRuns: 400, seed: 7 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      assert.equal(typeof readCap(noise).ok, 'boolean');
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('a hostile message of the largest size is read or refused in seconds', {
  timeout: 120_000,
}, () => {
  const MB = 1024 * 1024;
  const fill = (piece: string, bytes = 7 * MB) => piece.repeat(Math.floor(bytes / piece.length));
  const inside = (from: string, to: string) => SIMPLE.replace(from, () => to);
  const signature = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
    <CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>
    <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI=""><Transforms>
    <Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></Transforms>
    <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AA==</DigestValue></Reference>
    </SignedInfo><SignatureValue>AA==</SignatureValue></Signature></alert>`;
  const hostile = {
    digits: inside('</polygon>', `${fill('1')}</polygon>`),
    spaces: inside('</polygon>', `${fill(' ')}</polygon>`),
    commas: inside('</polygon>', `${fill(' ,')}</polygon>`),
    pairs: inside('</polygon>', `${fill('43.9,4.0 ')}</polygon>`),
    polygons: inside('<circle>', `${fill('<polygon>1,1 2,2 3,1 1,1</polygon>', 6 * MB)}<circle>`),
    circle: inside('44.0,4.1 0.0', fill('1')),
    event: inside('Crue &amp; pluie', fill('vigilance ')),
    references: inside('<info>', `<references>${fill('a,b ')}</references><info>`),
    attributes: inside('<info>', `<info ${fill('a ', 1000)}>`),
    namespaces: inside(
      '<info>',
      `<info ${Array.from({ length: 40_000 }, (_, i) => `xmlns:n${i}="u"`).join(' ')}>`,
    ),
    signed: inside('</alert>', `${'<x>y</x>'.repeat(3_900)}${signature}`),
    'signed, too many elements': inside('</alert>', `${fill('<x/>', 0.5 * MB)}${signature}`),
    'signed, too many comments': inside('</alert>', `${fill('<!---->', MB)}${signature}`),
    'signed, long text': inside('Crue &amp; pluie', fill('a')).replace('</alert>', () => signature),
    'signed, many references': inside('Crue &amp; pluie', fill('&amp;', MB)).replace(
      '</alert>',
      () => signature,
    ),
    brackets: `{"warnings":[${fill('[],')}1]}`,
  };
  for (const [name, text] of Object.entries(hostile)) {
    const start = performance.now();
    assert.equal(typeof read(text).ok, 'boolean', name);
    const seconds = (performance.now() - start) / 1000;
    assert.ok(seconds < 10, `${name} took ${seconds.toFixed(1)} s`);
    if (process.env.RENFORT_TIMES) process.stderr.write(`${name} ${seconds.toFixed(2)} s\n`);
  }
});

const DATA = process.env.RENFORT_TEST_DATA;
const folder = join(DATA ?? '', 'cap');

interface Expected {
  readonly expect: 'parse' | 'reject';
  readonly ns: string;
  readonly sentUtc: string;
  readonly references: number;
  readonly signed: boolean;
  readonly infos?: readonly Record<string, unknown>[];
}

function summary(alert: CapAlert) {
  return alert.infos.map((info) => {
    const areas = info.areas;
    const polygons = areas.flatMap((area) => area.polygons);
    const points = polygons.flatMap((polygon) => polygon.points);
    const latitudes = points.map(([latitude]) => latitude);
    const longitudes = points.map(([, longitude]) => longitude);
    return {
      language: info.language,
      event: info.event,
      urgency: info.urgency,
      severity: info.severity,
      certainty: info.certainty,
      effective: info.effective,
      onset: info.onset,
      expires: info.expires,
      responseType: info.responseType,
      category: info.category,
      areas: areas.length,
      areaDesc: areas.map((area) => (area.areaDesc ?? '').slice(0, 60)),
      polygonsValid: polygons.filter((polygon) => polygon.valid).length,
      polygonsInvalid: polygons.filter((polygon) => !polygon.valid).length,
      ...(points.length > 0 && {
        bboxLatLon: [
          Math.min(...latitudes),
          Math.min(...longitudes),
          Math.max(...latitudes),
          Math.max(...longitudes),
        ],
      }),
      circles: areas.flatMap((area) => area.circles.map((circle) => circle.text)),
      // The independent parse kept the first twelve.
      geocodes: areas
        .flatMap((area) => area.geocodes.map((g) => `${g.valueName}=${g.value}`))
        .sort()
        .slice(0, 12),
    };
  });
}

test('every real message reads as an independent parser read it', (t) => {
  if (!DATA) return t.skip('RENFORT_TEST_DATA is unset: the real CAP messages were not read');
  const all = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
    string,
    Expected
  >;
  const names = Object.keys(all);
  assert.ok(names.length >= 15);
  for (const name of names) {
    const expected = all[name] as Expected;
    const result = readCap(readFileSync(join(folder, name)));
    if (expected.expect === 'reject') {
      assert.ok(!result.ok && result.error === 'doctype', name);
      continue;
    }
    assert.ok(result.ok, `${name}: ${JSON.stringify(result)}`);
    const alert = result.value.alerts[0] as CapAlert;
    const { expect: _e, ns, sentUtc, references, signed, infos = [], ...fields } = expected;
    for (const [field, value] of Object.entries(fields)) {
      assert.deepEqual(alert[field as 'sender'], value, `${name} ${field}`);
    }
    assert.ok(ns.endsWith(alert.version), name);
    assert.equal(capInstant(alert.sent), Date.parse(sentUtc), name);
    assert.equal(alert.references.length, references, name);
    // Good signatures, by strangers and with SHA-1.
    assert.equal(result.value.signature, signed ? 'unverified' : 'none', name);
    assert.deepEqual(
      summary(alert),
      infos.map((info) => ({ ...info, geocodes: [...(info.geocodes as string[])].sort() })),
      name,
    );
  }
});

test('a signed message altered in one letter is invalid, even with one good signature', (t) => {
  if (!DATA) return t.skip('RENFORT_TEST_DATA is unset: no signed message to alter');
  for (const name of ['google-canada_signed.cap', 'google-earthquake-iso8859-1.cap']) {
    const text = readFileSync(join(folder, name), 'latin1');
    const signature = (altered: string) => {
      const result = readCap(Buffer.from(altered, 'latin1'));
      return result.ok ? result.value.signature : result.error;
    };
    assert.equal(signature(text), 'unverified');
    assert.equal(signature(text.replace('<status>Actual', '<status>Test')), 'invalid');
    assert.equal(signature(text.replace(/<SignatureValue>(.)/, '<SignatureValue>0')), 'invalid');
    assert.equal(signature(text.replaceAll('rsa-sha1', 'rsa-md5')), 'unverified');
    assert.equal(signature(text.replace(/<KeyInfo>[\s\S]*<\/KeyInfo>/, '')), 'unverified');
  }
});

test('a signed original wrapped inside a forged message is not valid', (t) => {
  if (!DATA) return t.skip('RENFORT_TEST_DATA is unset: no signed message to wrap');
  const text = readFileSync(join(folder, 'google-earthquake-iso8859-1.cap'), 'latin1');
  const original = text.slice(text.indexOf('<alert'));
  const forged = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>forged</identifier>${original}</alert>`;
  const result = readCap(utf8(forged));
  assert.ok(result.ok);
  assert.notEqual(result.value.signature, 'valid');
});

test('cut and altered real messages never crash', { timeout: 120_000 }, (t) => {
  if (!DATA || !existsSync(folder)) {
    return t.skip('RENFORT_TEST_DATA is unset: the real CAP messages were not altered');
  }
  for (const name of readdirSync(folder).filter((n) => /\.(cap|xml|json)$/.test(n))) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length > 40_000) continue;
    for (let i = 0; i < 24; i++) {
      const copy = Uint8Array.from(bytes);
      copy[(i * 7919) % copy.length] = (i * 31) & 0xff;
      assert.equal(typeof readCap(copy).ok, 'boolean');
      const cut = bytes.subarray(0, ((i * 104_729) % bytes.length) + 1);
      assert.equal(typeof readCap(cut).ok, 'boolean');
    }
  }
});
