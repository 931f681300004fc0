import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Course, exercisesOf } from '../courses/course-file.ts';
import { scoreResponse } from '../domain/items/score-response.ts';
import { bundledCourses, courseFile } from './courses.ts';
import { bundledItems } from './index.ts';

const french = bundledCourses('fr');
const english = bundledCourses('en');
const inEnglish = (id: string) => english.find((course) => course.id === id) as Course;
const sourceOf = (id: string, lang: string) =>
  readFileSync(join(import.meta.dirname, 'courses', id, `${lang}.md`), 'utf8');

test('each course is there in both languages, made alike', () => {
  assert.equal(english.length, french.length);
  const shape = (course: Course) => ({
    ...course,
    title: '',
    need: '',
    summary: '',
    sections: course.sections.map(({ id, parts }) => [id, parts.map(({ kind }) => kind)]),
  });
  for (const course of french) {
    const other = inEnglish(course.id);
    assert.deepEqual(shape(course), shape(other), course.id);
    assert.notEqual(course.title, other.title);
    const exercises = exercisesOf(other);
    for (const [at, exercise] of exercisesOf(course).entries()) {
      const twin = exercises[at]!;
      assert.equal(exercise.id, twin.id);
      if (exercise.key.kind === 'text') assert.equal(twin.key.kind, 'text', exercise.id);
      else assert.deepEqual(exercise.key, twin.key, exercise.id);
    }
  }
});

test('a course is short, has exercises that explain themselves, and fits on its page to print', () => {
  for (const course of [...french, ...english]) {
    const lang = french.includes(course) ? 'fr' : 'en';
    const words = sourceOf(course.id, lang).split(/\s+/).length;
    assert.ok(words >= 850 && words <= 1900, `${course.id} ${lang}: ${words} words`);
    const exercises = exercisesOf(course);
    assert.ok(exercises.length >= 3 && exercises.length <= 7, course.id);
    for (const { id, explanation } of exercises) assert.ok(explanation.length > 50, id);
    const summary = course.sections.find(({ id }) => id === 'summary');
    const length = JSON.stringify(summary).length;
    assert.ok(length < 1800, `${course.id} ${lang}: ${length}`);
  }
});

test('no exercise is an item of the bank, nor of another course', () => {
  const ids = french.flatMap((course) => exercisesOf(course).map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
  const bank = new Set(bundledItems('fr').flatMap(({ id, prompt }) => [id, prompt]));
  for (const exercise of french.flatMap(exercisesOf)) {
    assert.ok(!bank.has(exercise.id) && !bank.has(exercise.prompt), exercise.id);
  }
});

test('the sums asked for are those of the file to download', () => {
  for (const name of ['cotisations.csv', 'fees.csv']) {
    const rows = courseFile('spreadsheets', name)!.toString('utf8').trim().split('\n').slice(1);
    const paid = rows.map((row) => Number(row.split(/[;,]/)[2]));
    const answers = {
      'sp-sum': paid.reduce((sum, one) => sum + one, 0),
      'sp-count': paid.filter((one) => one === 0).length,
    };
    const exercises = exercisesOf(inEnglish('spreadsheets'));
    for (const [id, value] of Object.entries(answers)) {
      const { key } = exercises.find((exercise) => exercise.id === id)!;
      const score = scoreResponse(key, { kind: 'number', text: String(value) });
      assert.ok(score.ok && score.value.right, `${name}: ${id}`);
    }
  }
});

test('every download is told of, and small', () => {
  const folder = join(import.meta.dirname, 'courses');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.parentPath.endsWith('files') && !entry.name.endsWith('.md'),
  );
  for (const { name, parentPath } of files) {
    const id = parentPath.split('/').at(-2) as string;
    assert.ok((sourceOf(id, 'fr') + sourceOf(id, 'en')).includes(`(files/${name})`), name);
    assert.ok(readFileSync(join(parentPath, name)).length < 50_000, name);
  }
});
