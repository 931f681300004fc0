import type { Service } from '#platform/service.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { scoreCommand } from './commands/score.ts';

export const service: Service = {
  name: 'skills',
  commands: [calibrateCommand, scoreCommand],
};
