import { holdersOfOrganisation } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { notify, type OutgoingMessage } from '#platform/messaging/index.ts';
import { organisationById } from '#services/associations/index.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import type { PlaceRequest } from './actions/placing.ts';
import { texts } from './messages/index.ts';
import { MANAGER_ROLES } from './policy.ts';
import type { ChangedApplication } from './queries/applications.ts';
import { applicationIds } from './queries/applications.ts';
import type { Mission } from './queries/missions.ts';
import { delaysOf } from './settings.ts';

/** States whose beginning the volunteer is told by e-mail, unless she brought it about herself. */
const TOLD = ['accepted', 'waiting', 'offered', 'declined', 'unanswered', 'no_show', 'completed'];

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

export function applicationPath(missionId: string, applicationId: string): string {
  return `/missions/${missionId}/applications/${applicationId}`;
}

/** Writes to the volunteers whom a decision concerns, and once a day to those who must answer. */
export async function tellDecision(
  tx: Context,
  mission: Mission,
  changed: readonly ChangedApplication[],
  asked: ReadonlyMap<string, PlaceRequest>,
): Promise<void> {
  const told = changed.filter(({ state }) => TOLD.includes(state));
  const ids = await applicationIds(
    tx.db,
    mission.id,
    told.map(({ volunteerId }) => volunteerId),
  );
  const association = (await organisationById(tx, mission.organisationId))?.name ?? '';
  await writeToVolunteers(
    tx,
    told.map(({ volunteerId, state, rank }) => ({
      volunteerId,
      key: `application:${ids.get(volunteerId)}:${state}:${tx.clock.now().getTime()}`,
      mail: (lang, firstName) =>
        texts(lang).mail.decision(state as never, {
          firstName,
          mission: mission.title,
          association,
          rank: rank ?? 0,
          offerDays: delaysOf(tx).offerDays,
          note: asked.get(volunteerId)?.note ?? '',
          link: tx.config.publicUrl + applicationPath(mission.id, ids.get(volunteerId) ?? ''),
        }),
    })),
  );
  const isNew = changed.some(({ state }) => state === 'applied' || state === 'interested');
  if (isNew) {
    await writeToManagers(tx, mission, 'all', `mission:${mission.id}:new`, (lang) =>
      texts(lang).mail.newApplications({
        mission: mission.title,
        link: `${tx.config.publicUrl}/missions/${mission.id}/manage`,
      }),
    );
  }
}

export interface LetterToVolunteer {
  readonly volunteerId: string;
  readonly key: string;
  readonly mail: (lang: Lang, firstName: string) => Mail;
  /** Of the person, for quiet hours. */
  readonly timeZone?: string;
  /** Not worth sending after this instant. */
  readonly expiresAt?: Date;
}

export async function writeToVolunteers(
  tx: Context,
  letters: readonly LetterToVolunteer[],
): Promise<void> {
  const people = await peopleByIds(
    tx,
    letters.map(({ volunteerId }) => volunteerId),
  );
  const messages: OutgoingMessage[] = [];
  for (const { volunteerId, key, mail, timeZone, expiresAt } of letters) {
    const person = people.get(volunteerId);
    if (!person?.email) continue;
    messages.push({
      channel: 'email',
      recipient: person.email,
      purpose: 'missions',
      key,
      ...(timeZone ? { timeZone } : {}),
      ...(expiresAt ? { expiresAt } : {}),
      lang: person.lang,
      ...mail(person.lang, person.firstName),
    });
  }
  await notify(tx, messages);
}

/** At most one letter per manager, key and day. `author`: whoever wrote the need, while in charge. */
export async function writeToManagers(
  tx: Context,
  mission: Mission,
  whom: 'author' | 'all',
  key: string,
  mail: (lang: Lang) => Mail,
): Promise<void> {
  const now = tx.clock.now();
  const holders = await holdersOfOrganisation(tx.db, mission.organisationId, MANAGER_ROLES, now);
  const author = holders.filter(({ accountId }) => accountId === mission.createdBy);
  const chosen = whom === 'author' && author.length > 0 ? author : holders;
  await notify(
    tx,
    chosen.map(({ email, lang }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'missions' as const,
      key: `${key}:${localDate(now)}`,
      lang,
      ...mail(lang),
    })),
  );
}
