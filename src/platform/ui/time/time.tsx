import { useFrame } from '../../http/frame.ts';
import { DEFAULT_TIME_ZONE } from '../../kernel/dates.ts';
import { fullTime, relativeTime, type TimeFormat, writtenTime } from './written-time.ts';

export interface TimeProps {
  /** An instant, or a calendar date `YYYY-MM-DD`. */
  readonly at: Date | string;
  /** "il y a 5 minutes", with the exact time one hover away. */
  readonly relative?: boolean | undefined;
  readonly timeZone?: string | undefined;
  readonly format?: TimeFormat | undefined;
}

export function Time({
  at,
  relative = false,
  timeZone = DEFAULT_TIME_ZONE,
  format = 'datetime',
}: TimeProps) {
  const { lang, now } = useFrame();
  if (typeof at === 'string') {
    const noon = new Date(`${at}T12:00:00Z`);
    return <time dateTime={at}>{writtenTime(lang, noon, 'UTC', 'date')}</time>;
  }
  return (
    <time dateTime={at.toISOString()} title={fullTime(lang, at, timeZone)}>
      {relative ? relativeTime(lang, at, now) : writtenTime(lang, at, timeZone, format)}
    </time>
  );
}
