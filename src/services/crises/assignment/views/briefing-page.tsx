import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { Briefing, BriefingAck } from '../../queries/briefing.ts';
import { Errors, type FormState } from '../../views/crisis-form.tsx';
import { assignmentTexts } from '../messages/index.ts';

export function BriefingPage(props: FormState & { readonly present: Briefing | undefined }) {
  const { values, errors, present } = props;
  const m = assignmentTexts(useFrame().lang).briefing;
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
          label={m.text}
          hint={m.text_hint}
          value={values.text}
          error={errors.text}
          rows={10}
        />
        <Button>{m.save}</Button>
      </Form>
    </>
  );
}

export interface CallBriefing {
  readonly briefing: Briefing;
  /** This person's, of this version. */
  readonly ack: BriefingAck | undefined;
  readonly changed: boolean;
  readonly action: string;
}

/** On the page of somebody expected: what to know, and one button that says it is known. */
export function BriefingToRead({ briefing, ack, changed, action }: CallBriefing) {
  const m = assignmentTexts(useFrame().lang).briefing;
  return (
    <section>
      <h2>{m.heading}</h2>
      {changed ? <Notice tone="caution">{m.changed}</Notice> : null}
      {briefing.text.split(/\n+/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {ack ? (
        <p>
          <strong>{m.known}</strong> <Time at={ack.at} />
        </p>
      ) : (
        <Form action={action}>
          <input type="hidden" name="version" value={briefing.version} />
          <Button size="large">{m.acknowledge}</Button>
        </Form>
      )}
    </section>
  );
}
