import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cap,
  decisions,
  FRENCH,
  geocode,
  info,
  judgements,
  memory,
  mf,
  PROPOSED,
  refusal,
} from '#test/harness/judged-alerts.ts';
import { summaryOf } from '../domain/proposal/episode.ts';
import { senderByIdentifier } from '../domain/proposal/sender-rules.ts';

// The pitfalls of CAP as it is really sent, continued: 10 to 19, how an alert comes.

const reference = 'cap@example.org,a,2026-11-24T07:00:00+01:00';
const follows = { id: 'b', sent: '2026-11-24T07:30:00+01:00', references: reference };

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

test('pitfall 18: a feed that repeats, reorders or drops; see feeds/*.test.ts', () => {
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
