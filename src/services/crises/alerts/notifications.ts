import { holdersOfRole } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { departmentByCode } from '#platform/geo/index.ts';
import { reachesDepartment } from '#platform/kernel/actor.ts';
import { notify, type OutgoingMessage } from '#platform/messaging/index.ts';
import { alertTexts } from './messages/index.ts';
import type { Proposal } from './queries/proposals.ts';

/**
 * Writes to the officers of the departments concerned, one message each for all that one alert
 * brings them. In an exercise the message is marked and captured, never sent.
 */
export async function tellOfficers(
  tx: Context,
  messageId: string,
  news: readonly { readonly proposal: Proposal; readonly news: 'new' | 'raised' }[],
): Promise<void> {
  if (news.length === 0) return;
  const departments = [...new Set(news.map(({ proposal }) => proposal.episode.department))];
  const holders = await holdersOfRole(tx.db, 'crisis_officer', departments, tx.clock.now());
  const outgoing: OutgoingMessage[] = [];
  for (const exercise of [false, true]) {
    const matching = news.filter(({ proposal }) => proposal.episode.exercise === exercise);
    for (const group of Map.groupBy(holders, (holder) => holder.email).values()) {
      const [holder] = group;
      const concerned = matching.filter(({ proposal }) =>
        group.some(({ scope }) => reachesDepartment(scope, proposal.episode.department)),
      );
      if (!holder || concerned.length === 0) continue;
      const m = alertTexts(holder.lang).email;
      const lines = concerned.map(({ proposal, news: kind }) =>
        m.line(
          alertTexts(holder.lang).levels[proposal.level],
          alertTexts(holder.lang).hazards[proposal.episode.hazard],
          departmentName(proposal.episode.department),
          kind,
        ),
      );
      outgoing.push({
        channel: 'email',
        recipient: holder.email,
        purpose: 'alerts',
        key: `alert:${messageId}${exercise ? ':exercise' : ''}`,
        lang: holder.lang,
        subject: m.subject(lines[0] as string, lines.length - 1, exercise),
        text: m.text(lines, `${tx.config.publicUrl}/crises/alerts`, exercise),
        exercise,
        // An alert read in the morning is read too late.
        ignoreQuietHours: true,
      });
    }
  }
  await notify(tx, outgoing);
}

export function departmentName(code: string): string {
  return departmentByCode(code)?.name ?? code;
}
