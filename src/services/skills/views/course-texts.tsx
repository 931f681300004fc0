import { useFrame } from '#platform/http/frame.ts';
import { LANGS, type Lang } from '#platform/i18n/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { texts } from '../messages/index.ts';

export interface CourseText {
  readonly course: string;
  readonly title: string;
  /** By language: what learners read, and whether a draft waits. */
  readonly states: Readonly<
    Record<Lang, { readonly read: 'shipped' | 'published' | 'none'; readonly draft: boolean }>
  >;
}

export interface CourseTextsProps {
  readonly all: readonly CourseText[];
  readonly typed?: { readonly course: string; readonly lang: string } | undefined;
  readonly error?: string | undefined;
}

/** For authors: every course, what is read of it in each language, and the way to its text. */
export function CourseTexts({ all, typed, error }: CourseTextsProps) {
  const m = texts(useFrame().lang).writing;
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'course', message: error }] : []} />
      <Table
        caption={m.title}
        captionHidden
        columns={[
          { key: 'course', label: m.course },
          ...LANGS.map((lang) => ({ key: lang, label: m.languages[lang] })),
        ]}
        rows={all.map(({ course, title, states }) => ({
          key: course,
          cells: [
            title,
            ...LANGS.map((lang) => (
              <>
                <span>{stateText(states[lang].read, m)}</span>{' '}
                {states[lang].draft ? <Tag tone="caution">{m.states.draft}</Tag> : null}{' '}
                <a class="govuk-link" href={`/learn/write/${course}/${lang}`}>
                  {m.edit}
                  <span class="govuk-visually-hidden">
                    {' '}
                    {m.editHidden(title, m.languages[lang])}
                  </span>
                </a>
              </>
            )),
          ],
        }))}
      />
      <h2>{m.newTitle}</h2>
      <Form action="/learn/write">
        <TextField
          name="course"
          label={m.newId}
          hint={m.newIdHint}
          width="medium"
          spellcheck={false}
          value={typed?.course}
          error={error}
        />
        <Radios
          name="lang"
          legend={m.source}
          inline
          value={typed?.lang ?? 'fr'}
          items={LANGS.map((lang) => ({ value: lang, label: m.languages[lang] }))}
        />
        <Button>{m.begin}</Button>
      </Form>
    </>
  );
}

function stateText(
  read: CourseText['states'][Lang]['read'],
  m: ReturnType<typeof texts>['writing'],
): string {
  switch (read) {
    case 'shipped':
      return m.shipped;
    case 'published':
      return m.states.published;
    case 'none':
      return m.none;
  }
}
