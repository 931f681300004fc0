import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '#platform/i18n/index.ts';
import { type Course, readCourse } from '../courses/course-file.ts';
import { THEMES } from '../domain/courses/course.ts';

const FOLDER = join(import.meta.dirname, 'courses');
const read = new Map<Lang, readonly Course[]>();

/** The courses that come with Renfort, in one language: by theme, then the easiest first. */
export function bundledCourses(lang: Lang): readonly Course[] {
  const known = read.get(lang);
  if (known) return known;
  const courses = inOrder(
    readdirSync(FOLDER).map((id) => courseOf(id, lang)),
    lang,
  );
  read.set(lang, courses);
  return courses;
}

export function inOrder(courses: readonly Course[], lang: Lang): readonly Course[] {
  return courses.toSorted(
    (a, b) =>
      THEMES.indexOf(a.theme) - THEMES.indexOf(b.theme) ||
      a.level - b.level ||
      a.title.localeCompare(b.title, lang),
  );
}

export function bundledCourse(id: string, lang: Lang): Course | undefined {
  return bundledCourses(lang).find((course) => course.id === id);
}

/** As its authors wrote it. */
export function bundledSource(id: string, lang: Lang): string | undefined {
  return bundledCourse(id, lang) && readFileSync(join(FOLDER, id, `${lang}.md`), 'utf8');
}

/** A file that lies beside a course: a picture, something to download. */
export function courseFile(course: string, name: string): Buffer | undefined {
  if (!filesBeside(course).includes(name)) return undefined;
  return readFileSync(join(FOLDER, course, 'files', name));
}

function courseOf(id: string, lang: Lang): Course {
  const text = readFileSync(join(FOLDER, id, `${lang}.md`), 'utf8');
  const result = readCourse(id, text, filesBeside(id));
  if (result.ok) return result.course;
  const [first] = result.errors;
  throw new Error(`${id}/${lang}.md, line ${first?.line}: ${first?.code} ${first?.found ?? ''}`);
}

/** Names of the files that lie beside a course. */
export function filesBeside(course: string): readonly string[] {
  const folder = join(FOLDER, course, 'files');
  return /^[a-z0-9-]+$/.test(course) && existsSync(folder) ? readdirSync(folder) : [];
}
