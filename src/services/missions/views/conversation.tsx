import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { texts } from '../messages/index.ts';
import type { Message } from '../queries/messages.ts';
import type { ApplicationPageProps } from './application.tsx';
import { Paragraphs } from './parts.tsx';

export function Conversation({
  messages,
  side,
  base,
  person,
  association,
  values,
  errors,
}: ApplicationPageProps & { readonly base: string }) {
  const { lang } = useFrame();
  const m = texts(lang).application;
  const author = (fromVolunteer: boolean) =>
    fromVolunteer === (side === 'volunteer') && side !== 'reader'
      ? m.you
      : fromVolunteer
        ? person.firstName
        : association;
  return (
    <section aria-labelledby="conversation">
      <h2 id="conversation" class="govuk-heading-m">
        {m.conversation}
      </h2>
      {messages.length === 0 ? (
        <p class="govuk-body">{m.noMessage}</p>
      ) : (
        <Timeline
          items={messages.map((message) => ({
            time: message.sentAt,
            title: message.readAt
              ? `${author(message.fromVolunteer)} · ${m.readBy}`
              : author(message.fromVolunteer),
            text: <Text message={message} base={base} />,
            tone: message.fromVolunteer ? 'neutral' : 'brand',
          }))}
        />
      )}
      {side === 'reader' ? null : (
        <Form action={`${base}/messages`} multipart>
          <TextArea
            name="message"
            label={m.message}
            value={values.message}
            error={errors.message}
            rows={3}
            maxlength={4000}
          />
          <FileField
            name="piece"
            label={m.piece}
            hint={m.fileHint}
            error={errors.piece}
            accept=".pdf,.docx,.odt,image/jpeg,image/png"
          />
          <Button variant="secondary">{m.send}</Button>
        </Form>
      )}
    </section>
  );
}

function Text({ message, base }: { readonly message: Message; readonly base: string }) {
  return (
    <>
      {message.text ? <Paragraphs text={message.text} /> : null}
      {message.fileId ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${base}/messages/${message.id}/file`}>
            {message.fileName}
          </a>
        </p>
      ) : null}
    </>
  );
}
