import { allows, type Transitions, transition } from '#platform/kernel/transitions.ts';

/**
 * The life of a request to act for an association.
 * `letter`: a code was sent to the registered address. `owner`: somebody acts for it already, and is
 * asked. `review`: in the reviewers' queue. `question`: the person is asked something. `second`: a
 * reviewer wants to decide against the rule, another one must agree.
 */
export const CLAIM_STATES = [
  'letter',
  'owner',
  'review',
  'question',
  'second',
  'accepted',
  'refused',
  'withdrawn',
  'expired',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export const CLAIM_EVENTS = [
  'right_code',
  'give_document',
  'owner_agrees',
  'owner_refuses',
  'owner_contests',
  'owner_silent',
  'accept',
  'refuse',
  'ask',
  'answer',
  'propose_override',
  'agree_override',
  'reject_override',
  'withdraw',
  'run_out',
] as const;
export type ClaimEvent = (typeof CLAIM_EVENTS)[number];

export const CLAIM_TRANSITIONS: Transitions<ClaimState, ClaimEvent> = {
  letter: {
    right_code: 'accepted',
    give_document: 'review',
    withdraw: 'withdrawn',
    run_out: 'expired',
  },
  owner: {
    owner_agrees: 'accepted',
    owner_refuses: 'refused',
    owner_contests: 'review',
    owner_silent: 'review',
    withdraw: 'withdrawn',
  },
  review: {
    accept: 'accepted',
    refuse: 'refused',
    ask: 'question',
    propose_override: 'second',
    withdraw: 'withdrawn',
  },
  question: { answer: 'review', refuse: 'refused', withdraw: 'withdrawn', run_out: 'expired' },
  second: { agree_override: 'accepted', reject_override: 'review', withdraw: 'withdrawn' },
  accepted: {},
  refused: {},
  withdrawn: {},
  expired: {},
};

export function nextClaimState(from: ClaimState, event: ClaimEvent) {
  return transition(CLAIM_TRANSITIONS, from, event);
}

export function claimAllows(state: ClaimState, event: ClaimEvent): boolean {
  return allows(CLAIM_TRANSITIONS, state, event);
}

export const OPEN_STATES = CLAIM_STATES.filter(
  (state) => Object.keys(CLAIM_TRANSITIONS[state]).length > 0,
);

/** `claim`: nobody acts for it. `join`: beside those who do. `hand_over`: instead of them. */
export const CLAIM_KINDS = ['claim', 'join', 'hand_over'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const PROOFS = ['document', 'domain', 'letter', 'invitation'] as const;
export type Proof = (typeof PROOFS)[number];

export const OFFICES = ['president', 'treasurer', 'secretary', 'other'] as const;
export type Office = (typeof OFFICES)[number];

export const ASSOCIATION_ROLES = [
  'association_owner',
  'association_manager',
  'association_reader',
] as const;
export type AssociationRole = (typeof ASSOCIATION_ROLES)[number];

/** Days that each state may last before something happens by itself, or is late. */
export const CLAIM_DAYS: Readonly<Partial<Record<ClaimState, number>>> = {
  letter: 30,
  owner: 15,
  review: 7,
  question: 30,
  second: 7,
};

/** How long a person acts for an association before saying again that they do. */
export const MANDATE_DAYS = 730;

/** Days before an end on which its person and the association are written to. */
export const REMINDER_DAYS = [30, 15, 5] as const;

export interface ClaimAsk {
  readonly kind: ClaimKind;
  readonly proof: Proof;
  readonly hasDocument: boolean;
  /** Somebody acts for the association today. */
  readonly held: boolean;
  readonly domainMatches: boolean;
  readonly hasAddress: boolean;
  /** An owner named this person's e-mail address as second officer. */
  readonly invited: boolean;
}

export type ClaimStartError =
  | 'already_held'
  | 'not_held'
  | 'document_missing'
  | 'domain_differs'
  | 'address_unknown'
  | 'not_invited';

/** Where a request begins; what proves itself is accepted at once. */
export function startOfClaim(ask: ClaimAsk): ClaimState | ClaimStartError {
  if (ask.proof === 'invitation') return ask.invited ? 'accepted' : 'not_invited';
  if (ask.kind === 'claim' && ask.held) return 'already_held';
  if (ask.kind !== 'claim' && !ask.held) return 'not_held';
  if (ask.kind === 'join') return 'owner';
  if (ask.kind === 'hand_over') return ask.hasDocument ? 'owner' : 'document_missing';
  switch (ask.proof) {
    case 'document':
      return ask.hasDocument ? 'review' : 'document_missing';
    case 'domain':
      return ask.domainMatches ? 'accepted' : 'domain_differs';
    case 'letter':
      return ask.hasAddress ? 'letter' : 'address_unknown';
  }
}

/** Accepting without a document, or against an owner who objects, takes two reviewers. */
export function needsSecondReviewer(claim: {
  readonly hasDocument: boolean;
  readonly contested: boolean;
}): boolean {
  return claim.contested || !claim.hasDocument;
}

/** Everybody has an address there: it proves nothing. */
const PUBLIC_MAIL: ReadonlySet<string> = new Set(
  'gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.fr proton.me protonmail.com tutanota.com mailo.com laposte.net orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr cegetel.net netcourrier.com zaclys.net mail.com yandex.com zoho.com'.split(
    ' ',
  ),
);

/** Hosts that lend a name under theirs: the site of one association is not that of its neighbour. */
const SHARED_HOSTS =
  /\.(?:free\.fr|wordpress\.com|blogspot\.(?:com|fr)|wixsite\.com|over-blog\.com|jimdo\.com|jimdofree\.com|e-monsite\.com|sites\.google\.com|github\.io|weebly\.com|assoconnect\.com|webnode\.fr|site123\.me)$/;

/** Is the address at the domain of the site that the register tells? Both as they are written. */
export function domainMatches(email: string, website: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const host = /^(?:https?:\/\/)?(?:www\.)?([^/:?#]+)/i.exec(website.trim())?.[1]?.toLowerCase();
  if (!host?.includes('.') || !domain.includes('.') || PUBLIC_MAIL.has(domain)) return false;
  if (SHARED_HOSTS.test(`.${host}`) || PUBLIC_MAIL.has(host)) return false;
  return host === domain || host.endsWith(`.${domain}`);
}

/** The reminder due with so many days left: the last one that was not sent; `sent` is the smallest that was. */
export function reminderDue(daysLeft: number, sent: number | null): number | undefined {
  const reached = REMINDER_DAYS.filter((days) => daysLeft <= days).at(-1);
  if (reached === undefined || daysLeft < 0) return undefined;
  return sent === null || reached < sent ? reached : undefined;
}

/** Reasons that a reviewer gives, each with a text. */
export const REFUSALS = [
  'not_officer',
  'document_unreadable',
  'other_association',
  'dissolved',
  'no_answer',
] as const;
export type ClaimRefusal = (typeof REFUSALS)[number];

/** Ready questions; each has a text that the reviewer may complete. */
export const QUESTIONS = [
  'minutes',
  'register_receipt',
  'identity',
  'clearer_copy',
  'free',
] as const;
export type ClaimQuestion = (typeof QUESTIONS)[number];

export const CODE_TRIES = 5;
