import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { type ExceptionDay, periodsOn, writeHours } from '../domain/opening.ts';
import { ACCESSIBILITY, EQUIPMENT, LANGUAGES, SERVICES } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import type { Space } from '../queries/spaces.ts';
import { dayText, Errors, LabelTag, STATE_TONES, townOf } from './parts.tsx';

export interface ManageListProps {
  readonly spaces: readonly Space[];
  readonly holders: readonly { readonly id: string; readonly name: string }[];
}

export function ManageList({ spaces, holders }: ManageListProps) {
  const { manage: m } = texts(useFrame().lang);
  const add = (
    <ButtonGroup>
      {holders.map(({ id, name }) => (
        <Button key={id} href={`/spaces/new?organisation=${id}`} variant="secondary">
          {holders.length === 1 ? m.add : m.addFor(name)}
        </Button>
      ))}
    </ButtonGroup>
  );
  if (spaces.length === 0) {
    return (
      <EmptyState title={m.none} action={add}>
        <p>{m.noneHelp}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        caption={m.title}
        captionHidden
        columns={[
          { key: 'space', label: m.space },
          { key: 'town', label: m.town },
          { key: 'label', label: m.label },
          { key: 'pages', label: m.publicPage },
        ]}
        rows={spaces.map((space) => ({
          key: space.id,
          cells: [
            <a class="govuk-link" href={`/spaces/${space.id}/manage`}>
              {space.name}
            </a>,
            townOf(space),
            <LabelTag state={space.labelState} />,
            <a class="govuk-link" href={`/spaces/${space.id}`}>
              {m.publicPage}
              <span class="govuk-visually-hidden"> : {space.name}</span>
            </a>,
          ],
        }))}
      />
      {add}
    </>
  );
}

export interface SpaceDashboardProps {
  readonly space: Space;
  /** Keeps the page and the label; a host sees the daily work alone. */
  readonly keeps: boolean;
  readonly saved: boolean;
}

/** The way in to everything about one space. */
export function SpaceDashboard({ space, keeps, saved }: SpaceDashboardProps) {
  const { manage: m, labels } = texts(useFrame().lang);
  const pages = [
    ['desk', m.desk],
    ['bookings', m.bookings],
    ['statistics', m.statistics],
    ['poster', m.poster],
    ...(keeps
      ? ([
          ['people', m.people],
          ['edit', m.edit],
          ['hours', m.hours],
          ['label', m.labelLink],
        ] as const)
      : []),
  ] as const;
  return (
    <>
      <RecordHeader
        kind={m.nav}
        title={space.name}
        state={{ text: labels.states[space.labelState], tone: STATE_TONES[space.labelState] }}
        facts={townOf(space)}
      />
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <h2 class="govuk-visually-hidden">{m.title}</h2>
      <ResultList>
        {pages.map(([page, text]) => (
          <ResultCard key={page} href={`/spaces/${space.id}/${page}`} title={text}>
            <p>{m.about[page]}</p>
          </ResultCard>
        ))}
        <ResultCard href={`/spaces/${space.id}`} title={m.publicPage}>
          <p>{m.about.public}</p>
        </ResultCard>
      </ResultList>
    </>
  );
}

export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export interface SpaceFormProps {
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string>>;
}

export function SpaceForm({ values, errors }: SpaceFormProps) {
  const { manage: m, labels } = texts(useFrame().lang);
  const one = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const many = (name: string) => (Array.isArray(values[name]) ? values[name] : []);
  const text = (name: 'name' | 'commune' | 'address' | 'phone' | 'email' | 'website') => ({
    name,
    label: m[name],
    value: one(name),
    error: errors[name],
  });
  const choices = <Code extends string>(
    codes: readonly Code[],
    names: Readonly<Record<Code, string>>,
  ) => codes.map((value) => ({ value, label: names[value] }));
  return (
    <>
      <Errors errors={errors} />
      <Form>
        {one('version') ? <input type="hidden" name="version" value={one('version')} /> : null}
        <TextField {...text('name')} maxlength={120} />
        <TextArea
          name="presentation"
          label={m.presentation}
          hint={m.presentationHint}
          value={one('presentation')}
          error={errors.presentation}
          rows={3}
          maxlength={1000}
        />
        <TextField {...text('commune')} hint={m.communeHint} width="medium" maxlength={80} />
        <TextField {...text('address')} hint={m.addressHint} maxlength={200} />
        <TextField {...text('phone')} type="tel" width="medium" maxlength={30} />
        <TextField {...text('email')} type="email" width="medium" maxlength={200} />
        <TextField {...text('website')} hint={m.websiteHint} type="url" maxlength={300} />
        <Checkboxes
          name="services[]"
          legend={m.services}
          items={choices(SERVICES, labels.services)}
          values={many('services')}
          columns
        />
        <Checkboxes
          name="equipment[]"
          legend={m.equipment}
          items={choices(EQUIPMENT, labels.equipment)}
          values={many('equipment')}
          columns
        />
        <Checkboxes
          name="accessibility[]"
          legend={m.accessibility}
          hint={m.accessibilityHint}
          items={choices(ACCESSIBILITY, labels.accessibility)}
          values={many('accessibility')}
          columns
        />
        <Checkboxes
          name="languages[]"
          legend={m.languages}
          items={choices(LANGUAGES, labels.languages)}
          values={many('languages')}
          columns
        />
        <TextField
          name="group_places"
          label={m.groupPlaces}
          value={one('group_places')}
          error={errors.group_places}
          inputmode="numeric"
          width="short"
        />
        <TextField
          name="alone_from"
          label={m.aloneFrom}
          value={one('alone_from')}
          error={errors.alone_from}
          inputmode="numeric"
          width="short"
          suffix={m.years}
        />
        <Button>{m.save}</Button>
      </Form>
    </>
  );
}

export interface HoursFormProps {
  /** Seven texts, Monday first. */
  readonly week: readonly string[];
  readonly exceptions: readonly ExceptionDay[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly saved: boolean;
  readonly path: string;
}

export function HoursForm({ week, exceptions, values, errors, saved, path }: HoursFormProps) {
  const { lang } = useFrame();
  const { manage: m, labels, publicTexts } = texts(lang);
  return (
    <>
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <Errors errors={errors} />
      <Form>
        <p class="govuk-hint">{m.hoursHint}</p>
        {week.map((text, index) => (
          <TextField
            key={index}
            name={`day_${index + 1}`}
            label={labels.weekdays[index] as string}
            value={text}
            error={errors[`day_${index + 1}`]}
            width="medium"
            maxlength={120}
            spellcheck={false}
          />
        ))}
        <Button>{m.save}</Button>
      </Form>
      <h2 class="govuk-heading-m">{m.exceptions}</h2>
      <p class="govuk-body">{m.exceptionsHelp}</p>
      {exceptions.length === 0 ? (
        <p class="govuk-body">{m.noException}</p>
      ) : (
        <Table
          caption={m.exceptions}
          captionHidden
          columns={[
            { key: 'day', label: m.exceptionDay },
            { key: 'hours', label: m.hours },
            { key: 'remove', label: m.removeException },
          ]}
          rows={exceptions.map((one) => ({
            key: one.day,
            cells: [
              `${dayText(lang, one.day)}${one.note ? ` (${one.note})` : ''}`,
              writeHours(periodsOn({ week: [], exceptions: [one] }, one.day), lang) ||
                publicTexts.closed,
              <Form action={`${path}/exceptions`}>
                <input type="hidden" name="remove" value={one.day} />
                <Button variant="secondary">
                  {m.removeException}
                  <span class="govuk-visually-hidden"> : {dayText(lang, one.day)}</span>
                </Button>
              </Form>,
            ],
          }))}
        />
      )}
      <Form action={`${path}/exceptions`}>
        <DateField name="day" label={m.exceptionDay} value={values.day} error={errors.day} />
        <TextField
          name="hours"
          label={m.exceptionHours}
          hint={m.exceptionHoursHint}
          value={values.hours}
          error={errors.hours}
          width="medium"
          maxlength={60}
        />
        <TextField name="note" label={m.exceptionNote} value={values.note} maxlength={120} />
        <Button variant="secondary">{m.addException}</Button>
      </Form>
    </>
  );
}
