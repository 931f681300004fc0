import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { bundledCourses, filesBeside, inOrder } from '../content/courses.ts';
import { type Course, type ReadCourse, readCourse } from '../courses/course-file.ts';
import { publishedEditions } from '../queries/editions.ts';

/** By the id of the edition: a published text never changes. */
const read = new Map<string, Course>();

/** The courses that can be taken in a language: those of Renfort, or what is published here in their place. */
export async function coursesIn(ctx: Context, lang: Lang): Promise<readonly Course[]> {
  const published = await publishedEditions(ctx.db, lang, [...read.keys()]);
  if (published.length === 0) return bundledCourses(lang);
  const own = published.flatMap(({ id, course, source }) => {
    if (source !== null) keep(id, readEdition(course, source));
    return read.get(id) ?? [];
  });
  const others = bundledCourses(lang).filter(({ id }) => !own.some((course) => course.id === id));
  return inOrder([...own, ...others], lang);
}

export async function courseIn(ctx: Context, id: string, lang: Lang): Promise<Course | undefined> {
  return (await coursesIn(ctx, lang)).find((course) => course.id === id);
}

export function readEdition(course: string, source: string): ReadCourse {
  return readCourse(course, source, filesBeside(course));
}

function keep(id: string, result: ReadCourse): void {
  // Published once means readable then: a stricter reader of a later Renfort leaves the course out.
  if (result.ok) read.set(id, result.course);
}
