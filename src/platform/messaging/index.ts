import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { Service } from '../service.ts';
import { startDispatcher } from './dispatcher.ts';
import { mailCheck, outboxCheck, smsCheck } from './doctor.ts';
import { canonicalRecipient } from './domain/message.ts';
import type { MessageState } from './domain/message-state.ts';
import { erase } from './erase.ts';
import { onIncomingSms } from './incoming.ts';
import { CONTENTS_KEPT_DAYS, jobs } from './jobs.ts';
import { texts } from './messages/index.ts';
import {
  countByState,
  listMessages,
  type MessageFilter,
  type StoredMessage,
} from './queries/outbox.ts';
import { pages } from './routes/index.ts';
import { answerStop } from './stop.ts';

export { type ContactFailure, onContactFailed } from './contact-failed.ts';
export {
  type Dispatcher,
  type DispatchOptions,
  dispatchPending,
  startDispatcher,
} from './dispatcher.ts';
export type { Channel, OutgoingMessage, Purpose } from './domain/message.ts';
export type { MessageState } from './domain/message-state.ts';
export { nameGroups } from './groups.ts';
export {
  type IncomingSms,
  onIncomingSms,
  receiveSms,
  type SmsAnswer,
  type SmsHandler,
} from './incoming.ts';
export { isDemo, setDemo } from './installation.ts';
export { cancelUnsent, notify } from './notify.ts';
export { normalisePhone, type PhoneNumber, readPhone, writtenPhone } from './phone.ts';
export { type ChangedPreference, onPreferenceChanged } from './preference-changed.ts';
export { CHOSEN_PURPOSES, chooseWanted, refusing, wantedPurposes } from './preferences.ts';
export { devicesOf, type PushDevice, pushKey, withPush } from './push-devices.ts';
export type { MessageFilter, StoredMessage } from './queries/outbox.ts';
export { countSegments, type SegmentCount } from './segments.ts';
export { PushSection, type PushSectionProps } from './views/push-section.tsx';

/** Messages in any state, newest first; in tests, what somebody was or will be sent. */
export async function messages(
  ctx: Context,
  filter: MessageFilter = {},
  limit = 1_000,
): Promise<StoredMessage[]> {
  const recipient = filter.recipient?.includes('@')
    ? canonicalRecipient('email', filter.recipient)
    : filter.recipient;
  return listMessages(ctx.db, { ...filter, recipient }, limit);
}

/** How many messages of a group are in each state; a state nobody is in is absent. */
export async function messageCounts(
  ctx: Context,
  group: string,
): Promise<Partial<Record<MessageState, number>>> {
  return countByState(ctx.db, group);
}

onIncomingSms('stop', answerStop);

export const service: Service = {
  name: 'messaging',
  erase,
  migrations: { module: 'messaging', folder: join(import.meta.dirname, 'migrations') },
  pages,
  navigation: [
    {
      href: '/admin/messages',
      section: 'administration',
      text: (lang) => texts(lang).operations.navigation,
      access: ['administrator'],
      national: true,
      rank: 91,
    },
  ],
  jobs,
  keeps: (_, lang) => texts(lang).keeps(CONTENTS_KEPT_DAYS),
  work: (ctx) => startDispatcher(ctx),
  doctor: [mailCheck, smsCheck, outboxCheck],
};
