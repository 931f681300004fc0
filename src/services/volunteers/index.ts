import { join } from 'node:path';
import type { Service } from '#platform/service.ts';

export const service: Service = {
  name: 'volunteers',
  migrations: { module: 'volunteers', folder: join(import.meta.dirname, 'migrations') },
};
