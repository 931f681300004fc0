import { useFrame } from '#platform/http/frame.ts';
import {
  CHOSEN_PURPOSES,
  type Purpose,
  PushSection,
  type PushSectionProps,
} from '#platform/messaging/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { authTexts } from '../messages/index.ts';

export interface NotificationsProps {
  readonly email: string;
  readonly wanted: readonly Purpose[];
  readonly saved: boolean;
  readonly push: PushSectionProps;
}

export function NotificationsPage({ email, wanted, saved, push }: NotificationsProps) {
  const m = authTexts(useFrame().lang).notifications;
  const labels: Readonly<Partial<Record<Purpose, string>>> = m.purposes;
  return (
    <>
      {saved ? <Notice tone="success">{m.saved}</Notice> : null}
      <Form>
        <Checkboxes
          name="wanted"
          legend={m.legend(email)}
          hint={m.hint}
          items={CHOSEN_PURPOSES.map((purpose) => ({
            value: purpose,
            label: labels[purpose] ?? purpose,
          }))}
          values={wanted}
        />
        <Button>{m.save}</Button>
      </Form>
      <p>{m.sms}</p>
      <PushSection {...push} />
    </>
  );
}
