import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import type { Tone } from '#platform/ui/tag/tag.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import type { LabelState } from '../domain/label.ts';
import { texts } from '../messages/index.ts';
import type { Space } from '../queries/spaces.ts';

export const STATE_TONES: Readonly<Record<LabelState, Tone>> = {
  none: 'neutral',
  labelled: 'success',
  suspended: 'crisis',
  expired: 'caution',
  withdrawn: 'crisis',
};

export function LabelTag({ state }: { readonly state: LabelState }) {
  return <Tag tone={STATE_TONES[state]}>{texts(useFrame().lang).labels.states[state]}</Tag>;
}

export function dayText(lang: Lang, day: DateString): string {
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));
}

export function townOf({ communeCode }: Pick<Space, 'communeCode'>): string {
  return communeByCode(communeCode)?.name ?? '';
}

/** The words of a list of codes, in the order of their vocabulary. */
export function wordsOf<Code extends string>(
  names: Readonly<Record<Code, string>>,
  codes: readonly Code[],
): string {
  return (Object.keys(names) as Code[])
    .filter((code) => codes.includes(code))
    .map((code) => names[code])
    .join(', ');
}

export function Errors({ errors }: { readonly errors: Readonly<Record<string, string>> }) {
  return (
    <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
  );
}
