import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { alertTexts, reasonText } from '../messages/index.ts';
import type { AlertEntry, KnownMessage } from '../queries/intake.ts';
import { SignatureTag } from './level.tsx';
import { AlertTabs } from './proposal-list.tsx';

export function MessageList({ messages }: { readonly messages: readonly KnownMessage[] }) {
  const m = alertTexts(useFrame().lang);
  const upload = (
    <Button href="/crises/alerts/upload" variant="secondary">
      {m.list.upload}
    </Button>
  );
  if (messages.length === 0) {
    return (
      <>
        <AlertTabs current="messages" />
        <EmptyState title={m.message.none} action={upload}>
          {m.message.noneText}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <AlertTabs current="messages" />
      <Table
        caption={m.message.listTitle}
        captionHidden
        columns={[
          { key: 'received', label: m.message.received },
          { key: 'source', label: m.message.source },
          { key: 'outcome', label: m.message.outcome },
          { key: 'signature', label: m.record.signature },
        ]}
        rows={messages.map((message) => ({
          key: message.id,
          cells: [
            <a href={`/crises/alerts/messages/${message.id}`}>
              <Time at={message.receivedAt} />
            </a>,
            m.message.sources[message.source],
            <Outcome message={message} />,
            <SignatureTag signature={message.signature} />,
          ],
        }))}
      />
      <p>{upload}</p>
    </>
  );
}

function Outcome({ message }: { readonly message: KnownMessage }) {
  const m = alertTexts(useFrame().lang);
  const tone = message.outcome === 'refused' ? 'crisis' : 'success';
  return (
    <>
      {message.exercise ? <Tag tone="caution">{m.list.exercise}</Tag> : null}{' '}
      <Tag tone={tone}>{m.message.outcomes[message.outcome]}</Tag>
      {message.error ? ` ${reasonText(m, message.error)}${placeOf(message, m)}` : null}
    </>
  );
}

function placeOf({ errorDetail }: KnownMessage, m: ReturnType<typeof alertTexts>): string {
  const { line, column } = errorDetail;
  return line === undefined ? '' : ` (${m.message.place(line, column ?? 0)})`;
}

export interface MessageRecordProps {
  readonly message: KnownMessage;
  readonly entries: readonly AlertEntry[];
  readonly departmentName: (code: string) => string;
  /** The beginning of the bytes as text; Preact escapes it. */
  readonly raw: string;
  readonly rawIsCut: boolean;
  readonly arrival?: 'new' | 'repeated' | undefined;
}

export function MessageRecord(props: MessageRecordProps) {
  const { message, entries, departmentName, raw, rawIsCut, arrival } = props;
  const m = alertTexts(useFrame().lang);
  const refused = message.outcome === 'refused';
  return (
    <>
      {arrival ? (
        <Notice tone={refused ? 'caution' : arrival === 'new' ? 'success' : 'info'}>
          {arrival === 'repeated'
            ? m.upload.repeated
            : refused
              ? m.upload.refused
              : m.upload.accepted}
        </Notice>
      ) : null}
      <SummaryList
        rows={[
          { key: m.message.received, value: <Time at={message.receivedAt} /> },
          { key: m.message.source, value: m.message.sources[message.source] },
          { key: m.message.outcome, value: <Outcome message={message} /> },
          {
            key: m.record.signature,
            value: (
              <>
                <SignatureTag signature={message.signature} /> {m.signatureHelp[message.signature]}
                {message.signer ? ` ${m.signedBy(message.signer)}` : null}
              </>
            ),
          },
        ]}
      />
      {entries.length > 0 ? (
        <Table
          caption={m.message.alerts}
          columns={[
            { key: 'event', label: m.list.alert },
            { key: 'identifier', label: m.message.identifier },
            { key: 'sent', label: m.message.sent },
            { key: 'decision', label: m.message.decision },
          ]}
          rows={entries.map((entry) => ({
            key: entry.id,
            cells: [
              entry.headline ?? entry.event ?? '',
              entry.identifier ?? '',
              sentTime(entry.sent ?? ''),
              <ul class="govuk-list">
                {entry.decisions.map((decision) => (
                  <li key={JSON.stringify(decision)}>
                    <strong>{m.actions[decision.action]}</strong>, {reasonText(m, decision.reason)}
                    {decision.departments.length > 0
                      ? ` (${decision.departments.map(departmentName).join(', ')})`
                      : ''}
                    {decision.notes.map((note) => (
                      <p key={note} class="rf-soft">
                        {m.notes[note]}
                      </p>
                    ))}
                  </li>
                ))}
              </ul>,
            ],
          }))}
        />
      ) : null}
      {entries.some(({ decisions }) => decisions.some(({ action }) => PROPOSES.has(action))) ? (
        <p>
          <Button href="/crises/alerts">{m.message.next}</Button>
        </p>
      ) : null}
      <p>
        <a href={`/crises/alerts/messages/${message.id}/original`} download>
          {m.message.download}
        </a>
      </p>
      <Details summary={m.message.raw}>
        {rawIsCut ? <p>{m.message.rawCut(raw.length)}</p> : null}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard */}
        <pre tabIndex={0}>
          <code>{raw}</code>
        </pre>
      </Details>
    </>
  );
}

/** Decisions after which somebody has something to decide. */
const PROPOSES: ReadonlySet<string> = new Set(['propose', 'update', 'merge']);

/** The sender's own time, readable; as it is written when it is not one. */
function sentTime(text: string) {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : <Time key="sent" at={at} />;
}

export function UploadForm({ error }: { readonly error?: string | undefined }) {
  const m = alertTexts(useFrame().lang);
  const message = error === undefined ? undefined : (m.upload.errors[error] ?? error);
  return (
    <>
      <ErrorSummary errors={message ? [{ field: 'file', message }] : []} />
      <Form action="/crises/alerts/upload" multipart>
        <FileField
          name="file"
          label={m.upload.file}
          hint={m.upload.lead}
          accept=".xml,.cap,.atom,.rss,.json"
          error={message}
        />
        <Button>{m.upload.send}</Button>
      </Form>
    </>
  );
}
