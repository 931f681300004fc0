import { join } from 'node:path';
import type { Service } from '../service.ts';
import { communesApi } from './communes.ts';
import { forgetIdempotencyJob } from './idempotency.ts';

export { API_ROOT, buildApi } from './build.tsx';
export type { Api, ApiPart, Call, Endpoint, Success } from './endpoint.ts';

export const service: Service = {
  name: 'api',
  migrations: { module: 'api', folder: join(import.meta.dirname, 'migrations') },
  jobs: [forgetIdempotencyJob],
  api: communesApi,
};
