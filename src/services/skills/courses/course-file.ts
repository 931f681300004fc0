import { type CourseHead, PRACTICE } from '../domain/courses/course.ts';
import type { ItemSource } from '../files/item-source.ts';
import { CourseError } from './course-error.ts';
import { exerciseOf } from './exercise-block.ts';
import { headOf, splitFrontMatter } from './front-matter.ts';
import { filesIn, htmlOf, type Token, tokensOf } from './markdown.ts';

export const SUMMARY = 'summary';

export type Part =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'exercise'; readonly exercise: ItemSource };

export interface Section {
  /** Part of addresses, the same in every language; `practice` and `summary` have their own look. */
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

export interface Course extends CourseHead {
  /** Its folder, and its address under /learn. */
  readonly id: string;
  readonly sections: readonly Section[];
}

export type ReadCourse =
  | { readonly ok: true; readonly course: Course }
  | { readonly ok: false; readonly errors: readonly CourseError[] };

/**
 * A course as it is written: a front matter of `field: value`, then sections `## Title {#id}` of Markdown
 * with exercises in blocks fenced by ```` ```exercise ````. `files`: those that lie beside it.
 * Every mistake that can be told apart is told, each with its line.
 */
export function readCourse(id: string, text: string, files: readonly string[]): ReadCourse {
  const errors: CourseError[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      errors.push(error);
      return undefined;
    }
  };
  const front = attempt(() => splitFrontMatter(lines));
  const head = front && attempt(() => headOf(front.fields));
  if (!front || !head) return { ok: false, errors };

  const tokens = tokensOf(lines.slice(front.bodyLine - 1).join('\n'));
  for (const { name, line } of filesIn(tokens, front.bodyLine)) {
    if (!files.includes(name)) errors.push(new CourseError(line, 'file_missing', name));
  }
  const sections = sectionsOf(tokens).map(({ heading, inside }, at, all): Section => {
    const line = front.bodyLine + (heading?.[0]?.map?.[0] ?? inside[0]?.map?.[0] ?? 0);
    const named = heading ? /^(.+?)\s*\{#([a-z0-9-]+)\}$/.exec(heading[1]!.content) : null;
    if (!heading) errors.push(new CourseError(line, 'text_outside_section'));
    else if (!named) errors.push(new CourseError(line, 'section_id_missing', heading[1]!.content));
    const [, title = '', section = ''] = named ?? [];
    const earlier = all.slice(0, at).map((one) => one.heading?.[1]?.content ?? '');
    if (section !== '' && earlier.some((one) => one.endsWith(`{#${section}}`))) {
      errors.push(new CourseError(line, 'id_twice', section));
    }
    const parts = partsOf(inside).flatMap((part): Part[] => {
      if (part.kind === 'text') return [{ kind: 'html', html: htmlOf(part.tokens, id) }];
      const first = front.bodyLine + part.token.map![0] + 1;
      const exercise = attempt(() => exerciseOf(part.token.content, first, head));
      return exercise ? [{ kind: 'exercise', exercise }] : [];
    });
    return { id: section, title, parts };
  });

  const course = { id, ...head, sections };
  const last = lines.length;
  const ids = exercisesOf(course).map((exercise) => exercise.id);
  const twice = ids.find((one, at) => ids.indexOf(one) < at);
  if (twice !== undefined) errors.push(new CourseError(last, 'id_twice', twice));
  if (ids.length === 0) errors.push(new CourseError(last, 'exercise_missing'));
  const has = (section: string) => sections.some((one) => one.id === section);
  if (!has(PRACTICE)) errors.push(new CourseError(last, 'practice_missing'));
  if (!has(SUMMARY)) errors.push(new CourseError(last, 'summary_missing'));
  return errors.length === 0 ? { ok: true, course } : { ok: false, errors };
}

export function exercisesOf(course: Course): readonly ItemSource[] {
  return course.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'exercise' ? [part.exercise] : [])),
  );
}

/** What counts for having done a course, in order. */
export function stepsOf(course: Course): readonly string[] {
  return [...exercisesOf(course).map(({ id }) => id), PRACTICE];
}

/** Tokens by heading of the second level; what stands before the first has none. */
function sectionsOf(tokens: readonly Token[]) {
  const starts = tokens.flatMap((token, at) =>
    token.type === 'heading_open' && token.tag === 'h2' && token.level === 0 ? [at] : [],
  );
  const before = tokens.slice(0, starts[0] ?? tokens.length);
  const sections = starts.map((start, at) => ({
    heading: tokens.slice(start, start + 3),
    inside: tokens.slice(start + 3, starts[at + 1]),
  }));
  return before.length > 0 ? [{ heading: undefined, inside: before }, ...sections] : sections;
}

type TokenPart =
  | { readonly kind: 'text'; readonly tokens: Token[] }
  | { readonly kind: 'exercise'; readonly token: Token };

function partsOf(tokens: readonly Token[]): TokenPart[] {
  const parts: TokenPart[] = [];
  for (const token of tokens) {
    const last = parts.at(-1);
    if (token.type === 'fence' && token.info.trim() === 'exercise') {
      parts.push({ kind: 'exercise', token });
    } else if (last?.kind === 'text') {
      last.tokens.push(token);
    } else {
      parts.push({ kind: 'text', tokens: [token] });
    }
  }
  return parts;
}
