import type { ComponentChildren } from 'preact';
import { useFrame } from '#platform/http/frame.ts';
import { COLON } from '#platform/i18n/typography.ts';
import { localDate, localMinutes } from '#platform/kernel/dates.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import type { Label } from '../domain/label.ts';
import { clockText, isOpenAt, type Opening, type Period, periodsOn } from '../domain/opening.ts';
import { texts } from '../messages/index.ts';
import type { Space } from '../queries/spaces.ts';
import { dayText, STATE_TONES, townOf, wordsOf } from './parts.tsx';

export interface SpacePageProps {
  readonly space: Space;
  /** As it is today. */
  readonly label: Label;
  readonly opening: Opening;
  readonly holder: string;
  readonly jsonLd: string;
  /** Buttons of this visitor. */
  readonly acts?: ComponentChildren;
}

export function SpacePage({ space, label, opening, holder, jsonLd, acts }: SpacePageProps) {
  const { lang, now, nonce } = useFrame();
  const { publicTexts: m, labels } = texts(lang);
  const today = localDate(now, space.timeZone);
  const isOpen = isOpenAt(opening, today, localMinutes(now, space.timeZone));
  return (
    <>
      <script
        type="application/ld+json"
        nonce={nonce}
        dangerouslySetInnerHTML={{ __html: jsonLd }}
      />
      <RecordHeader
        kind={m.kind}
        title={space.name}
        state={{ text: labels.states[label.state], tone: STATE_TONES[label.state] }}
        facts={[townOf(space), isOpen ? m.openNow : m.closedNow].join(' · ')}
      >
        {acts}
      </RecordHeader>
      {space.source === 'demo' ? (
        <p>
          <Tag tone="info">{m.demo}</Tag>
        </p>
      ) : null}
      {label.state === 'labelled' && label.until ? (
        <p class="govuk-body">{m.labelledUntil(dayText(lang, label.until))}</p>
      ) : (
        <Notice tone="caution" title={m.notLabelled}>
          <p>{m.notLabelledHelp}</p>
        </Notice>
      )}
      {space.presentation ? <p class="govuk-body-l">{space.presentation}</p> : null}
      <h2 class="govuk-heading-m">{m.hours}</h2>
      <Hours opening={opening} />
      <Exceptions opening={opening} today={today} />
      <h2 class="govuk-heading-m">{m.contact}</h2>
      <SummaryList rows={contactRows(space, holder, m)} />
      <h2 class="govuk-heading-m">{m.onTheSpot}</h2>
      <SummaryList
        rows={filled([
          { key: m.services, value: wordsOf(labels.services, space.services) },
          { key: m.equipment, value: wordsOf(labels.equipment, space.equipment) },
          { key: m.accessible, value: wordsOf(labels.accessibility, space.accessibility) },
          { key: m.languages, value: wordsOf(labels.languages, space.languages) },
          { key: m.groups, value: m.groupPlaces(space.groupPlaces) },
          { key: m.age, value: m.alone(space.aloneFrom) },
          { key: m.free, value: m.freeText },
          { key: m.neutral, value: m.neutralText },
        ])}
      />
    </>
  );
}

function filled(rows: readonly { readonly key: string; readonly value: ComponentChildren }[]) {
  return rows.filter(({ value }) => value !== '');
}

function contactRows(space: Space, holder: string, m: ReturnType<typeof texts>['publicTexts']) {
  return filled([
    { key: m.address, value: `${space.address}, ${townOf(space)}` },
    {
      key: m.phone,
      value: space.phone && (
        <a class="govuk-link" href={`tel:${space.phone.replaceAll(' ', '')}`}>
          {space.phone}
        </a>
      ),
    },
    {
      key: m.email,
      value: space.email && (
        <a class="govuk-link" href={`mailto:${space.email}`}>
          {space.email}
        </a>
      ),
    },
    {
      key: m.website,
      value: space.website && (
        <a class="govuk-link" href={space.website} rel="nofollow">
          {space.website}
        </a>
      ),
    },
    {
      key: m.heldBy,
      value: holder && (
        <a class="govuk-link" href={`/associations/${space.organisationId}`}>
          {holder}
        </a>
      ),
    },
  ]);
}

function Hours({ opening }: { readonly opening: Opening }) {
  const { labels } = texts(useFrame().lang);
  return (
    <SummaryList
      rows={labels.weekdays.map((name, index) => ({
        key: name,
        value: <Periods periods={opening.week.filter(({ weekday }) => weekday === index + 1)} />,
      }))}
    />
  );
}

function Periods({ periods }: { readonly periods: readonly Period[] }) {
  const { lang } = useFrame();
  const { publicTexts: m, labels } = texts(lang);
  if (periods.length === 0) return <>{m.closed}</>;
  const words = periods.map(({ starts, ends, audience }) => {
    const hours = `${clockText(starts, lang)} – ${clockText(ends, lang)}`;
    return audience === 'all' ? hours : `${hours} (${labels.audiences[audience]})`;
  });
  return <>{words.join(', ')}</>;
}

function Exceptions({ opening, today }: { readonly opening: Opening; readonly today: string }) {
  const { lang } = useFrame();
  const { publicTexts: m } = texts(lang);
  const coming = opening.exceptions.filter(({ day }) => day >= today).slice(0, 20);
  if (coming.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{m.exceptions}</h3>
      <ul class="govuk-list">
        {coming.map(({ day, note }) => (
          <li key={day}>
            {dayText(lang, day)}
            {COLON[lang]}
            <Periods periods={periodsOn(opening, day)} />
            {note ? ` (${note})` : null}
          </li>
        ))}
      </ul>
    </>
  );
}
