import type { ComponentChildren } from 'preact';
import { Details } from '../details/details.tsx';
import { Time } from '../time/time.tsx';

export interface MessageCardProps {
  readonly channel: 'email' | 'sms' | 'push';
  /** "SMS", "E-mail". */
  readonly channelLabel: ComponentChildren;
  readonly to: string;
  readonly at: Date;
  readonly lang: 'fr' | 'en';
  readonly subject?: string | undefined;
  readonly text: string;
  /** Shows the subject alone until it is opened: for the further messages of a long list. */
  readonly folded?: boolean | undefined;
  /** State, purpose: beside the time. */
  readonly facts?: ComponentChildren;
  readonly children?: ComponentChildren;
}

const LINK = /(https?:\/\/[^\s<>"]+)/;

/** A message as the person who receives it sees it, its links ready to follow. */
export function MessageCard(props: MessageCardProps) {
  const { channel, channelLabel, to, at, lang, subject, text, folded, facts, children } = props;
  return (
    <li class={`rf-message rf-message--${channel}`}>
      <p class="rf-message__facts">
        {channelLabel}
        <span class="rf-message__to">{to}</span>
        <Time at={at} relative />
        {facts}
      </p>
      {subject && folded ? (
        <Details summary={<span lang={lang}>{subject}</span>}>
          <MessageText lang={lang} text={text} />
        </Details>
      ) : (
        <>
          {subject ? (
            <h2 class="govuk-heading-s rf-message__subject" lang={lang}>
              {subject}
            </h2>
          ) : null}
          <MessageText lang={lang} text={text} />
        </>
      )}
      {children}
    </li>
  );
}

function MessageText({ lang, text }: Pick<MessageCardProps, 'lang' | 'text'>) {
  return (
    <p class="rf-message__body" lang={lang}>
      {text.split(LINK).map((part, index) =>
        index % 2 === 1 ? (
          <a key={`${index}`} class="govuk-link" href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}

export function MessageList({ children }: { readonly children: ComponentChildren }) {
  return <ul class="rf-messages">{children}</ul>;
}
