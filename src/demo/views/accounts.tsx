import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { DEMO_ACCOUNTS } from '../accounts.ts';
import { texts } from '../messages/index.ts';

export function DemoAccounts() {
  const m = texts(useFrame().lang);
  return (
    <>
      <Notice tone="info" title={m.noticeTitle}>
        <p>{m.notice}</p>
        <p>
          <a class="govuk-link" href="/demo/outbox">
            {m.outbox}
          </a>
        </p>
      </Notice>
      <Form action="/demo/sign-in">
        <Table
          caption={m.caption}
          captionHidden
          columns={[
            { key: 'person', label: m.person },
            { key: 'role', label: m.role },
            { key: 'action', label: m.action },
          ]}
          rows={DEMO_ACCOUNTS.map(({ part, name, email }) => ({
            key: part,
            cells: [
              <strong>{name}</strong>,
              <>
                {m.parts[part].role}
                <br />
                <span class="govuk-hint">{m.parts[part].does}</span>
              </>,
              <Button variant="secondary" name="email" value={email}>
                {m.signIn} <span class="govuk-visually-hidden">{m.signInAs(name)}</span>
              </Button>,
            ],
          }))}
        />
      </Form>
    </>
  );
}
