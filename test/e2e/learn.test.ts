import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { rightFields } from '#services/skills/answers/given.ts';
import { bundledCourse } from '#services/skills/content/courses.ts';
import { exercisesOf } from '#services/skills/courses/course-file.ts';
import type { ItemSource } from '#services/skills/files/item-source.ts';
import { texts } from '#services/skills/messages/index.ts';
import { inspect, open, PHONE, person, plain, signInByCode, stage } from './journey.ts';

const EMAIL = 'learner@demo.renfort.example';

/** Does with the fields what somebody does who knows the answer. */
async function answer(at: Locator, item: ItemSource): Promise<void> {
  const { id, key } = item;
  const field = (name: string) => at.locator(`[name="${id}-${name}"]`);
  const choose = (value: string, name = 'answer') =>
    at.locator(`[name="${id}-${name}"][value="${value}"]`).check();
  switch (key.kind) {
    case 'single':
      return choose(key.right);
    case 'multiple':
      for (const one of key.right) await choose(one, 'answer[]');
      return;
    case 'ordering':
      for (const [place, one] of key.order.entries()) {
        await field(one).selectOption(String(place + 1));
      }
      return;
    case 'matching':
      for (const [left, right] of Object.entries(key.pairs)) await field(left).selectOption(right);
      return;
    case 'text':
      return field('answer').fill(key.accepted[0] as string);
    case 'number':
      return field('answer').fill(String(key.value));
    case 'hotspot':
      return choose([rightFields(item).answer ?? []].flat()[0] as string);
    case 'file':
      return assert.fail('no course of this journey asks for a file');
  }
}

test('a lesson is done on a phone without JavaScript, and is there on another device', async (t) => {
  const place = await stage(t);
  const m = texts('fr').courses;
  const phone = await person(place, 'fr', { viewport: PHONE, javaScriptEnabled: false });
  await signInByCode(phone, EMAIL);
  await open(phone, '/learn');
  const { page } = phone;
  await inspect(phone);
  const course = bundledCourse('email', 'fr')!;
  await page.getByRole('link', { name: course.title }).click();
  await inspect(phone);

  const exercises = exercisesOf(course);
  for (const exercise of exercises) {
    const at = page.locator(`#exercise-${exercise.id}`);
    await at.getByRole('button').click();
    assert.match(page.url(), /exercises\//, 'an empty answer is not one');
    await answer(page.locator(`#exercise-${exercise.id}`), exercise);
    await page.locator(`#exercise-${exercise.id}`).getByRole('button').click();
    assert.match(page.url(), new RegExp(`#exercise-${exercise.id}$`), 'back where one was');
    assert.match(plain(await at.textContent()), new RegExp(m.right));
  }
  assert.equal(await page.getByText(m.finished).count(), 0);
  await page.getByRole('button', { name: m.practiceDone }).click();
  assert.equal(await page.getByText(m.finished, { exact: true }).count(), 1);

  const desk = await person(place, 'fr');
  await signInByCode(desk, EMAIL);
  await open(desk, '/learn');
  const card = desk.page.locator('article', { hasText: course.title });
  assert.match(plain(await card.textContent()), new RegExp(m.states.done));
  await card.getByRole('link').click();
  for (const { id } of exercises) {
    const text = plain(await desk.page.locator(`#exercise-${id}`).textContent());
    assert.match(text, new RegExp(m.right), id);
  }
  await inspect(desk);
  await desk.page.getByRole('link', { name: m.printSummary }).click();
  await inspect(desk);
  assert.equal(await desk.page.locator('header nav').count(), 0, 'nothing but the page to print');
});
