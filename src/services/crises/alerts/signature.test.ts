import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SignedXml } from 'xml-crypto';
import { readConfig } from '#platform/config.ts';
import { GARD, meteoFranceAlert } from './fixtures.ts';
import { readCap } from './read-cap.ts';
import { alertSigners, fingerprint, NOBODY, type Signers } from './signers.ts';

const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

const pair = (bits = 2048) =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const OURS = pair();
const THEIRS = pair();
const TRUSTED: Signers = new Map([[fingerprint(createPublicKey(OURS.publicKey)), 'Préfecture']]);

const MESSAGE = meteoFranceAlert({
  identifier: 'one',
  sent: '2026-11-24T06:01:07+01:00',
  level: 'orange',
  type: 12,
  areas: [GARD],
  onset: '2026-11-24T06:00:00+01:00',
  expires: '2026-11-25T00:00:00+01:00',
});

interface Signing {
  readonly keys?: typeof OURS;
  /** Whose key the message shows; its own when left out. */
  readonly shows?: string | null;
  readonly xpath?: string;
  readonly transforms?: readonly string[];
  readonly signatureAlgorithm?: string;
  readonly digestAlgorithm?: string;
}

function keyInfo(publicKey: string): string {
  const { n = '', e = '' } = createPublicKey(publicKey).export({ format: 'jwk' });
  const base64 = (text: string) => Buffer.from(text, 'base64url').toString('base64');
  return `<KeyValue><RSAKeyValue><Modulus>${base64(n)}</Modulus><Exponent>${base64(e)}</Exponent></RSAKeyValue></KeyValue>`;
}

function sign(text: string, signing: Signing = {}): string {
  const { keys = OURS, xpath = "/*[local-name()='alert']" } = signing;
  const { shows = keys.publicKey, transforms = [ENVELOPED, EXC_C14N] } = signing;
  const signed = new SignedXml({
    privateKey: keys.privateKey,
    signatureAlgorithm: signing.signatureAlgorithm ?? RSA_SHA256,
    canonicalizationAlgorithm: EXC_C14N,
    getKeyInfoContent: () => (shows === null ? null : keyInfo(shows)),
  });
  signed.addReference({
    xpath,
    transforms: [...transforms],
    digestAlgorithm: signing.digestAlgorithm ?? SHA256,
    isEmptyUri: xpath.startsWith('/*'),
  });
  signed.computeSignature(text, { location: { reference: '/*', action: 'append' } });
  return signed.getSignedXml();
}

function check(text: string | Buffer, signers: Signers = TRUSTED) {
  const read = readCap(typeof text === 'string' ? Buffer.from(text) : text, signers);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.signer ? `${read.value.signature} ${read.value.signer}` : read.value.signature;
}

const signatureOf = (text: string) => /<Signature[\s\S]*<\/Signature>/.exec(text)?.[0] ?? '';
const body = (text: string) => text.replace(/^<\?xml.*?\?>\s*/, '');

test('a signature is valid by a trusted key, unverified by another, none without', () => {
  assert.equal(check(sign(MESSAGE)), 'valid Préfecture');
  assert.equal(check(sign(MESSAGE), NOBODY), 'unverified');
  assert.equal(check(sign(MESSAGE, { keys: THEIRS })), 'unverified');
  assert.equal(check(MESSAGE), 'none');
  for (const transforms of [[ENVELOPED], [ENVELOPED, C14N], [ENVELOPED, `${C14N}#WithComments`]]) {
    assert.equal(check(sign(MESSAGE, { transforms })), 'valid Préfecture', transforms.join(' '));
  }
});

test('the bytes as received are what is checked: encoding, line ends, white space', () => {
  const signed = sign(MESSAGE.replace('encoding="utf-8"', 'encoding="iso-8859-1"'));
  assert.match(signed, /Vigilance/);
  assert.equal(check(Buffer.from(signed, 'latin1')), 'valid Préfecture');
  assert.equal(
    check(sign(MESSAGE).replaceAll('\n', '\r\n')),
    'valid Préfecture',
    'XML reads CRLF as LF',
  );
  assert.equal(check(sign(MESSAGE).replace('<status>', ' <status>')), 'invalid');
});

test('altered in one letter anywhere, it is invalid, whoever signed', () => {
  for (const keys of [OURS, THEIRS]) {
    const signed = sign(MESSAGE, { keys });
    const alterations: [string, string][] = [
      ['>Actual<', '>Exercise<'],
      ['3; orange; Severe', '4; red; Extreme'],
      ['FR812', 'FR813'],
      ['<DigestValue>', '<DigestValue>A'],
      ['<SignatureValue>', '<SignatureValue>A'],
      ['</alert>', '<note>added</note></alert>'],
    ];
    for (const [from, to] of alterations) {
      assert.ok(signed.includes(from), from);
      assert.equal(check(signed.replace(from, to)), 'invalid', `${from} -> ${to}`);
    }
  }
});

