import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Service } from '#platform/service.ts';
import { alertsApi } from './alerts/api.ts';
import { capInspect, capPropose } from './alerts/commands.ts';
import { expireProposalsJob } from './alerts/expire.ts';
import { feedJobs } from './alerts/feeds/job.ts';
import { alertMetrics } from './alerts/figures.ts';
import { alertTexts } from './alerts/messages/index.ts';
import { ALERT_ROLES } from './alerts/policy.ts';
import { forgetAlertsJob } from './alerts/retention.ts';
import { checkAlertSettings } from './alerts/settings.ts';
import { alertTodo } from './alerts/todo.ts';
import { replyApi } from './api.ts';
import { attendanceTexts } from './attendance/messages/index.ts';
import { planCommand, simulateCommand } from './commands.ts';
import { CRISIS_KEPT_DAYS } from './domain/retention.ts';
import { WALK_UP_KEPT_DAYS } from './domain/walk-up.ts';
import { eraseCrisesPart } from './erase.ts';
import { banner, crisisTodo } from './front.ts';
import { jobs } from './jobs.ts';
import { mergeCrisesPart } from './merge.ts';
import { texts } from './messages/index.ts';
import { PAGE_ROLES } from './policy.ts';
import { type Booking, bookingsBetween } from './queries/bookings.ts';
import { callTitles } from './queries/call-outs.ts';
import { minutesBetween } from './queries/hours.ts';
import { logVerify } from './report/commands.ts';
import { attendanceKind } from './report/credential.ts';
import { certificatesTodo } from './report/todo.ts';
import { pages } from './routes/pages.ts';
import { eraseWalkUpsJob } from './walkups/erase.ts';
import { walkUpTexts } from './walkups/messages/index.ts';

export { DEFAULT_PARAMETERS, moveCallOut, startCallOut } from './actions/call-out.ts';
export {
  addNote,
  type CreateRefusal,
  type CrisisId,
  type CrisisProposal,
  createCrisis,
  moveCrisis,
  openCrisisFromProposal,
} from './actions/crisis.ts';
export { addNeed, type NeedId, type NeedInput } from './actions/need.ts';
export { recordReply } from './actions/reply.ts';
export { sendWave } from './actions/wave.ts';
export { type Receipt, receiveAlert } from './alerts/receive.ts';
export { alertOfToken } from './call-lookup.ts';
export { tokenHash } from './call-messages.ts';
export async function callNames(ctx: Context, ids: readonly string[]) {
  return callTitles(ctx.db, ids);
}
export { assign, meets, overlaps, type Shift } from './domain/assignment.ts';
export { expectedFrom } from './domain/past-answers.ts';
export { POLICIES, POLICY_NAMES, type Policy } from './domain/policies.ts';
export { NINE, simulateMany } from './domain/simulation.ts';
export { waveSize } from './domain/wave.ts';
export { answerSms } from './sms.ts';
export { onSurplus } from './surplus.ts';

/** Where a volunteer has a confirmed place within a span of time. */
export async function confirmedPlaces(
  ctx: Context,
  volunteerId: string,
  span: { readonly startsAt: Date; readonly endsAt: Date },
): Promise<readonly Booking[]> {
  return bookingsBetween(ctx.db, volunteerId, span);
}

/** Minutes of a volunteer confirmed in real crises, from a day to another, both included. */
export async function confirmedMinutes(
  ctx: Context,
  volunteerId: string,
  period: { readonly from: DateString; readonly to: DateString },
): Promise<number> {
  return minutesBetween(ctx.db, volunteerId, period);
}

/** Mobilisation: from an alert to a filled roster. */
export const service: Service = {
  name: 'crises',
  migrations: { module: 'crises', folder: join(import.meta.dirname, 'migrations') },
  commands: [capInspect, capPropose, planCommand, simulateCommand, logVerify],
  api: (api) => {
    alertsApi(api);
    replyApi(api);
  },
  pages,
  banner,
  credentials: [attendanceKind],
  erase: eraseCrisesPart,
  merge: mergeCrisesPart,
  navigation: [
    {
      href: '/field',
      section: 'crises',
      text: (lang) => attendanceTexts(lang).nav,
      access: ['site_leader'],
      rank: 11,
    },
    {
      href: '/crises/alerts',
      section: 'crises',
      text: (lang) => alertTexts(lang).nav,
      access: ALERT_ROLES,
      rank: 12,
    },
    {
      href: '/crises',
      section: 'crises',
      text: (lang) => texts(lang).crisis.crises,
      access: PAGE_ROLES.view,
      rank: 10,
    },
  ],
  metrics: alertMetrics,
  keeps: (_, lang) => [
    ...walkUpTexts(lang).keeps(WALK_UP_KEPT_DAYS),
    ...texts(lang).crisis.keeps(CRISIS_KEPT_DAYS),
  ],
  impersonal: ['aide', 'help'],
  todo: async (ctx, actor, lang) => [
    ...(await crisisTodo(ctx, actor, lang)),
    ...(await certificatesTodo(ctx, actor, lang)),
    ...(await alertTodo(ctx, actor, lang)),
  ],
  start: checkAlertSettings,
  jobs: [...jobs, expireProposalsJob, forgetAlertsJob, ...feedJobs, eraseWalkUpsJob],
};
