import { type CourseHead, THEMES, type Theme } from '../domain/courses/course.ts';
import { isCompetence, type Level } from '../domain/digcomp/referential.ts';
import { CourseError } from './course-error.ts';

/** A field, and the line it is written on, from 1. */
export interface Written {
  readonly text: string;
  readonly line: number;
}

/** The lines between the two `---`, and the number of the line after them. */
export function splitFrontMatter(lines: readonly string[]): {
  readonly fields: ReadonlyMap<string, Written>;
  readonly bodyLine: number;
} {
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) throw new CourseError(1, 'front_matter_missing');
  const fields = new Map<string, Written>();
  for (const [at, line] of lines.slice(1, end).entries()) {
    const [, name, text] = /^([a-z]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) throw new CourseError(at + 2, 'field_unreadable', line);
    if (fields.has(name)) throw new CourseError(at + 2, 'field_twice', name);
    fields.set(name, { text: text!, line: at + 2 });
  }
  return { fields, bodyLine: end + 2 };
}

/** @throws CourseError */
export function headOf(fields: ReadonlyMap<string, Written>): CourseHead {
  const written = (name: string): Written => {
    const found = fields.get(name);
    if (!found?.text) throw new CourseError(found?.line ?? 1, 'field_missing', name);
    return found;
  };
  const number = (name: string, least: number, most: number) => {
    const { text, line } = written(name);
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new CourseError(line, 'number_out_of_range', text, { least, most });
  };
  const competences = written('competences');
  const codes = competences.text.split(/\s*,\s*/);
  const known = codes.filter(isCompetence);
  if (known.length < codes.length) {
    const stranger = codes.find((code) => !isCompetence(code));
    throw new CourseError(competences.line, 'competence_unknown', stranger);
  }
  const theme = written('theme');
  if (!THEMES.includes(theme.text as Theme)) {
    throw new CourseError(theme.line, 'theme_unknown', theme.text);
  }
  return {
    title: written('title').text,
    need: written('need').text,
    summary: written('summary').text,
    theme: theme.text as Theme,
    minutes: number('minutes', 1, 240),
    level: number('level', 1, 8) as Level,
    competences: known,
    version: number('version', 1, 9999),
  };
}