test('another key that says it is the trusted one is invalid; no key is unverified', () => {
  assert.equal(check(sign(MESSAGE, { keys: THEIRS, shows: OURS.publicKey })), 'invalid');
  assert.equal(check(sign(MESSAGE, { shows: null })), 'unverified');
  assert.equal(check(sign(MESSAGE).replace(/<Modulus>[^<]*/, '<Modulus>AQAB')), 'invalid');
});

test('SHA-1 is never valid, even by a trusted key; altered it is invalid', () => {
  const digest = sign(MESSAGE, { digestAlgorithm: `${DSIG}sha1` });
  const signature = sign(MESSAGE, { signatureAlgorithm: `${DSIG}rsa-sha1` });
  for (const signed of [digest, signature]) {
    assert.equal(check(signed), 'unverified');
    assert.equal(check(signed.replace('>Actual<', '>Test<')), 'invalid');
  }
});

test('transforms and algorithms outside the list are not followed', () => {
  const signed = sign(MESSAGE);
  for (const algorithm of [
    'http://www.w3.org/TR/1999/REC-xslt-19991116',
    'http://www.w3.org/TR/1999/REC-xpath-19991116',
    'http://www.w3.org/2000/09/xmldsig#base64',
  ]) {
    const state = check(signed.replace(ENVELOPED, algorithm));
    assert.ok(state === 'unverified' || state === 'invalid', `${algorithm}: ${state}`);
  }
  const hmac = signed.replace(RSA_SHA256, `${DSIG}hmac-sha1`);
  assert.notEqual(check(hmac).split(' ')[0], 'valid', 'a public key is no shared secret');
});

/** A forged alert around or beside what was signed. */
const forged = (inside: string, change = '') =>
  body(MESSAGE)
    .replace('FR812', 'FR101')
    .replace('<identifier>one', '<identifier>forged')
    .replace('</alert>', () => `${inside}</alert>`)
    .replace('<alert ', `<alert ${change}`);

test('wrapping: the signed alert moved into the signature of a forged one', () => {
  const named = MESSAGE.replace('<alert ', '<alert Id="genuine" ');
  const signed = sign(named, { xpath: "//*[@Id='genuine']" });
  assert.equal(check(signed), 'valid Préfecture', 'a reference by the id of the whole is fine');
  const signature = signatureOf(signed);
  const genuine = body(signed).replace(signature, '');
  const object = signature.replace('</Signature>', `<Object>${genuine}</Object></Signature>`);
  assert.equal(check(forged(object)), 'invalid');
  const elsewhere = `<info><event>x</event><extra>${genuine}</extra></info>`;
  assert.equal(check(forged(elsewhere + signature)), 'invalid');
  assert.equal(check(forged(genuine + signature)), 'invalid');
});

test('wrapping: two elements of one id, or the id of the forged one', () => {
  const signed = sign(MESSAGE.replace('<alert ', '<alert Id="genuine" '), {
    xpath: "//*[@Id='genuine']",
  });
  const signature = signatureOf(signed);
  const genuine = body(signed).replace(signature, '');
  const state = check(forged(genuine + signature, 'Id="genuine" '));
  assert.ok(state === 'invalid' || state === 'unverified', state);
  assert.equal(check(forged(signature, 'Id="genuine" ')), 'invalid');
});

test('a reference to a part only, or to something else, is not a signature of the message', () => {
  const part = MESSAGE.replace('<identifier>', '<identifier Id="part">');
  assert.equal(check(sign(part, { xpath: "//*[@Id='part']", transforms: [EXC_C14N] })), 'invalid');
  const external = sign(MESSAGE).replace('URI=""', 'URI="https://example.org/alert.xml"');
  assert.equal(check(external), 'invalid');
  const other = `<extra Id="part">anything</extra>`;
  const beside = MESSAGE.replace('</alert>', `${other}</alert>`);
  assert.equal(
    check(sign(beside, { xpath: "//*[@Id='part']", transforms: [EXC_C14N] })),
    'invalid',
  );
});

test('two alerts in one envelope: the signature of one does not vouch for the other', () => {
  const genuine = body(sign(MESSAGE));
  const envelope = `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0">
    <distributionStatus>Actual</distributionStatus><contentObject><embeddedXMLContent>`;
  const end = '</embeddedXMLContent></contentObject></EDXLDistribution>';
  assert.equal(check(`${envelope}${genuine}${forged('')}${end}`), 'unverified');
  assert.equal(check(`<feed xmlns="http://www.w3.org/2005/Atom">${genuine}</feed>`), 'unverified');
});

test('a comment that splits a value reads the same signed and received', () => {
  const signed = sign(MESSAGE);
  const split = signed.replace('<identifier>one', '<identifier>o<!-- -->ne');
  const read = readCap(Buffer.from(split), TRUSTED);
  assert.ok(read.ok);
  assert.deepEqual([read.value.signature, read.value.alerts[0]?.identifier], ['valid', 'one']);
});

