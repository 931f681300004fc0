import { join } from 'node:path';
import type { Service } from '#platform/service.ts';
import { commands } from './commands.ts';
import { LIFETIMES } from './domain/session-lifetime.ts';
import { CODE_MINUTES } from './domain/sign-in-rules.ts';
import { sweep } from './jobs.ts';
import { authTexts } from './messages/index.ts';
import { erase } from './own-account.ts';
import { pages } from './routes/index.ts';

export { type Account, accountByEmail, accountForEmail, emailHash } from './accounts.ts';
export {
  authenticateToken,
  createToken,
  hasScope,
  type TokenActor,
  type TokenRefusal,
} from './api-tokens.ts';
export { normaliseEmail } from './domain/email.ts';
export { departmentOfCommune, parseScope, scopeText } from './domain/scope.ts';
export { giveRole, takeRole } from './grants.ts';
export { onOrganisationName } from './organisation-names.ts';
export { accountById } from './queries/accounts.ts';
export { grantsHeld } from './queries/grants.ts';
export {
  type Holder,
  holdersOfOrganisation,
  holdersOfRole,
  holdersOfSite,
  type OrganisationHolder,
} from './queries/holders.ts';
export { forgive, look, type RateRule, type RateVerdict, take } from './rate-limit.ts';

export { startSession } from './sessions.ts';

export const service: Service = {
  name: 'auth',
  migrations: { module: 'auth', folder: join(import.meta.dirname, 'migrations') },
  commands,
  pages,
  jobs: [sweep],
  navigation: [
    {
      href: '/admin/accounts',
      section: 'administration',
      text: (lang) => authTexts(lang).admin.navigation,
      access: ['administrator'],
      rank: 90,
    },
  ],
  erase,
  keeps: (_, lang) => authTexts(lang).keeps(LIFETIMES, CODE_MINUTES),
};
