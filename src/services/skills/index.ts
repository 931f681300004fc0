import { join } from 'node:path';
import type { Service } from '#platform/service.ts';
import { LEFT_OPEN_DAYS, WITHOUT_ACCOUNT_DAYS } from './actions/sweep-tests.ts';
import { importContent } from './bank/import-content.ts';
import { certificateKind } from './certificates/credential.ts';
import { bankImportCommand } from './commands/bank-import.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { ltiAddCommand } from './commands/lti-add.ts';
import { nextCommand } from './commands/next.ts';
import { scoreCommand } from './commands/score.ts';
import { simulateCommand } from './commands/simulate.ts';
import { eraseSkillsPart } from './erase.ts';
import { jobs } from './jobs.ts';
import { texts } from './messages/index.ts';
import {
  APPEAL_ROLES,
  AUTHOR_ROLES,
  BANK_ROLES,
  SUPERVISOR_ROLES,
  VOUCHER_ROLES,
} from './policy.ts';
import { pages } from './routes.tsx';

export { onConfirmedMinutes } from './actions/discount-facts.ts';
export { bundledItems } from './content/index.ts';
export {
  type Attempt,
  type AttemptEvent,
  answersOf,
  applyToAttempt,
  newAttempt,
  openQuestion,
  timeLeft,
} from './domain/attempt/attempt.ts';
export { adopt, type BankVersion, compareVersions, withItems } from './domain/bank/version.ts';
export {
  type CalibratedItem,
  type Calibration,
  type CalibrationOptions,
  calibrate,
} from './domain/calibration/calibrate.ts';
export {
  type GroupDifference,
  groupDifferences,
} from './domain/calibration/group-difference.ts';
export { type ItemFit, itemFit } from './domain/calibration/item-fit.ts';
export { personFit } from './domain/calibration/person-fit.ts';
export { pilotLacks, pilotPositions } from './domain/calibration/pilot.ts';
export type { Responses } from './domain/calibration/responses.ts';
export { type AdaptiveTest, recordAnswer, startTest } from './domain/cat/adaptive-test.ts';
export { nextItem, type SelectionRules } from './domain/cat/selection.ts';
export { type StoppingRules, whyStop } from './domain/cat/stopping.ts';
export {
  AREAS,
  type Area,
  areaOf,
  bandOf,
  COMPETENCES,
  type CompetenceCode,
  LEVELS,
  type Level,
  levelOf,
  provisionalDifficulty,
} from './domain/digcomp/referential.ts';
export { type Bank, bankOf, type Item } from './domain/irt/bank.ts';
export { estimate, type Method } from './domain/irt/estimate.ts';
export { type Estimate, posteriorTable } from './domain/irt/posterior.ts';
export { probability } from './domain/irt/response-model.ts';
export type { AnswerKey, Response } from './domain/items/answer-key.ts';
export { chanceOfGuessing, provisionalItem } from './domain/items/provisional.ts';
export { type Score, scoreResponse } from './domain/items/score-response.ts';
export { explainLevels } from './domain/items/short-text.ts';
export { simulatedAnswers, standardNormal } from './domain/simulation/people.ts';
export {
  type Accuracy,
  accuracy,
  chancesUnderLimit,
  figures,
  simulate,
} from './domain/simulation/simulate.ts';
export { codeOf, readCode } from './domain/vouchers/code.ts';
export { type DiscountRule, priceFor } from './domain/vouchers/discount.ts';
export { type Batch, counts, openBatch, record } from './domain/vouchers/ledger.ts';
export { readGift } from './files/gift.ts';
export type { Imported, ItemSource } from './files/item-source.ts';
export { readItemTable } from './files/item-table.ts';
export { readQti } from './files/qti-read.ts';
export { writeQti } from './files/qti-write.ts';

export const service: Service = {
  name: 'skills',
  migrations: { module: 'skills', folder: join(import.meta.dirname, 'migrations') },
  pages,
  commands: [
    bankImportCommand,
    ltiAddCommand,
    calibrateCommand,
    nextCommand,
    scoreCommand,
    simulateCommand,
  ],
  // An update may bring other questions.
  start: async (ctx) => {
    await importContent(ctx);
    return { stop: async () => {} };
  },
  jobs,
  keeps: (_, lang) => texts(lang).tests.keeps(LEFT_OPEN_DAYS, WITHOUT_ACCOUNT_DAYS),
  credentials: [certificateKind],
  erase: eraseSkillsPart,
  navigation: [
    {
      href: '/certifications',
      section: 'learn',
      text: (lang) => texts(lang).sessions.nav,
      access: 'public',
      rank: 18,
    },
    {
      href: '/certifications/supervise',
      section: 'learn',
      text: (lang) => texts(lang).sessions.supervise,
      access: SUPERVISOR_ROLES,
      rank: 19,
    },
    {
      href: '/certifications/appeals',
      section: 'reviews',
      text: (lang) => texts(lang).sessions.appealsTitle,
      access: APPEAL_ROLES,
      national: true,
      rank: 43,
    },
    {
      href: '/vouchers',
      section: 'learn',
      text: (lang) => texts(lang).vouchers.nav,
      access: VOUCHER_ROLES,
      national: true,
      rank: 60,
    },
    {
      href: '/learn',
      section: 'learn',
      text: (lang) => texts(lang).courses.nav,
      access: 'public',
      rank: 17,
    },
    {
      href: '/learn/write',
      section: 'administration',
      text: (lang) => texts(lang).writing.title,
      access: AUTHOR_ROLES,
      national: true,
      rank: 45,
    },
    {
      href: '/tests',
      section: 'learn',
      text: (lang) => texts(lang).tests.nav,
      access: 'public',
      rank: 18,
    },
    {
      href: '/admin/bank',
      section: 'administration',
      text: (lang) => texts(lang).bank.nav,
      access: BANK_ROLES,
      national: true,
      rank: 92,
    },
  ],
};
