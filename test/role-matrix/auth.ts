import { accountForEmail } from '#platform/auth/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import { ADMINISTRATORS, type Rows } from './row.ts';

async function someAccount(app: TestApp): Promise<string> {
  const { account } = await accountForEmail(app.ctx, 'somebody@test.example', 'fr');
  return `/admin/accounts/${account.id}`;
}

export const rows: Rows = {
  'GET /sign-in': 'everybody',
  'POST /sign-in': 'everybody',
  'GET /sign-in/code': 'everybody',
  'POST /sign-in/code': 'everybody',
  'POST /sign-in/resend': 'everybody',
  'GET /sign-in/link/:token': 'everybody',
  'POST /sign-in/link/:token': 'everybody',
  'POST /sign-out': 'everybody',
  'GET /signed-out': 'everybody',
  'POST /sign-in/passkey/options': 'everybody',
  'POST /sign-in/passkey': 'everybody',
  'GET /sign-in/openid/:provider': 'everybody',
  'GET /sign-in/openid/:provider/callback': 'everybody',
  'POST /sign-in/identity': 'everybody',
  'GET /account': 'signed_in',
  'POST /account': 'signed_in',
  'GET /account/email': 'signed_in',
  'POST /account/email': 'signed_in',
  'GET /account/email/code': 'signed_in',
  'POST /account/email/code': 'signed_in',
  'POST /account/sessions/:id/end': 'signed_in',
  'POST /account/sessions/end-all': 'signed_in',
  'POST /account/passkeys/options': 'signed_in',
  'POST /account/passkeys': 'signed_in',
  'POST /account/passkeys/remove': 'signed_in',
  'POST /account/identities/remove': 'signed_in',
  'GET /account/notifications': 'signed_in',
  'POST /account/notifications': 'signed_in',
  'GET /admin/accounts': ADMINISTRATORS,
  'POST /admin/accounts': ADMINISTRATORS,
  'GET /admin/accounts/:id': { allowed: ADMINISTRATORS, path: someAccount },
  'POST /admin/accounts/:id/grants': {
    allowed: ['administrator'],
    path: async (app) => `${await someAccount(app)}/grants`,
    fields: { role: 'reviewer', scope: 'department', scope_department: '75' },
  },
  'POST /admin/accounts/:id/grants/:grant/revoke': ADMINISTRATORS,
  'POST /admin/accounts/:id/close': {
    allowed: ['administrator'],
    path: async (app) => `${await someAccount(app)}/close`,
  },
  'POST /admin/accounts/:id/reopen': {
    allowed: ['administrator'],
    path: async (app) => `${await someAccount(app)}/reopen`,
  },
};
