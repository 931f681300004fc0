import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import type { Found } from '../actions/find.ts';
import { FAMILIES, REMOTE } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { effortText, placeText } from '../views/parts.tsx';

export interface WidgetProps {
  readonly found: readonly Found[];
  /** Of associations, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Of the page with all of them. */
  readonly allHref: string;
}

/** Inside a page of somebody else: every link leaves the frame. */
export function Widget({ found, names, allHref }: WidgetProps) {
  const { lang } = useFrame();
  const m = texts(lang).syndication;
  return (
    <>
      {found.length === 0 ? <p>{m.none}</p> : null}
      <ul>
        {found.map(({ mission }) => (
          <li key={mission.id}>
            <a href={`/missions/${mission.id}`} target="_blank" rel="noopener">
              {mission.title}
            </a>
            <br />
            {[
              names.get(mission.organisationId) || mission.externalName,
              placeText(lang, mission),
              ...(mission.effortMinutes > 0 ? [effortText(lang, mission)] : []),
            ].join(' · ')}
          </li>
        ))}
      </ul>
      <p>
        <a href={allHref} target="_blank" rel="noopener">
          {m.allMissions}
        </a>
      </p>
    </>
  );
}

export interface EmbedProps {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Address of the widget with these choices, on this site. */
  readonly widget: string;
  readonly origin: string;
}

export function Embed({ values, errors, widget, origin }: EmbedProps) {
  const { lang } = useFrame();
  const { syndication: m, labels } = texts(lang);
  const frame = `<iframe src="${origin}${widget.replaceAll('&', '&amp;')}"
  title="${m.feedTitle}" width="100%" height="480" loading="lazy"></iframe>`;
  return (
    <>
      <h2 class="govuk-heading-m">{m.choose}</h2>
      <GetForm action="/missions/embed">
        {values.association ? (
          <input type="hidden" name="association" value={values.association} />
        ) : null}
        <TextField
          name="near"
          label={m.near}
          hint={m.nearHint}
          value={values.near}
          error={errors.near}
          maxlength={80}
        />
        <Select
          name="family"
          label={m.family}
          value={values.family}
          options={[
            { value: '', label: m.allFamilies },
            ...FAMILIES.map((value) => ({ value, label: labels.families[value] })),
          ]}
        />
        <Select
          name="remote"
          label={m.remote}
          value={values.remote}
          options={[
            { value: '', label: m.everywhere },
            ...REMOTE.map((value) => ({ value, label: labels.remote[value] })),
          ]}
        />
        <Button variant="secondary">{m.show}</Button>
      </GetForm>
      <TextArea name="code" label={m.code} value={frame} rows={3} spellcheck={false} />
      <h2 class="govuk-heading-m">{m.preview}</h2>
      <iframe src={widget} title={m.preview} width="100%" height="480" loading="lazy" />
    </>
  );
}

/** Under the results of a search: the same missions elsewhere. */
export function Subscribe({ query }: { readonly query: string }) {
  const { lang } = useFrame();
  const m = texts(lang).syndication;
  const links = [
    [`/missions/feed.xml${query}`, m.rss],
    [`/missions/feed.json${query}`, m.jsonFeed],
    [`/missions/embed${query}`, m.embedLink],
  ] as const;
  return (
    <nav aria-label={m.subscribe}>
      <h2 class="govuk-heading-s">{m.subscribe}</h2>
      <ul class="govuk-list">
        {links.map(([href, text]) => (
          <li key={href}>
            <a class="govuk-link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What API Engagement said of a mission that was sent to it, for its association. */
export function EngagementVerdict({
  status,
  comment,
}: {
  readonly status: string;
  readonly comment: string;
}) {
  const m = texts(useFrame().lang).syndication;
  const said =
    status === 'ACCEPTED'
      ? m.engagement.accepted
      : status === 'REFUSED'
        ? m.engagement.refused(comment)
        : m.engagement.waiting;
  return (
    <>
      <h2 class="govuk-heading-m">{m.onEngagement}</h2>
      <p class="govuk-body">{said}</p>
      <p class="govuk-hint">{m.engagementHelp}</p>
    </>
  );
}
