import type { ImportErrorCode } from '../files/item-source.ts';

export type CourseErrorCode =
  | ImportErrorCode
  | 'front_matter_missing'
  | 'field_unreadable'
  | 'field_missing'
  | 'field_twice'
  | 'field_unknown'
  | 'number_out_of_range'
  | 'theme_unknown'
  | 'text_outside_section'
  | 'section_id_missing'
  | 'practice_missing'
  | 'summary_missing'
  | 'exercise_missing'
  | 'file_missing';

/** What an author can mend, and where. */
export class CourseError extends Error {
  /** As a text editor counts, from 1. */
  readonly line: number;
  readonly code: CourseErrorCode;
  /** What was read there. */
  readonly found: string | undefined;
  readonly detail: Readonly<Record<string, number>>;
  constructor(
    line: number,
    code: CourseErrorCode,
    found?: string,
    detail: Readonly<Record<string, number>> = {},
  ) {
    super(code);
    this.line = line;
    this.code = code;
    this.found = found;
    this.detail = detail;
  }
}
