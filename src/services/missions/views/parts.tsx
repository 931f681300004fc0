import { type ComponentChildren, Fragment } from 'preact';
import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import type { Tone } from '#platform/ui/tag/tag.tsx';
import { abilityLabel, type Language, languageLabel } from '#services/volunteers/index.ts';
import { minutesText } from '../domain/hours.ts';
import type { ApplicationState, ClaimState, MissionState } from '../domain/states.ts';
import { texts } from '../messages/index.ts';
import type { Mission } from '../queries/missions.ts';
import type { Task } from '../queries/work.ts';

export const MISSION_TONES: Readonly<Record<MissionState, Tone>> = {
  draft: 'neutral',
  pending_review: 'caution',
  published: 'success',
  paused: 'neutral',
  closed: 'neutral',
  cancelled: 'neutral',
  flagged: 'crisis',
};

export const APPLICATION_TONES: Readonly<Record<ApplicationState, Tone>> = {
  interested: 'info',
  applied: 'caution',
  in_discussion: 'caution',
  waiting: 'info',
  offered: 'caution',
  accepted: 'success',
  delivered: 'brand',
  completed: 'success',
  declined: 'neutral',
  withdrawn: 'neutral',
  no_show: 'neutral',
  unanswered: 'neutral',
};

export const CLAIM_TONES: Readonly<Record<ClaimState, Tone>> = {
  claimed: 'info',
  in_progress: 'info',
  submitted: 'brand',
  changes_asked: 'caution',
  accepted: 'success',
  given_back: 'neutral',
  expired: 'neutral',
};

export function effortText(lang: Lang, mission: Pick<Mission, 'pace' | 'effortMinutes'>): string {
  return texts(lang).labels.effort[mission.pace](minutesText(mission.effortMinutes));
}

export function placeText(lang: Lang, mission: Pick<Mission, 'remote' | 'communeCode'>): string {
  const commune = communeByCode(mission.communeCode ?? '');
  const remote = texts(lang).labels.remote[mission.remote];
  return mission.remote === 'full' || !commune
    ? remote
    : `${remote} · ${commune.name} (${commune.department})`;
}

export function dayText(lang: Lang, day: DateString): string {
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));
}

function datesText(lang: Lang, { startsOn, endsOn }: Mission): string | undefined {
  const m = texts(lang).application;
  if (startsOn && endsOn) return m.between(dayText(lang, startsOn), dayText(lang, endsOn));
  if (startsOn) return m.from(dayText(lang, startsOn));
  return endsOn ? m.until(dayText(lang, endsOn)) : undefined;
}

export interface MissionViewProps {
  readonly mission: Mission;
  readonly association: { readonly id: string; readonly name: string };
  readonly tasks: readonly Task[];
}

/** What a volunteer reads before saying yes: the text, then the facts, then the tasks. */
export function MissionView({ mission, association, tasks }: MissionViewProps) {
  const { lang } = useFrame();
  const { application: m, labels, search } = texts(lang);
  const abilities = (ids: readonly number[]) => ids.map((id) => abilityLabel(lang, id)).join(', ');
  const free = Math.max(0, mission.places - mission.held - mission.offered);
  const fact = (key: string, value: ComponentChildren) => (value ? [{ key, value }] : []);
  return (
    <>
      <h2 class="govuk-heading-m">{m.what}</h2>
      <Paragraphs text={mission.description} />
      <SummaryList
        rows={[
          ...fact(
            m.facts.association,
            association.id === '' ? (
              association.name
            ) : (
              <a class="govuk-link" href={`/associations/${association.id}`}>
                {association.name}
              </a>
            ),
          ),
          ...fact(m.facts.where, placeText(lang, mission)),
          ...fact(m.facts.effort, mission.effortMinutes > 0 && effortText(lang, mission)),
          ...fact(m.facts.pace, labels.paces[mission.pace]),
          ...fact(m.facts.dates, datesText(lang, mission)),
          ...fact(m.facts.places, free > 0 ? search.places(free) : search.full),
          ...fact(m.facts.deliverable, mission.deliverable),
          ...fact(m.facts.tools, mission.tools),
          ...fact(m.facts.required, abilities(mission.required)),
          ...fact(m.facts.skills, abilities(mission.skills)),
          ...fact(
            m.facts.languages,
            mission.languages.map((code) => languageLabel(lang, code as Language)).join(', '),
          ),
          ...fact(
            m.facts.confidentiality,
            mission.confidentiality !== 'none' && labels.confidentiality[mission.confidentiality],
          ),
          ...fact(
            m.facts.access,
            [
              mission.openToMinors ? m.minors : m.adults,
              ...(mission.accessible ? [m.accessible] : []),
            ].join(' · '),
          ),
        ]}
      />
      {tasks.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.tasks}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {tasks.map((task) => (
              <li key={task.id}>
                {task.title}
                {task.effortMinutes > 0 ? ` · ${minutesText(task.effortMinutes)}` : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

/** Text as somebody typed it: its paragraphs and lines, nothing else. */
export function Paragraphs({ text }: { readonly text: string }) {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <p key={index} class="govuk-body">
          {paragraph.split('\n').map((line, at) => (
            <Fragment key={at}>
              {at > 0 ? <br /> : null}
              {line}
            </Fragment>
          ))}
        </p>
      ))}
    </>
  );
}
