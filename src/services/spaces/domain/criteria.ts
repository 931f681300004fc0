/**
 * The questionnaire of the label, as data. `must`: the answer without which the label is refused by
 * the rule (a reviewer may still ask). `least`: the smallest number that is enough. `evidence`: a file
 * is asked for. Changing any of it makes another version: an application keeps the one it answered.
 */
export interface Criterion {
  readonly id: CriterionId;
  readonly answer: 'yes_no' | 'number' | 'text';
  readonly must?: boolean;
  readonly least?: number;
  readonly evidence?: boolean;
}

export const QUESTIONNAIRE = 'digital-space-1';

/** From the label of youth information (free, open to all, independent of commercial interest too, trained people, yearly account). */
export const CRITERION_IDS = [
  'project',
  'free',
  'open_to_all',
  'independent',
  'no_vendor',
  'trained_people',
  'posts',
  'hours',
  'accessible',
  'privacy',
  'minors',
  'confidential',
  'insurance',
  'evaluation',
] as const;
export type CriterionId = (typeof CRITERION_IDS)[number];

export const CRITERIA: readonly Criterion[] = [
  { id: 'project', answer: 'text', must: true },
  { id: 'free', answer: 'yes_no', must: true },
  { id: 'open_to_all', answer: 'yes_no', must: true },
  { id: 'independent', answer: 'yes_no', must: true },
  { id: 'no_vendor', answer: 'yes_no', must: true },
  { id: 'trained_people', answer: 'number', least: 1, evidence: true },
  { id: 'posts', answer: 'number', least: 1, evidence: true },
  { id: 'hours', answer: 'number', least: 6 },
  { id: 'accessible', answer: 'text', must: true },
  { id: 'privacy', answer: 'yes_no', must: true },
  { id: 'minors', answer: 'yes_no', must: true },
  { id: 'confidential', answer: 'yes_no' },
  { id: 'insurance', answer: 'yes_no', must: true, evidence: true },
  { id: 'evaluation', answer: 'yes_no', must: true },
];

export type Answers = Readonly<Partial<Record<CriterionId, string>>>;

export type Gap = 'unanswered' | 'must_be_yes' | 'too_few' | 'evidence_missing';

export const LONGEST_ANSWER = 2000;

/** What stands between the answers and the label, by criterion; nothing when all is there. */
export function gapsOf(
  answers: Answers,
  withEvidence: ReadonlySet<string>,
): Readonly<Partial<Record<CriterionId, Gap>>> {
  const gaps: Partial<Record<CriterionId, Gap>> = {};
  for (const criterion of CRITERIA) {
    const gap = gapOf(criterion, answers[criterion.id]?.trim() ?? '', withEvidence);
    if (gap) gaps[criterion.id] = gap;
  }
  return gaps;
}

function gapOf(
  { id, answer, must, least, evidence }: Criterion,
  given: string,
  withEvidence: ReadonlySet<string>,
): Gap | undefined {
  if (given === '') return 'unanswered';
  if (answer === 'yes_no' && must && given !== 'yes') return 'must_be_yes';
  if (answer === 'number' && !(Number(given) >= (least ?? 0))) return 'too_few';
  if (evidence && !withEvidence.has(id)) return 'evidence_missing';
  return undefined;
}

/** An application may be sent with a "no" (a person reads why), never with a hole. */
export function maySubmit(gaps: Readonly<Partial<Record<CriterionId, Gap>>>): boolean {
  return !Object.values(gaps).some((gap) => gap === 'unanswered' || gap === 'evidence_missing');
}
