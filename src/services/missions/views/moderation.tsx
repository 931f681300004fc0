import type { AuditLine } from '#platform/audit/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { DueDate, ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { type Decision, REPORT_REASONS, REVIEW_REASONS } from '../actions/moderate.ts';
import type { Checks } from '../checks.ts';
import { addDaysTo } from '../domain/follow-up.ts';
import { texts } from '../messages/index.ts';
import type { Mission } from '../queries/missions.ts';
import type { Report } from '../queries/reports.ts';
import { CheckList } from './manage.tsx';
import { MissionView, type MissionViewProps } from './parts.tsx';

type Listed = Mission & { readonly reports: number; readonly association: string };

export function ModerationQueue({
  missions,
  reviewDays,
}: {
  readonly missions: readonly Listed[];
  readonly reviewDays: number;
}) {
  const { lang } = useFrame();
  const m = texts(lang).moderation;
  if (missions.length === 0) {
    return (
      <EmptyState title={m.none}>
        <p>{m.noneHelp}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ListHead count={missions.length} what={m.what} />
      <Table
        dense
        caption={m.title}
        captionHidden
        columns={[
          { key: 'mission', label: m.mission },
          { key: 'association', label: m.association },
          { key: 'department', label: m.department },
          { key: 'why', label: m.why },
          { key: 'due', label: m.due },
        ]}
        rows={missions.map((mission) => ({
          key: mission.id,
          cells: [
            <a class="govuk-link" href={`/missions/moderation/${mission.id}`}>
              {mission.title}
            </a>,
            mission.association,
            mission.department,
            <Why mission={mission} />,
            <DueDate at={addDaysTo(mission.submittedAt ?? mission.createdAt, reviewDays)} />,
          ],
        }))}
      />
    </>
  );
}

function Why({ mission }: { readonly mission: Listed }) {
  const { lang } = useFrame();
  const m = texts(lang).moderation.kinds;
  if (mission.state === 'flagged') return <Tag tone="neutral">{m.hidden}</Tag>;
  if (mission.reports > 0) return <Tag tone="crisis">{m.reports(mission.reports)}</Tag>;
  return mission.appealedAt ? (
    <Tag tone="caution">{m.appeal}</Tag>
  ) : (
    <Tag tone="info">{m.first}</Tag>
  );
}

export interface ReviewPageProps extends MissionViewProps {
  readonly checks: Checks;
  readonly reports: readonly Report[];
  readonly history: readonly AuditLine[];
  readonly verdicts: readonly Decision['verdict'][];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function ReviewPage(props: ReviewPageProps) {
  const { mission, checks, reports, history, verdicts, values, errors } = props;
  const { lang } = useFrame();
  const m = texts(lang).moderation;
  const asksReason = verdicts.includes('refuse') || verdicts.includes('flag');
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {mission.appealedAt && mission.reviewReason ? (
        <Notice tone="caution" title={m.kinds.appeal}>
          <p>{m.reasons[mission.reviewReason as keyof typeof m.reasons]}</p>
          <p>{mission.reviewNote}</p>
        </Notice>
      ) : null}
      <MissionView {...props} />
      {reports.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.reportsTitle}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {reports.map((report, index) => (
              <li key={index}>
                <Time at={report.reportedAt} format="date" /> :{' '}
                {m.reportReasons[report.reason as keyof typeof m.reportReasons]}
                {report.note ? ` : ${report.note}` : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2 class="govuk-heading-m">{m.checks}</h2>
      <CheckList checks={checks} />
      {verdicts.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">{m.decide}</h2>
          <Form>
            {asksReason ? (
              <>
                <Select
                  name="reason"
                  label={m.reason}
                  value={values.reason}
                  error={errors.reason}
                  options={[
                    { value: '', label: '' },
                    ...REVIEW_REASONS.map((value) => ({ value, label: m.reasons[value] })),
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
              </>
            ) : null}
            <ButtonGroup>
              {verdicts.map((verdict, index) => (
                <Button
                  key={verdict}
                  name="verdict"
                  value={verdict}
                  variant={verdict === 'flag' ? 'warning' : index === 0 ? 'primary' : 'secondary'}
                >
                  {m.verdicts[verdict]}
                </Button>
              ))}
            </ButtonGroup>
          </Form>
        </>
      ) : null}
      {mission.organisationId ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/missions/bans?association=${mission.organisationId}`}>
            {texts(lang).bans.suspend}
          </a>
        </p>
      ) : null}
      <h2 class="govuk-heading-m">{m.history}</h2>
      <Timeline
        items={history.map((line) => ({
          time: line.at,
          title: m.actions[line.action] ?? line.action,
        }))}
      />
    </>
  );
}

export function ReportPage({
  values,
  errors,
}: {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}) {
  const { lang } = useFrame();
  const m = texts(lang).moderation;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <Form>
        <Radios
          name="reason"
          legend={m.reason}
          value={values.reason}
          error={errors.reason}
          items={REPORT_REASONS.map((value) => ({ value, label: m.reportReasons[value] }))}
        />
        <TextArea name="note" label={m.reportNote} value={values.note} rows={4} maxlength={2000} />
        <Button>{m.reportSend}</Button>
      </Form>
    </>
  );
}
