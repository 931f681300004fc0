import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { BAN, BAN_DAYS, BAN_REASONS, isInForce } from '../domain/bans.ts';
import { texts } from '../messages/index.ts';
import type { Ban } from '../queries/bans.ts';

export interface BansPageProps {
  readonly bans: readonly Ban[];
  /** Of associations, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** To suspend; an account when undefined. */
  readonly association: { readonly id: string; readonly name: string } | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function BansPage({ bans, names, association, values, errors }: BansPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).bans;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {bans.length === 0 ? (
        <p class="govuk-body">{m.none}</p>
      ) : (
        <Table
          caption={m.title}
          captionHidden
          columns={[
            { key: 'who', label: m.who },
            { key: 'reason', label: m.reason },
            { key: 'until', label: m.until },
            { key: 'state', label: m.state },
          ]}
          rows={bans.map((ban) => ({
            key: ban.id,
            cells: [
              <a key="who" class="govuk-link" href={`/missions/bans/${ban.id}`}>
                {names.get(ban.subjectId) ?? m.account}
              </a>,
              m.reasons[ban.reason],
              <Time key="until" at={ban.untilAt} format="date" />,
              <StateTag key="state" ban={ban} />,
            ],
          }))}
        />
      )}
      <h2 class="govuk-heading-m">
        {association ? m.newAssociation(association.name) : m.newTitle}
      </h2>
      {association ? <p class="govuk-body">{m.newAssociationHelp}</p> : null}
      <Form action="/missions/bans">
        {association ? (
          <input type="hidden" name="association" value={association.id} />
        ) : (
          <TextField
            name="email"
            label={m.email}
            hint={m.emailHint}
            value={values.email}
            error={errors.email}
            type="email"
            maxlength={254}
          />
        )}
        <Select
          name="reason"
          label={m.reason}
          value={values.reason}
          error={errors.reason}
          options={[
            { value: '', label: '' },
            ...BAN_REASONS.map((value) => ({ value, label: m.reasons[value] })),
          ]}
        />
        <TextArea
          name="note"
          label={m.note}
          hint={m.noteHint}
          value={values.note}
          error={errors.note}
          rows={3}
          maxlength={2000}
        />
        <Radios
          name="days"
          legend={m.days}
          value={values.days}
          error={errors.days}
          inline
          items={BAN_DAYS.map((days) => ({ value: String(days), label: m.dayCount(days) }))}
        />
        <Button variant="warning">{m.button}</Button>
      </Form>
    </>
  );
}

function StateTag({ ban }: { readonly ban: Ban }) {
  const { lang, now } = useFrame();
  const m = texts(lang).bans;
  if (ban.state !== 'lifted' && !isInForce(ban, now)) return <Tag tone="neutral">{m.over}</Tag>;
  return <Tag tone={ban.state === 'lifted' ? 'neutral' : 'caution'}>{m.states[ban.state]}</Tag>;
}

export interface BanPageProps {
  readonly ban: Ban;
  readonly side: 'banned' | 'moderator';
  readonly errors: Readonly<Record<string, string>>;
}

export function BanPage({ ban, side, errors }: BanPageProps) {
  const { lang, now } = useFrame();
  const m = texts(lang).bans;
  const may = (event: 'appeal' | 'uphold' | 'lift') =>
    isInForce(ban, now) && BAN[ban.state][event] !== undefined;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <SummaryList
        rows={[
          { key: m.state, value: <StateTag ban={ban} /> },
          { key: m.until, value: <Time at={ban.untilAt} format="date" /> },
          { key: m.reason, value: m.reasons[ban.reason] },
          { key: m.note, value: ban.note },
          ...(ban.appeal ? [{ key: m.appealed, value: ban.appeal }] : []),
          ...(ban.answer ? [{ key: m.answer, value: ban.answer }] : []),
        ]}
      />
      {side === 'banned' && may('appeal') ? (
        <Form>
          <TextArea
            name="text"
            label={m.appealLabel}
            error={errors.text}
            rows={5}
            maxlength={2000}
          />
          <Button name="event" value="appeal">
            {m.appeal}
          </Button>
        </Form>
      ) : null}
      {side === 'moderator' && may('lift') ? (
        <Form>
          <TextArea name="text" label={m.answer} error={errors.text} rows={3} maxlength={2000} />
          <ButtonGroup>
            <Button name="event" value="lift">
              {m.lift}
            </Button>
            {may('uphold') ? (
              <Button name="event" value="uphold" variant="secondary">
                {m.uphold}
              </Button>
            ) : null}
          </ButtonGroup>
        </Form>
      ) : null}
    </>
  );
}

/** Where something is refused because of a ban: says so, and leads to the decision. */
export function BanNotice({
  ban,
  what,
}: {
  readonly ban: Pick<Ban, 'id'>;
  readonly what: 'publishing' | 'applying';
}) {
  const m = texts(useFrame().lang).bans;
  return (
    <Notice tone="caution">
      <p>
        {what === 'publishing' ? m.publishingStopped : m.applyingStopped}{' '}
        <a href={`/missions/bans/${ban.id}`}>{m.see}</a>
      </p>
    </Notice>
  );
}
