import type { Service } from '#platform/service.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { nextCommand } from './commands/next.ts';
import { scoreCommand } from './commands/score.ts';
import { simulateCommand } from './commands/simulate.ts';

export {
  type CalibratedItem,
  type Calibration,
  type CalibrationOptions,
  calibrate,
} from './domain/calibration/calibrate.ts';
export type { Responses } from './domain/calibration/responses.ts';
export { type AdaptiveTest, recordAnswer, startTest } from './domain/cat/adaptive-test.ts';
export { nextItem, type SelectionRules } from './domain/cat/selection.ts';
export { type StoppingRules, whyStop } from './domain/cat/stopping.ts';
export { type Bank, bankOf, type Item } from './domain/irt/bank.ts';
export { estimate, type Method } from './domain/irt/estimate.ts';
export { type Estimate, posteriorTable } from './domain/irt/posterior.ts';
export { probability } from './domain/irt/response-model.ts';
export { simulatedAnswers, standardNormal } from './domain/simulation/people.ts';
export {
  type Accuracy,
  accuracy,
  chancesUnderLimit,
  figures,
  simulate,
} from './domain/simulation/simulate.ts';

export const service: Service = {
  name: 'skills',
  commands: [calibrateCommand, nextCommand, scoreCommand, simulateCommand],
};
