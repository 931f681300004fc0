import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LATER, testIssuer } from '../fixtures.ts';
import { bitAt, decodeBits, encodeBits, LIST_SIZE } from '../status-bits.ts';
import { verifyCredential } from '../verify.ts';
import { badgePng, badgeSvg } from './badge-image.ts';
import { bakePng, pngChunk, readPng } from './png.ts';
import { readCredential } from './read.ts';
import { bakeSvg, readSvg } from './svg.ts';

const us = testIssuer();
const badge = await us.badge();
const json = JSON.stringify(badge, null, 2);
const token = await us.token();
const png = badgePng('https://renfort.example/verify/0000-0000-00000');
const svg = badgeSvg({ url: 'https://renfort.example', title: 'A & <B>', issuer: '"R"' });

/** `unreadable`, or the outcome of the check. */
async function worth(file: Uint8Array | string): Promise<string> {
  const read = readCredential(Buffer.from(file));
  if (!read.ok) return read.error;
  return (await verifyCredential(read.value, { trusted: us.trusted, now: LATER })).outcome;
}

test('a credential is read from JSON, JWT, PNG and SVG, whatever the file is called', async () => {
  for (const file of [
    json,
    `\uFEFF${json}`,
    ` ${token}\n`,
    bakePng(png, json),
    bakePng(png, token),
  ])
    assert.equal(await worth(file), 'valid');
  for (const image of [bakeSvg(svg, json), bakeSvg(svg, token)]) {
    assert.equal(await worth(image), 'valid');
    assert.equal(await worth(`<?xml version="1.0"?>\n<!-- x -->\n${image}`), 'valid');
  }
});

