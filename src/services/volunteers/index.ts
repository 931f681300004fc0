import { join } from 'node:path';
import type { Service } from '#platform/service.ts';
import { eraseVolunteerPart } from './actions/erasure.ts';
import { publicDirectoryFigures } from './actions/figures.ts';
import { termsOf } from './actions/freshness.ts';
import { importCommand } from './commands.ts';
import { jobs } from './jobs.ts';
import { texts } from './messages/index.ts';
import { navigation, todo } from './navigation.ts';
import { pages } from './routes.tsx';
import { searchUpkeepJob } from './search/jobs.ts';

export { saveVisibility } from './actions/abilities.ts';
export { withdrawConsent } from './actions/consents.ts';
export { contactFailed } from './actions/contact-failure.ts';
export {
  type DirectoryFigures,
  directoryFigures,
  publicDirectoryFigures,
} from './actions/figures.ts';
export { type ImportReport, importVolunteers } from './actions/import.ts';
export { preferenceChanged } from './actions/preference-changed.ts';
export { type KnownOfPerson, prefillSignUp } from './actions/prefill.ts';
export {
  abilitiesNobodyHolds,
  capabilitiesOf,
  type Helper,
  helperById,
  helperOf,
  helpersVisible,
  peopleByIds,
  type Reachable,
  type VisibleHelper,
  volunteerByPhone,
  volunteerIdOf,
} from './actions/reach.ts';
export { markAlive } from './actions/saving.ts';
export { ADULT_AGE, ageStanding, mayBeCalledInCrisis } from './domain/age.ts';
export {
  ALWAYS,
  DAY_PARTS,
  type DayPart,
  daysOfShift,
  maskOfShift,
  type Shift,
  slotBit,
  slotsOfShift,
  WEEKDAYS,
  whyUnavailable,
} from './domain/availability.ts';
export { abilitiesThrough, bearsEffort, type Capabilities } from './domain/capabilities.ts';
export {
  CERTIFICATE_CODES,
  CERTIFICATE_KINDS,
  type CertificateCode,
  type CertificateKind,
  certificateKind,
  codeOf,
  EFFORTS,
  type Effort,
  ELSEWHERE,
  type Elsewhere,
  EQUIPMENT,
  type Equipment,
  expand,
  idOf,
  isSkillId,
  LANGUAGES,
  type Language,
  nearestBelow,
  SKILL_FAMILIES,
  SKILLS,
  type SkillCode,
  satisfies,
  whatSatisfies,
} from './domain/skill-referential.ts';
export { abilityLabel, equipmentLabel, languageLabel } from './messages/index.ts';
export { type NextStep, onMissions } from './missions-part.ts';
export type { VolunteerId } from './queries/rows.ts';
export {
  type AudienceCriteria,
  type AudienceFunnel,
  audienceCount,
  audienceFunnel,
  EXCLUSIONS,
  type Exclusion,
  type Explanation,
  explainPerson,
  markAlerted,
  refreshSearch,
  releaseEngaged,
  type SelectedPerson,
  selectAudience,
  setEngaged,
} from './search/index.ts';
export { DirectoryFiguresView } from './views/figures.tsx';

export const service: Service = {
  name: 'volunteers',
  migrations: { module: 'volunteers', folder: join(import.meta.dirname, 'migrations') },
  pages,
  door: { way: 'help', href: '/volunteer/join' },
  jobs: [...jobs, searchUpkeepJob],
  commands: [importCommand],
  navigation,
  todo,
  keeps: (ctx, lang) => texts(lang).profile.keeps(termsOf(ctx)),
  erase: eraseVolunteerPart,
  figures: async (ctx, lang) => {
    const { total } = await publicDirectoryFigures(ctx);
    return total === undefined ? [] : [{ value: total, label: texts(lang).staff.figures.public }];
  },
};
