import { useFrame } from '#platform/http/frame.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { texts } from '../messages/index.ts';
import type { Meeting } from '../queries/meetings.ts';
import type { Conflict } from './own-calendar.ts';
import { writtenMoment } from './written-moment.ts';

/** On the page of an application: when the person is expected, and what else falls then. */
export function MeetingsPart({
  missionId,
  meetings,
  zone,
  conflicts,
}: {
  readonly missionId: string;
  readonly meetings: readonly Meeting[];
  readonly zone: string;
  readonly conflicts: readonly Conflict[];
}) {
  const { lang, now } = useFrame();
  const m = texts(lang).calendar;
  const coming = meetings.filter(({ endsAt, cancelledAt }) => endsAt > now && !cancelledAt);
  if (coming.length === 0) return null;
  return (
    <section aria-labelledby="meetings">
      <h2 id="meetings" class="govuk-heading-m">
        {m.meetings}
      </h2>
      {conflicts.map(({ meeting, other }) => (
        <Notice key={other.title} tone="caution" title={m.conflict}>
          <p>
            {writtenMoment(lang, meeting, zone)} : {other.title}
          </p>
        </Notice>
      ))}
      <ul class="govuk-list govuk-list--bullet">
        {coming.map((meeting) => (
          <li key={meeting.id}>
            {writtenMoment(lang, meeting, zone)}
            {meeting.place ? ` · ${meeting.place}` : ''}
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href={`/missions/${missionId}/calendar.ics`}>
          {m.download}
        </a>
      </p>
    </section>
  );
}
