import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LABEL_ACTS, READINGS } from '../actions/review.ts';
import { texts } from './index.ts';

const ABOUT = { space: 'Les Arènes', link: 'https://renfort.example/spaces/1' };

test('every letter says of which space, what to do and where, in both languages', () => {
  for (const lang of ['fr', 'en'] as const) {
    const { mail } = texts(lang);
    const noted = { ...ABOUT, note: 'Une photo' };
    const letters = [
      mail.toRead(ABOUT),
      mail.late(ABOUT),
      ...READINGS.filter((one) => !one.startsWith('opinion')).map((one) => mail.read(one, noted)),
      ...LABEL_ACTS.map((one) => mail.labelAct(one, noted)),
      mail.ends({ ...ABOUT, day: '1 mai 2029' }),
      mail.expired(ABOUT),
      mail.complete(ABOUT),
      mail.letGo(ABOUT),
      mail.invite({ ...ABOUT, role: 'animateur' }),
      mail.slotSoon({ ...ABOUT, when: 'mardi, 9h', post: 2 }),
    ];
    assert.equal(new Set(letters.map(({ subject }) => subject)).size, letters.length);
    for (const { subject, text } of letters) {
      assert.ok(subject.includes('Les Arènes') && subject.length < 90, subject);
      assert.ok(text.startsWith(lang === 'fr' ? 'Bonjour' : 'Hello'), text);
      assert.ok(text.includes('Les Arènes') && text.trimEnd().includes(ABOUT.link), text);
      assert.doesNotMatch(`${subject} ${text}`, /undefined|null|\[object/);
    }
  }
});
