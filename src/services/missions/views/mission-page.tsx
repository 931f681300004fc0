import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { JsonLd } from '#platform/ui/json-ld.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { texts } from '../messages/index.ts';
import type { Ban } from '../queries/bans.ts';
import { BanNotice } from './bans.tsx';
import { effortText, MissionView, type MissionViewProps, placeText } from './parts.tsx';
import { Invited } from './people.tsx';

export interface MissionPageProps extends MissionViewProps {
  /** Who looks: decides what stands under the mission. */
  readonly standing:
    | { readonly kind: 'visitor' }
    | { readonly kind: 'elsewhere'; readonly href: string }
    | { readonly kind: 'unfinished' }
    | { readonly kind: 'own_association'; readonly href: string }
    | { readonly kind: 'applied'; readonly href: string }
    | { readonly kind: 'banned'; readonly ban: Pick<Ban, 'id'> }
    | { readonly kind: 'gated'; readonly reason: string }
    | { readonly kind: 'may_apply' };
  readonly reasons: readonly string[];
  readonly answerDays: number;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly isKept: boolean;
  readonly invitation: { readonly declinedAt: Date | null } | undefined;
  /** Of the visit that API Engagement sent here, told with the application. */
  readonly clickId: string | undefined;
  /** schema.org data of this page. */
  readonly posting: Readonly<Record<string, unknown>> | undefined;
}

/** As API Engagement names it in the addresses that it leads to. */
export const CLICK = 'apiengagement_id';

export function MissionPage(props: MissionPageProps) {
  const { mission, standing, errors, reasons, isKept, posting } = props;
  const { lang, actor } = useFrame();
  const { application: m, labels } = texts(lang);
  const facts = [placeText(lang, mission), effortText(lang, mission)].join(' · ');
  return (
    <>
      {posting ? <JsonLd data={posting} /> : null}
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <RecordHeader kind={labels.families[mission.family]} title={mission.title} facts={facts}>
        {mission.source === 'demo' ? <Tag tone="info">{m.demo}</Tag> : null}
      </RecordHeader>
      {reasons.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      {props.invitation && standing.kind !== 'applied' ? (
        <Invited
          mission={mission}
          association={props.association.name}
          isDeclined={props.invitation.declinedAt !== null}
        />
      ) : null}
      <MissionView {...props} />
      <Standing {...props} />
      {actor.kind !== 'anonymous' && standing.kind !== 'own_association' ? (
        <Form action={`/missions/${mission.id}/keep`}>
          <input type="hidden" name="kept" value={isKept ? '' : 'on'} />
          <Button variant="secondary">{isKept ? m.unkeep : m.keep}</Button>
        </Form>
      ) : null}
      <p class="govuk-body">
        <a class="govuk-link" href={`/missions/${mission.id}/report`}>
          {m.report}
        </a>
      </p>
    </>
  );
}

function Standing({ mission, standing, answerDays, values, errors, clickId }: MissionPageProps) {
  const { lang } = useFrame();
  const { application: m, manage } = texts(lang);
  const here = `/missions/${mission.id}${clickId ? `?${CLICK}=${clickId}` : ''}`;
  const click = clickId ? <input type="hidden" name={CLICK} value={clickId} /> : null;
  switch (standing.kind) {
    case 'visitor':
      return (
        <Notice tone="info" title={m.apply}>
          <p>{m.signIn}</p>
          <Button href={`/sign-in?next=${encodeURIComponent(here)}`}>{m.signInButton}</Button>
        </Notice>
      );
    case 'elsewhere':
      return (
        <Notice tone="info" title={m.apply}>
          <p>{m.elsewhere}</p>
          {standing.href ? <Button href={standing.href}>{m.applyElsewhere}</Button> : null}
        </Notice>
      );
    case 'unfinished':
      return (
        <Notice tone="info" title={m.apply}>
          <p>{texts(lang).errors.sign_up_first}</p>
          <Button href="/volunteer/join">{m.finishSignUp}</Button>
        </Notice>
      );
    case 'own_association':
      return <Button href={standing.href}>{manage.nav}</Button>;
    case 'applied':
      return (
        <Notice tone="info">
          <p>{m.already}</p>
          <Button href={standing.href}>{m.seeMine}</Button>
        </Notice>
      );
    case 'banned':
      return <BanNotice ban={standing.ban} what="applying" />;
    case 'gated':
      return (
        <Notice tone="caution" title={m.cannot}>
          <p>{standing.reason}</p>
        </Notice>
      );
    case 'may_apply':
      return (
        <>
          <h2 class="govuk-heading-m">{m.apply}</h2>
          <Form action={`/missions/${mission.id}/apply`}>
            {click}
            <TextArea
              name="motivation"
              label={m.applyText}
              hint={m.applyHint}
              value={values.motivation}
              error={errors.motivation}
              maxlength={2000}
              rows={4}
            />
            <Button name="kind" value="apply">
              {m.apply}
            </Button>
            <p class="govuk-hint">{m.answerIn(answerDays)}</p>
          </Form>
          <Details summary={m.ask} open={errors.question !== undefined}>
            <Form action={`/missions/${mission.id}/apply`}>
              {click}
              <TextArea
                name="question"
                label={m.question}
                hint={m.askHint}
                value={values.question}
                error={errors.question}
                maxlength={2000}
                rows={3}
              />
              <Button name="kind" value="ask" variant="secondary">
                {m.send}
              </Button>
            </Form>
          </Details>
        </>
      );
  }
}
