import type { Outcome } from '../evidence.ts';
import type { CaseRow } from '../facts-of-row.ts';
import type { ReasonCode } from '../reasons.ts';

/** An invented organisation and what must come out. */
export interface TestCase {
  readonly row: CaseRow;
  readonly outcome: Outcome;
  /** Must be among the reasons. */
  readonly reason: ReasonCode | undefined;
}

type Field = 'code' | 'code2' | 'naf' | 'cat' | 'nature' | 'pos' | 'number' | 'layout';

export function caseRow(
  name: string,
  object_text: string,
  rest: Partial<Record<Field, string>>,
): CaseRow {
  return {
    rna_or_siren: rest.number ?? 'W302001234',
    name,
    object_text,
    nature: rest.nature ?? 'D',
    object_code1: rest.code ?? '000000',
    object_code2: rest.code2 ?? '000000',
    position: rest.pos ?? 'A',
    legal_category: rest.cat ?? '',
    naf: rest.naf ?? '',
    layout: rest.layout ?? '',
  };
}

/** Lines of `outcome | name | purpose | field=value field=value | reason`; what is left out is usual. */
export function table(lines: string): TestCase[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [outcome, name, text, rest = '', reason] = line.split('|').map((part) => part.trim());
      const fields = rest.split(' ').filter(Boolean);
      return {
        outcome: outcome as Outcome,
        row: caseRow(
          name as string,
          text as string,
          Object.fromEntries(fields.map((field) => field.split('='))),
        ),
        reason: (reason || undefined) as ReasonCode | undefined,
      };
    });
}
