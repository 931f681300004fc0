import type { CourseHead } from '../domain/courses/course.ts';
import type { ItemSource } from '../files/item-source.ts';
import { CellError, itemOf } from '../files/item-table.ts';
import { CourseError } from './course-error.ts';

const FIELDS = ['id', 'kind', 'question', 'choices', 'answer', 'explanation', 'picture'];

/**
 * An exercise written in a fenced block: the columns of an item table, one `field: value` a line, and
 * lists as lines of `- text` under their field. Its competence and level are those of the course.
 * @throws CourseError
 */
export function exerciseOf(
  text: string,
  line: number,
  head: Pick<CourseHead, 'competences' | 'level'>,
): ItemSource {
  const fields = new Map<string, string>([
    ['competence', head.competences[0]!],
    ['level', String(head.level)],
  ]);
  let last = '';
  for (const [at, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue;
    const [, item] = /^\s*-\s+(.*)$/.exec(written) ?? [];
    const [, name, value] = /^([a-z]+):\s*(.*)$/.exec(written) ?? [];
    if (item !== undefined && last !== '') {
      fields.set(last, [fields.get(last), item.trim()].filter(Boolean).join('|'));
    } else if (name !== undefined) {
      if (!FIELDS.includes(name)) throw new CourseError(line + at, 'field_unknown', name);
      if (fields.has(name)) throw new CourseError(line + at, 'field_twice', name);
      fields.set(name, value!.trim());
      last = name;
    } else {
      throw new CourseError(line + at, 'field_unreadable', written.trim());
    }
  }
  for (const name of ['id', 'explanation']) {
    if (!fields.get(name)) throw new CourseError(line, 'field_missing', name);
  }
  // Nothing reads a file that is handed in on a lesson's page.
  if (fields.get('kind') === 'file') throw new CourseError(line, 'not_supported', 'file');
  try {
    return itemOf((title) => fields.get(title) ?? '');
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    throw new CourseError(line, error.code, error.found);
  }
}
