import { type Transitions, transition } from '#platform/kernel/transitions.ts';

export const IMPORT_STATES = [
  'uploaded',
  'checking',
  'checked',
  'importing',
  'done',
  'failed',
  'expired',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const IMPORT_EVENTS = ['check', 'checked', 'confirm', 'finish', 'fail', 'expire'] as const;
export type ImportEvent = (typeof IMPORT_EVENTS)[number];

/** A list is imported once: what was confirmed is not checked again, nor confirmed twice. */
export const IMPORT_TRANSITIONS: Transitions<ImportState, ImportEvent> = {
  uploaded: { check: 'checking', expire: 'expired' },
  checking: { checked: 'checked', fail: 'failed', expire: 'expired' },
  checked: { check: 'checking', confirm: 'importing', expire: 'expired' },
  importing: { finish: 'done', fail: 'failed' },
  done: {},
  failed: { check: 'checking', expire: 'expired' },
  expired: {},
};

export function nextImportState(from: ImportState, event: ImportEvent) {
  return transition(IMPORT_TRANSITIONS, from, event);
}
