import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Course, exercisesOf, readCourse, stepsOf } from './course-file.ts';

const HEAD = [
  '---',
  'title: Keys',
  'need: I want to lock',
  'summary: How to lock.',
  'theme: safe',
  'minutes: 20',
  'level: 2',
  'competences: 4.1, 1.3',
  'version: 3',
  '---',
];
const EXERCISE = [
  '```exercise',
  'id: key',
  'kind: single',
  'question: Which key?',
  'choices:',
  '- The small one',
  '- The large one',
  'answer: The large one',
  'explanation: The small one opens the letter box.',
  '```',
];
const END = ['## Do it {#practice}', 'Lock.', '## In short {#summary}', 'Locked.'];

const read = (lines: readonly string[], files: readonly string[] = []) =>
  readCourse('keys', lines.join('\n'), files);

function courseOf(lines: readonly string[], files: readonly string[] = []): Course {
  const result = read(lines, files);
  assert.ok(result.ok, JSON.stringify(result));
  return result.course;
}

function errorsOf(lines: readonly string[]): string[] {
  const result = read(lines);
  return result.ok ? [] : result.errors.map(({ line, code }) => `${line} ${code}`);
}

test('a course has what its head says, sections, and exercises of the competence of the course', () => {
  const course = courseOf([...HEAD, '## Locks {#locks}', 'Turn *twice*.', ...EXERCISE, ...END]);
  assert.deepEqual(
    [course.id, course.theme, course.minutes, course.level, course.version, course.competences],
    ['keys', 'safe', 20, 2, 3, ['4.1', '1.3']],
  );
  assert.deepEqual(
    course.sections.map(({ id, title }) => `${id}: ${title}`),
    ['locks: Locks', 'practice: Do it', 'summary: In short'],
  );
  const [html, exercise] = course.sections[0]!.parts;
  assert.deepEqual(html, { kind: 'html', html: '<p>Turn <em>twice</em>.</p>\n' });
  assert.equal(exercise?.kind, 'exercise');
  const [own] = exercisesOf(course);
  assert.deepEqual(
    [own?.competence, own?.level, own?.key],
    ['4.1', 2, { kind: 'single', choices: ['a', 'b'], right: 'b' }],
  );
  assert.deepEqual(stepsOf(course), ['key', 'practice']);
});

test('what an author writes cannot run in the browser of a reader', () => {
  const evil = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[here](javascript:alert(1)) [there](data:text/html,x) ![p](javascript:alert(1))',
    '```html',
    '<script>alert(2)</script>',
    '```',
  ];
  const course = courseOf([...HEAD, '## Evil {#evil}', ...evil, ...EXERCISE, ...END]);
  const [part] = course.sections[0]!.parts;
  assert.ok(part?.kind === 'html');
  assert.doesNotMatch(part.html, /<(script|img|a)\b/);
});

test('files beside the course are found under its address, and a missing one is told', () => {
  const text = [...HEAD, '## Plan {#plan}', '[The plan](files/plan.csv)', ...EXERCISE, ...END];
  const [part] = courseOf(text, ['plan.csv']).sections[0]!.parts;
  assert.ok(part?.kind === 'html' && part.html.includes('href="/learn/keys/files/plan.csv"'));
  assert.deepEqual(errorsOf(text), ['12 file_missing']);
});

test('every mistake is told with its line', () => {
  assert.deepEqual(errorsOf(['# Keys', 'text']), ['1 front_matter_missing']);
  assert.deepEqual(errorsOf([HEAD[0]!, 'Title', '---']), ['2 field_unreadable']);
  const head = (from: string, to: string) => HEAD.map((line) => (line === from ? to : line));
  const rest = ['## A {#a}', 'x', ...EXERCISE, ...END];
  const wrong = (from: string, to: string) => errorsOf([...head(from, to), ...rest]);
  assert.deepEqual(wrong('title: Keys', 'title:'), ['2 field_missing']);
  assert.deepEqual(wrong('minutes: 20', 'title: Locks'), ['6 field_twice']);
  assert.deepEqual(wrong('theme: safe', 'theme: other'), ['5 theme_unknown']);
  assert.deepEqual(wrong('level: 2', 'level: 9'), ['7 number_out_of_range']);
  assert.deepEqual(wrong('competences: 4.1, 1.3', 'competences: 4.1, 4.9'), [
    '8 competence_unknown',
  ]);

  assert.deepEqual(errorsOf([...HEAD, 'before', ...rest]), ['11 text_outside_section']);
  assert.deepEqual(errorsOf([...HEAD, '## A', 'x', ...EXERCISE, ...END]), [
    '11 section_id_missing',
  ]);
  assert.deepEqual(errorsOf([...HEAD, ...rest, '## B {#a}', 'x']), ['27 id_twice']);
  assert.deepEqual(errorsOf([...HEAD, '## A {#a}', 'x']), [
    '12 exercise_missing',
    '12 practice_missing',
    '12 summary_missing',
  ]);

  const exercise = (from: string, to: string) =>
    errorsOf([
      ...HEAD,
      '## A {#a}',
      ...EXERCISE.map((line) => (line === from ? to : line)),
      ...EXERCISE.map((line) => (line === 'id: key' ? 'id: other' : line)),
      ...END,
    ]);
  assert.deepEqual(exercise('kind: single', 'kind: essay'), ['13 kind_unknown']);
  assert.deepEqual(exercise('kind: single', 'kind: file'), ['13 not_supported']);
  assert.deepEqual(exercise('answer: The large one', 'answer: The round one'), [
    '13 right_answer_missing',
  ]);
  assert.deepEqual(exercise('kind: single', 'colour: red'), ['14 field_unknown']);
  assert.deepEqual(exercise('id: key', 'just words'), ['13 field_unreadable']);
  assert.deepEqual(exercise('explanation: The small one opens the letter box.', ''), [
    '13 field_missing',
  ]);
  assert.deepEqual(exercise('id: key', 'id: other'), ['35 id_twice']);
});
