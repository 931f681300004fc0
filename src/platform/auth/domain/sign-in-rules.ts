import type { RateRule } from './rate-rule.ts';

export const CODE_DIGITS = 6;
export const CODE_MINUTES = 10;
/** Wrong codes before the code itself is worth nothing. */
export const TRIES_PER_CODE = 5;

/** E-mails sent to one address: enough for a slow mailbox, not for a nuisance. */
export const CODES_PER_EMAIL: RateRule = { name: 'code_email', points: 5, minutes: 15 };
export const CODES_PER_EMAIL_A_DAY: RateRule = {
  name: 'code_email_day',
  points: 20,
  minutes: 1440,
};
/** Codes asked for from one network, whatever the addresses. */
export const CODES_PER_NETWORK: RateRule = { name: 'code_network', points: 60, minutes: 15 };

/**
 * Wrong codes for one address, over all its codes. With these, guessing for a whole day succeeds
 * once in 33,000 times. The link of the e-mail goes on working, so nobody locks out another.
 */
export const WRONG_CODES: RateRule = { name: 'code_wrong', points: 10, minutes: 60 };
export const WRONG_CODES_A_DAY: RateRule = { name: 'code_wrong_day', points: 30, minutes: 1440 };
