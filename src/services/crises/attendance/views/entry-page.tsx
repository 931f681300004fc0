import type { RawForm } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { type DeskLine, type DeskPerson, keyOf } from '../../domain/desk.ts';
import { attendanceTexts } from '../messages/index.ts';
import { DeskStyle } from './desk-page.tsx';

export interface EntryPageProps {
  readonly people: readonly DeskLine[];
  readonly path: string;
  readonly values: RawForm;
  /** Names of the fields that cannot be right. */
  readonly wrong: ReadonlySet<string>;
  readonly saved?: number;
}

export function fieldName(kind: 'in' | 'out', person: DeskPerson): string {
  return `${kind} ${keyOf(person)}`;
}

/** The filled sheet, line by line, in the order in which it was printed. */
export function EntryPage({ people, path, values, wrong, saved }: EntryPageProps) {
  const { lang } = useFrame();
  const m = attendanceTexts(lang).entry;
  return (
    <>
      <DeskStyle />
      {saved === undefined ? null : <Notice tone="success">{m.saved(saved)}</Notice>}
      {wrong.size > 0 ? <Notice tone="crisis">{m.wrong}</Notice> : null}
      {people.length === 0 ? <p>{m.nobody}</p> : null}
      <Form action={`${path}/from-paper`}>
        <DateField
          name="day"
          label={m.day}
          value={String(values.day ?? '')}
          error={wrong.has('day') ? m.wrong_day : undefined}
        />
        <p class="govuk-hint">{m.hint}</p>
        <ul class="rf-desk">
          {people.map((person) => (
            <li key={keyOf(person)} class="rf-desk__line rf-desk-entry">
              <strong>{person.name || attendanceTexts(lang).desk.unnamed}</strong>
              <span>
                <TimeField kind="in" person={person} values={values} wrong={wrong} />
                <TimeField kind="out" person={person} values={values} wrong={wrong} />
              </span>
            </li>
          ))}
        </ul>
        {people.length > 0 ? <Button>{m.save}</Button> : null}
      </Form>
      <p>
        <a href={path}>{m.back}</a>
      </p>
    </>
  );
}

function TimeField({
  kind,
  person,
  values,
  wrong,
}: {
  readonly kind: 'in' | 'out';
  readonly person: DeskPerson;
} & Pick<EntryPageProps, 'values' | 'wrong'>) {
  const m = attendanceTexts(useFrame().lang).entry;
  const name = fieldName(kind, person);
  const id = name.replaceAll(' ', '-');
  return (
    <span>
      <label for={id}>
        {m[kind]}
        <span class="govuk-visually-hidden"> : {person.name}</span>
      </label>
      <input
        id={id}
        name={name}
        class="govuk-input"
        inputMode="text"
        autocomplete="off"
        value={String(values[name] ?? '')}
        aria-invalid={wrong.has(name) ? true : undefined}
        aria-describedby={wrong.has(name) ? `${id}-error` : undefined}
      />
      {wrong.has(name) ? (
        <span id={`${id}-error`} class="govuk-error-message">
          {m.wrong_time}
        </span>
      ) : null}
    </span>
  );
}
