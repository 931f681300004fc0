import { useFrame } from '../../http/frame.ts';
import { Button } from '../../ui/button/button.tsx';
import { Form } from '../../ui/form/form.tsx';
import type { Purpose } from '../domain/message.ts';
import { texts } from '../messages/index.ts';

export function UnsubscribePage({
  purpose,
  muted,
}: {
  readonly purpose: Purpose;
  readonly muted: boolean;
}) {
  const m = texts(useFrame().lang).unsubscribePage;
  return (
    <>
      <p>{m.about[purpose]}</p>
      {muted ? (
        <Form>
          <p>{m.undo}</p>
          <Button variant="secondary" name="undo" value="on">
            {m.undoButton}
          </Button>
        </Form>
      ) : (
        <Form>
          <Button>{m.confirm}</Button>
        </Form>
      )}
    </>
  );
}
