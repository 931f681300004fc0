import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { Briefing } from '../../queries/briefing.ts';
import type { Need } from '../../queries/needs.ts';
import { shiftText } from '../../shift-text.ts';
import { Errors, type FormState } from '../../views/crisis-form.tsx';
import type { ReadOrNot } from '../briefing.ts';
import { assignmentTexts } from '../messages/index.ts';

export interface BriefingPageProps extends FormState {
  readonly present: Briefing | undefined;
  /** The need whose addition is written; undefined: the briefing of all. */
  readonly need?: Pick<Need, 'id' | 'position'> | undefined;
  /** Where something may be added. */
  readonly needs: readonly (Pick<Need, 'id' | 'position' | 'startsAt' | 'endsAt' | 'timeZone'> & {
    readonly added: boolean;
  })[];
}

export function BriefingPage({ values, errors, present, need, needs }: BriefingPageProps) {
  const { lang } = useFrame();
  const m = assignmentTexts(lang).briefing;
  return (
    <>
      <Errors errors={errors} />
      {present ? (
        <p>
          {m.version(present.version)} <Time at={present.writtenAt} />. {m.again}
        </p>
      ) : null}
      <Form>
        <TextArea
          name="text"
          label={need ? m.addition(need.position) : m.text}
          hint={need ? m.addition_hint : m.text_hint}
          value={values.text}
          error={errors.text}
          rows={need ? 5 : 10}
        />
        <Button>{m.save}</Button>
      </Form>
      {need || needs.length === 0 ? null : (
        <section>
          <h2>{m.by_need}</h2>
          <p>{m.by_need_hint}</p>
          <ul>
            {needs.map((one) => (
              <li key={one.id}>
                <a href={`?need=${one.id}`}>{one.position}</a>, {shiftText(lang, one, 'short')}
                {one.added ? ` (${m.added})` : ''}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

export interface CallBriefing extends ReadOrNot {
  readonly changed: boolean;
  readonly action: string;
}

/** On the page of somebody expected: what to know, and one button that says it is known. */
export function BriefingToRead({ briefing, addition, readAt, changed, action }: CallBriefing) {
  const m = assignmentTexts(useFrame().lang).briefing;
  return (
    <section>
      <h2>{m.heading}</h2>
      {changed ? <Notice tone="caution">{m.changed}</Notice> : null}
      {briefing ? <Paragraphs text={briefing.text} /> : null}
      {addition ? (
        <>
          <h3>{m.here}</h3>
          <Paragraphs text={addition.text} />
        </>
      ) : null}
      {readAt ? (
        <p>
          <strong>{m.known}</strong> <Time at={readAt} />
        </p>
      ) : (
        <Form action={action}>
          {briefing ? <input type="hidden" name="version" value={briefing.version} /> : null}
          {addition ? <input type="hidden" name="addition" value={addition.version} /> : null}
          <Button size="large">{m.acknowledge}</Button>
        </Form>
      )}
    </section>
  );
}

function Paragraphs({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n+/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  );
}
