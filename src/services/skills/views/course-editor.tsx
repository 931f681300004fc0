import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import type { CourseError } from '../courses/course-error.ts';
import { texts } from '../messages/index.ts';

export interface CourseEditorProps {
  readonly course: string;
  readonly courseLang: Lang;
  readonly source: string;
  readonly revision: number;
  /** What is wrong in the kept draft; `undefined` when none is kept. */
  readonly mistakes: readonly CourseError[] | undefined;
  readonly published: boolean;
  /** Why what was asked was refused, translated. */
  readonly refusal?: string | undefined;
}

/** A draft is kept as it is; what is wrong in it is told by line, and holds back the publication only. */
export function CourseEditor(props: CourseEditorProps) {
  const { course, courseLang, source, revision, mistakes, published, refusal } = props;
  const m = texts(useFrame().lang).writing;
  const here = `/learn/write/${course}/${courseLang}`;
  return (
    <>
      {refusal ? <ErrorSummary errors={[{ field: 'source', message: refusal }]} /> : null}
      {mistakes && !refusal ? <Kept mistakes={mistakes} /> : null}
      <Form action={here}>
        <input type="hidden" name="seen" value={revision} />
        <TextArea
          name="source"
          label={m.source}
          hint={m.sourceHint}
          rows={28}
          value={source === '' ? m.template : source}
          spellcheck
          error={refusal}
        />
        <Button>{m.save}</Button>
      </Form>
      {mistakes ? (
        <ButtonGroup>
          {mistakes.length === 0 ? (
            <>
              <Button href={`${here}/preview`} variant="secondary">
                {m.preview}
              </Button>
              <Form action={`${here}/publish`}>
                <Button variant="secondary">{m.publish}</Button>
              </Form>
            </>
          ) : null}
        </ButtonGroup>
      ) : null}
      {published ? (
        <Form action={`${here}/withdraw`}>
          <p>{m.withdrawHelp}</p>
          <Button variant="warning">{m.withdraw}</Button>
        </Form>
      ) : null}
    </>
  );
}

function Kept({ mistakes }: { readonly mistakes: readonly CourseError[] }) {
  const m = texts(useFrame().lang).writing;
  if (mistakes.length === 0) {
    return (
      <Notice tone="success">
        <p>{m.savedClean}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="caution" title={m.savedWrong(mistakes.length)}>
      <ul class="govuk-list govuk-list--bullet">
        {mistakes.map((mistake) => (
          <li key={`${mistake.line} ${mistake.code} ${mistake.found}`}>
            {m.line(mistake.line, m.mistakes[mistake.code](mistake.found ?? ''))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