test('several signatures: one that fails decides, one that is trusted is enough', () => {
  const twice = (first: string) => {
    const signature = signatureOf(sign(MESSAGE, { keys: THEIRS }));
    return first.replace('</alert>', `${signature}</alert>`);
  };
  assert.equal(check(twice(sign(MESSAGE))), 'valid Préfecture');
  const broken = sign(MESSAGE).replace('<SignatureValue>', '<SignatureValue>A');
  assert.equal(check(twice(broken)), 'invalid');
});

function signersFile(t: TestContext, text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-signers-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'signers.pem');
  writeFileSync(path, text);
  return (now = new Date('2026-11-25T08:00:00Z')) =>
    alertSigners(readConfig({ RENFORT_ALERT_SIGNERS: path }), now);
}

test('the file of signers: keys and certificates in their time, and every mistake is told', (t) => {
  const several = signersFile(t, `# who we trust\n${OURS.publicKey}\n${CERTIFICATE}`);
  assert.equal(several().size, 2);
  assert.ok([...several().values()].includes('Service des alertes'));
  assert.equal(check(sign(MESSAGE), several()).split(' ')[0], 'valid');
  assert.equal(several(new Date('2020-01-01')).size, 1, 'a certificate not yet valid');
  assert.equal(several(new Date('2200-01-01')).size, 1, 'a certificate that is over');
  assert.equal(alertSigners(readConfig({}), new Date()).size, 0);
  const message = (text: string) => {
    try {
      signersFile(t, text)();
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  };
  assert.match(message('nothing'), /holds no certificate/);
  assert.match(message(`${OURS.publicKey}${OURS.privateKey}`), /number 2 is a private key/);
  assert.match(message(pair(1024).publicKey), /shorter than 2048 bits/);
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey;
  assert.match(message(ec.export({ type: 'spki', format: 'pem' }) as string), /not an RSA key/);
  assert.match(
    message('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
    /cannot be read/,
  );
  const missing = readConfig({ RENFORT_ALERT_SIGNERS: '/nonexistent.pem' });
  assert.throws(() => alertSigners(missing, new Date()), /cannot be read/);
});

/** Signed by itself; its key is kept nowhere. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDQzCCAiugAwIBAgIUQ/OlIk4ecwu5aXjOGmt0+Y9quW0wDQYJKoZIhvcNAQEL
BQAwMDEQMA4GA1UECgwHRXhlbXBsZTEcMBoGA1UEAwwTU2VydmljZSBkZXMgYWxl
cnRlczAgFw0yNjExMjQxMzA3MzhaGA8yMTI2MTAzMTEzMDczOFowMDEQMA4GA1UE
CgwHRXhlbXBsZTEcMBoGA1UEAwwTU2VydmljZSBkZXMgYWxlcnRlczCCASIwDQYJ
KoZIhvcNAQEBBQADggEPADCCAQoCggEBAL4fXGd4bTB9sjLmqzVrs/Uyrz90RHN3
E6XVeNgbQPC8mMeTaCP/eo/ay8RE2iw17x9+sVJQ8LLQmAS51Z2eoZ31saunfhgy
yCp24Qg9yP6+/Nou1T+8QTnxo+TJLBKw6/HHNkNJmsO3vuWoh/IPgCaqOsoX3PYN
13tOKGxeqE2+c5ZkGZAuceaKFgXXRSHYe9Qvd+SiG5IOJbWar3VJHuZgu8o7YjIM
sKA+FbQZwlk49reugxqRw39BrMQOSCy8aOopEvYLYXvtF14TLbO/WFNpO5kXpEC8
LvuGh4vSPdG4b8hYOk08Y5Oao+GsTK7F43ualAGSLEJUlm2AWCYI0skCAwEAAaNT
MFEwHQYDVR0OBBYEFFhycG+kIAVU7uzHvXzt31/uF7neMB8GA1UdIwQYMBaAFFhy
cG+kIAVU7uzHvXzt31/uF7neMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQEL
BQADggEBACdEMWwiqpG/zUiGenysDNC0Ve7ms2xijFUtGKkfyEImtLwKODBsrnNJ
DxDG5SbP+6eTEzXyVgfmcfpRHGToBfl8rbWMcxP7fbNG8Peat+Ze+t8wN6clsnAP
CZUyu7vYEWGW/msfbRN+oFDoRmkuB2MSnmKOhzVMislWND0KSzl3BZhOxyU1mk3h
2IBdGvKaKNFAzohyQKUP2a4scJ33vIYfHN4Exlx2OIhgX5CGzYa8J6gmcvRq5BX8
stmkn6oWuRoHOte6LkeKRkuDe2r0tnly3ipgw1DPVeG3e8u+eesbehMSojbI2rYa
aSP5JX5uGd2CvWbEZFdo5TkD3ueWbmc=
-----END CERTIFICATE-----`;
