import type { Request } from '#platform/http/env.ts';
import { readForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { courseIn, coursesIn } from '../actions/courses.ts';
import { answerExercise, exerciseIn, keptIn, progressOf, sayPractised } from '../actions/learn.ts';
import { fieldsGiven } from '../answers/given.ts';
import { courseFile } from '../content/courses.ts';
import { itemPicture } from '../content/index.ts';
import type { Course } from '../courses/course-file.ts';
import { PRACTICE } from '../domain/courses/course.ts';
import { texts } from '../messages/index.ts';
import { CourseList } from '../views/course-list.tsx';
import { CoursePage } from '../views/course-page.tsx';
import { CourseSummary } from '../views/course-summary.tsx';
import type { Tried } from '../views/exercise.tsx';
import { answerErrorText } from './answer-errors.ts';

const WORD = '[a-z0-9]+(?:-[a-z0-9]+)*';
const COURSE = `/learn/:course{${WORD}}`;

export function learnRoutes(pages: Routes): void {
  pages.get('/learn', 'public', async (c) => {
    const m = texts(c.get('lang')).courses;
    const kept = await keptIn(c.get('ctx'), c.get('actor'));
    const known = await coursesIn(c.get('ctx'), c.get('lang'));
    const courses = known.map((course) => ({
      course,
      progress: progressOf(course, kept),
    }));
    return page(c, { title: m.title, lead: m.lead, body: <CourseList courses={courses} /> });
  });

  pages.get(`/learn/pictures/:file{${WORD}\\.svg}`, 'public', (c) =>
    fileResponse(c, itemPicture(c.req.param('file') ?? ''), 'image/svg+xml'),
  );

  pages.get(COURSE, 'public', (c) => within(c, (course) => coursePage(c, course)));

  pages.get(`${COURSE}/summary`, 'public', (c) =>
    within(c, (course) =>
      page(c, { title: course.title, shell: 'plain', body: <CourseSummary course={course} /> }),
    ),
  );

  pages.get(`${COURSE}/files/:file{[a-z0-9-]+\\.[a-z]+}`, 'public', (c) => {
    const name = c.req.param('file') ?? '';
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
    const bytes = type ? courseFile(c.req.param('course') ?? '', name) : undefined;
    return fileResponse(c, bytes, type ?? '');
  });

  pages.post(`${COURSE}/exercises/:exercise{${WORD}}`, 'public', (c) =>
    within(c, async (course) => {
      const exercise = exerciseIn(course, c.req.param('exercise') ?? '');
      if (!exercise) return notFoundPage(c);
      const given = fieldsGiven(exercise, await readForm(c));
      const score = await answerExercise(c.get('ctx'), c.get('actor'), course, exercise, { given });
      if (!score.ok) {
        const error = answerErrorText(c, score.error, score.detail);
        return coursePage(c, course, { id: exercise.id, tried: { given, error } });
      }
      // Without an account nothing remembers the answer: the page itself has to show it.
      if (c.get('actor').kind === 'anonymous') {
        return coursePage(c, course, { id: exercise.id, tried: { given, score: score.value } });
      }
      return c.redirect(`/learn/${course.id}#exercise-${exercise.id}`, 303);
    }),
  );

  pages.post(`${COURSE}/practice`, 'signed_in', (c) =>
    within(c, async (course) => {
      const { done } = await readForm(c);
      await sayPractised(c.get('ctx'), c.get('actor'), course, done === 'yes');
      return c.redirect(`/learn/${course.id}#${PRACTICE}`, 303);
    }),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

async function within(c: Request, then: (course: Course) => Response | Promise<Response>) {
  const course = await courseIn(c.get('ctx'), c.req.param('course') ?? '', c.get('lang'));
  return course ? then(course) : notFoundPage(c);
}

async function coursePage(
  c: Request,
  course: Course,
  last?: { readonly id: string; readonly tried: Tried },
) {
  const kept = await keptIn(c.get('ctx'), c.get('actor'), course.id);
  const tried = new Map<string, Tried>(
    kept.map(({ step, answer, credit }) => [
      step,
      { given: answer, score: { right: credit === 1, credit } },
    ]),
  );
  if (last) tried.set(last.id, last.tried);
  return page(c, {
    title: course.title,
    breadcrumbs: [{ text: texts(c.get('lang')).courses.title, href: '/learn' }],
    ownHeading: true,
    status: last?.tried.error === undefined ? 200 : 422,
    body: (
      <CoursePage
        course={course}
        learner={{
          progress: progressOf(course, kept),
          tried,
          practised: kept.some(({ step }) => step === PRACTICE),
          changed: kept.some(({ version }) => version < course.version),
        }}
      />
    ),
  });
}

function fileResponse(c: Request, bytes: Buffer | undefined, type: string): Response {
  if (!bytes) return notFoundPage(c);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=86400',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