test('what is not a credential says what it is', async () => {
  const other = pngChunk('iTXt', Buffer.from('openbadgecredential\0\0\0\0\0{}'));
  const baked = bakePng(png, json);
  const twice = Buffer.concat([baked.subarray(0, 33), other, baked.subarray(33)]);
  const doctype = `<!DOCTYPE svg [<!ENTITY x "y">]>${bakeSvg(svg, json)}`;
  const inner = bakeSvg(bakeSvg(svg, json), json);
  const expected: readonly (readonly [Uint8Array | string, string])[] = [
    ['', 'empty'],
    [' \n', 'empty'],
    ['hello', 'not_recognised'],
    [Buffer.from('%PDF-1.7'), 'not_recognised'],
    ['[]', 'not_recognised'],
    [json.slice(0, -20), 'json_broken'],
    ['{"a":1}', 'not_a_credential'],
    [JSON.stringify({ ...badge, proof: undefined }), 'no_proof'],
    [JSON.stringify({ ...badge, proof: [] }), 'no_proof'],
    [JSON.stringify({ ...badge, proof: [badge.proof, badge.proof] }), 'altered'],
    [JSON.stringify({ ...badge, proof: 'x' }), 'altered'],
    [`{"@context":${'['.repeat(60)}${']'.repeat(60)}}`, 'too_deep'],
    [`{"@context":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too_deep'],
    [`{"@context":"${'x'.repeat(300_000)}"}`, 'too_large'],
    [Buffer.alloc(6 * 1024 * 1024, 32), 'too_large'],
    ['a.b.c', 'token_broken'],
    [png, 'no_badge'],
    [twice, 'several_badges'],
    [baked.subarray(0, -4), 'png_broken'],
    [png.subarray(0, 8), 'png_broken'],
    [svg, 'no_badge'],
    [inner, 'several_badges'],
    [doctype, 'doctype'],
    [bakeSvg(svg, json).slice(0, -3), 'svg_broken'],
    ['<html></html>', 'svg_broken'],
    [svg.replace('role="img">', 'role="img"><credential>{}</credential>'), 'no_badge'],
  ];
  for (const [file, outcome] of expected)
    assert.equal(await worth(file), outcome, String(file).slice(0, 60));
  assert.throws(() => bakePng(baked, json), /already/);
  assert.throws(() => bakePng(Buffer.from('x'), json), /whole PNG/);
});

test('a badge that is compressed, against the standard, is not read', async () => {
  const flagged = Buffer.from(`openbadgecredential\0\x01\0\0\0${json}`);
  const baked = Buffer.concat([png.subarray(0, 33), pngChunk('iTXt', flagged), png.subarray(33)]);
  assert.equal(await worth(baked), 'png_broken');
});

test('a baked image in which any byte of the credential was changed is never valid', async () => {
  const baked = bakePng(png, json);
  const start = baked.indexOf('openbadgecredential');
  const end = start + Buffer.byteLength(json);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: start, max: end }),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const changed = Buffer.from(baked);
        changed[at] = (changed[at] as number) ^ by;
        assert.notEqual(await worth(changed), 'valid');
      },
    ),
    { numRuns: 40 },
  );
  // Somebody who also repairs the checksum gets no further.
  const lie = bakePng(png, json.replace('Zoé Durand', 'Léa Martin'));
  assert.equal(await worth(lie), 'altered');
  const pixels = Buffer.from(baked);
  const data = pixels.indexOf('IDAT') + 8;
  pixels[data] = (pixels[data] as number) ^ 1;
  assert.equal(await worth(pixels), 'valid', 'pixels are not what is signed');
});

/** Spaces between the parts of a JSON text say nothing. */
function saysTheSame(text: string): boolean {
  try {
    return text.trim() === token || JSON.stringify(JSON.parse(text)) === JSON.stringify(badge);
  } catch {
    return false;
  }
}

test('whatever is thrown at the readers, they answer', async () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.json().map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(`{"@context":1,"proof":${text}}`)),
    fc
      .json()
      .map((text) => Buffer.from(`{"@context":${text},"proof":${JSON.stringify(badge.proof)}}`)),
    fc.string().map((text) => Buffer.from(`${Buffer.from(text).toString('base64url')}.e30.x`)),
    fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([png.subarray(0, 33), tail])),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(`<svg>${text}</svg>`)),
    fc
      .tuple(fc.nat(json.length), fc.nat(40))
      .map(([at, n]) => Buffer.from(json.slice(0, at) + json.slice(at + n))),
    fc
      .tuple(fc.nat(token.length), fc.string())
      .map(([at, text]) => Buffer.from(token.slice(0, at) + text)),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (file) => {
      const outcome = await worth(file);
      assert.equal(typeof outcome, 'string');
      if (!saysTheSame(Buffer.from(file).toString())) assert.notEqual(outcome, 'valid');
    }),
    { numRuns: 120 },
  );
  for (const bytes of fc.sample(fc.uint8Array({ maxLength: 100 }), 200)) {
    readPng(Buffer.from(bytes));
    readSvg(Buffer.from(bytes).toString('latin1'));
  }
});

test('bits: the leftmost is entry 0, an empty list is 69 letters, and a bomb is refused', () => {
  assert.equal(encodeBits([]).length, 69);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(LIST_SIZE - 1), { maxLength: 40 }), (set) => {
      const bits = decodeBits(encodeBits(set)) as Uint8Array;
      assert.equal(bits.length * 8, LIST_SIZE);
      for (const index of set) assert.equal(bitAt(bits, index), true);
      let ones = 0;
      for (const byte of bits) for (let b = byte; b; b &= b - 1) ones += 1;
      assert.equal(ones, set.length);
    }),
    { numRuns: 20 },
  );
  assert.equal((decodeBits(encodeBits([0])) as Uint8Array)[0], 0x80);
  assert.equal(decodeBits(encodeBits([], LIST_SIZE / 2)), undefined, 'too few to hide in');
  assert.equal(decodeBits(encodeBits([], 64 * 1024 * 1024)), undefined, 'more than a list can be');
  for (const wrong of [undefined, 1, '', 'u', 'zAAAA', 'uAAAA', 'u!!'])
    assert.equal(decodeBits(wrong), undefined);
});
