import { join } from 'node:path';
import type { Service } from '#platform/service.ts';

export { type Account, accountByEmail, accountForEmail, emailHash } from './accounts.ts';
export { normaliseEmail } from './domain/email.ts';
export { giveRole, scopeText, takeRole } from './grants.ts';
export { accountById } from './queries/accounts.ts';
export { type Holder, holdersOfRole } from './queries/holders.ts';
export { startSession } from './sessions.ts';

export const service: Service = {
  name: 'auth',
  migrations: { module: 'auth', folder: join(import.meta.dirname, 'migrations') },
};
