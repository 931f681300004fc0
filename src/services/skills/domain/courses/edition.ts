import type { Transitions } from '#platform/kernel/transitions.ts';

/** The text of a course in one language, as its authors write it. What was published never changes. */
export type EditionState = 'draft' | 'published' | 'replaced' | 'withdrawn';
export type EditionEvent = 'publish' | 'replace' | 'withdraw';

export const EDITIONS: Transitions<EditionState, EditionEvent> = {
  draft: { publish: 'published' },
  published: { replace: 'replaced', withdraw: 'withdrawn' },
  replaced: {},
  withdrawn: {},
};

/** Part of an address for ever; some words are pages of their own. */
export function isCourseId(id: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && id.length <= 60 && !RESERVED.includes(id);
}
const RESERVED: readonly string[] = ['write', 'pictures'];
