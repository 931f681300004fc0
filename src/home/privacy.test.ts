import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIFETIMES } from '#platform/auth/domain/session-lifetime.ts';
import { CODE_MINUTES } from '#platform/auth/domain/sign-in-rules.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { CONTENTS_KEPT_DAYS } from '#platform/messaging/jobs.ts';
import { CRISIS_KEPT_DAYS } from '#services/crises/domain/retention.ts';
import { DEFAULT_TERMS } from '#services/volunteers/domain/freshness.ts';
import { testApp } from '#test/harness/app.ts';

const DAY = 86_400_000;

async function privacyText(
  env: Record<string, string>,
  t: Parameters<typeof testApp>[0],
  lang: string,
) {
  const app = await testApp(t, env);
  const html = await (await app.anonymous.get(`/privacy?lang=${lang}`)).text();
  return html.replaceAll(/<[^>]+>/g, '\n').replaceAll(/[\u00a0\u202f]/g, ' ');
}

test('the page about privacy says the periods that the program applies', async (t) => {
  for (const [lang, months, days, minutes] of [
    ['fr', 'mois', 'jours', 'minutes'],
    ['en', 'months', 'days', 'minutes'],
  ] as const) {
    const text = await privacyText({}, t, lang);
    for (const period of [
      `${DEFAULT_TERMS.dormantMonths} ${months}`,
      `${DEFAULT_TERMS.erasureMonths} ${months}`,
      `${DEFAULT_TERMS.draftDays} ${days}`,
      `${CONTENTS_KEPT_DAYS} ${days}`,
      `${CRISIS_KEPT_DAYS} ${days}`,
      `${LIFETIMES.ordinary.idle / DAY} ${days}`,
      `${LIFETIMES.ordinary.absolute / DAY} ${days}`,
      `${LIFETIMES.privileged.absolute / DAY} ${days}`,
      `${CODE_MINUTES} ${minutes}`,
      `${COOKIES.lang.maxAge / 86_400} ${days}`,
      `${COOKIES.challenge.maxAge / 60} ${minutes}`,
    ]) {
      assert.ok(text.includes(period), `${lang}: ${period}`);
    }
  }
});

test('a term that an operator shortens is the one said, and none can be lengthened', async (t) => {
  const text = await privacyText({ RENFORT_ERASURE_MONTHS: '24' }, t, 'fr');
  assert.match(text, /Au bout de 24 mois, elle est effacée/);
  assert.doesNotMatch(text, /36 mois/);
  const app = await testApp(t, { RENFORT_ERASURE_MONTHS: '60' });
  assert.equal((await app.anonymous.get('/privacy')).status, 500);
});
