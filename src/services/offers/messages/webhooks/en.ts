import type { fr } from './fr.ts';

export const en: typeof fr = {
  title: 'Calls to your software',
  lead: 'At each step of an order, Renfort calls the address that you give.',
  url: 'Address to call',
  urlHelp: 'It begins with https:// and answers from the whole Internet. Empty: no more calls.',
  save: 'Save',
  saved: 'Noted.',
  secretTitle: 'Your secret: copy it now',
  secretHelp:
    'It will never be shown again. It checks that each call comes from here and was not changed.',
  secret: 'Signing secret',
  secretSince: 'In use since',
  renew: 'Renew the secret',
  renewHelp:
    'Once renewed, the one before still signs for 24 hours beside the new one, while you change yours.',
  howTitle: 'Check a call',
  how: [
    'Headers “webhook-id”, “webhook-timestamp”, “webhook-signature”, as in the Standard Webhooks specification.',
    'Signature: HMAC-SHA256, with the secret (base64 after “whsec_”), of “id.timestamp.body”.',
    'Refuse a timestamp older than five minutes, and an id seen before: a call may come twice, or out of order (“step” gives the order).',
    'Answer 2xx within ten seconds. Otherwise Renfort calls again six times in 21 hours, then writes to you.',
  ],
  log: 'Last calls',
  logEmpty: 'No call yet.',
  logKept: 'Kept for 90 days.',
  at: 'When',
  order: 'Order',
  event: 'Step',
  state: 'State',
  tries: 'Tries',
  answer: 'Last answer',
  nextTry: 'next try',
  again: 'Send again',
  againWhat: (reference) => `the call of order ${reference}`,
  states: { waiting: 'To send', delivered: 'Received', given_up: 'Given up' },
  answers: {
    address_refused: 'address refused',
    redirected_elsewhere: 'redirects elsewhere',
    too_many_redirects: 'redirects elsewhere',
    timeout: 'no answer within 10 seconds',
    too_large: 'answer too long',
    name_unknown: 'name unknown',
    tls: 'certificate refused',
    unreachable: 'unreachable',
    body_broken: 'answer unreadable',
    no_address: 'no address any more',
  },
  errors: {
    address_refused:
      'This address is not accepted: it begins with https:// and is not in a private network.',
    transition_not_allowed: 'This call is being sent already.',
  },
  givenUpSubject: 'Your software does not answer Renfort any more',
  givenUpText: (url) =>
    [
      'Renfort called your software seven times about an order, without an answer. It stops trying.',
      '',
      'Nothing is lost: the order is on your page, and each call can be sent again.',
      url,
    ].join('\n'),
};
