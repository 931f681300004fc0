import { join } from 'node:path';
import type { Service } from '#platform/service.ts';
import { alertsApi } from './alerts/api.ts';
import { capInspect, capPropose } from './alerts/commands.ts';
import { expireProposalsJob } from './alerts/expire.ts';

export { type Receipt, receiveAlert } from './alerts/receive.ts';

/** Mobilisation: from an alert to a filled roster. */
export const service: Service = {
  name: 'crises',
  migrations: { module: 'crises', folder: join(import.meta.dirname, 'migrations') },
  commands: [capInspect, capPropose],
  api: alertsApi,
  jobs: [expireProposalsJob],
};
