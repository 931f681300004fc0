import { join } from 'node:path';
import type { Service } from '#platform/service.ts';

export { type AuditEvent, recordAudit } from './record.ts';

export const service: Service = {
  name: 'audit',
  migrations: { module: 'audit', folder: join(import.meta.dirname, 'migrations') },
};
