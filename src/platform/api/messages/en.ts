import type { fr } from './fr.ts';

export const en: typeof fr = {
  title: 'Programming interface',
  lead: 'For software that delivers alerts, reads proposals or searches communes.',
  start: 'Start',
  document: 'The OpenAPI 3.1 document, for tools',
  token:
    'The administrators of this site make a token with its scopes and end date. Send it in the Authorization header:',
  public: 'Open to all, no token',
  scope: 'Scope needed',
  parameters: 'Parameters',
  name: 'Name',
  where: 'Place',
  required: 'Required',
  meaning: 'Meaning',
  yes: 'yes',
  no: 'no',
  body: 'Body',
  answers: 'Answers',
  status: 'HTTP status',
  fields: 'Fields',
  refusals: 'Refusals',
  refusalsLead:
    'Every refusal is an application/problem+json document (RFC 9457). Its “code” is stable.',
  code: 'Code',
  rules: 'Good to know',
  rulesList: [
    'Idempotency-Key: the same key, for 24 hours, gives the same answer and does nothing twice.',
    'Lists: “next” is the cursor of the following page, null on the last one.',
    'Limit: 600 calls per minute and token; beyond it, 429 and Retry-After.',
    'Instants are in UTC (ISO 8601), departments and communes are INSEE codes.',
  ],
};
