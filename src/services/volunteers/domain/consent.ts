export const PURPOSES = ['crisis', 'missions', 'newsletter'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const CONSENT_WAYS = [
  'sign_up',
  'profile',
  'reply',
  'unsubscribe',
  'import',
  'guardian',
] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/**
 * The version of the sentence shown beside each box. Change it whenever the sentence in messages/
 * changes: a test compares the sentences of the current version with their fingerprint.
 */
export const WORDING: Readonly<Record<Purpose, string>> = {
  crisis: '2026-11-a',
  missions: '2026-11-a',
  newsletter: '2026-11-a',
};

export type Consents = Readonly<Record<Purpose, boolean>>;

/** Only what changes is recorded, so that the history says something. */
export function consentChanges(
  before: Consents,
  after: Consents,
): { purpose: Purpose; given: boolean }[] {
  return PURPOSES.filter((purpose) => before[purpose] !== after[purpose]).map((purpose) => ({
    purpose,
    given: after[purpose],
  }));
}
