import type { Examples } from '../style/examples.ts';
import { Tag } from '../tag/tag.tsx';
import { MessageCard, MessageList } from './message-card.tsx';

const AT = new Date('2026-11-24T08:30:00Z');

export const examples: Examples = {
  name: 'MessageCard',
  group: 'content',
  use: (say) =>
    say(
      'Un message tel que la personne le reçoit, ses liens prêts à suivre.',
      'A message as the person receives it, its links ready to follow.',
    ),
  show: (say) => [
    <MessageList key="messages">
      <MessageCard
        channel="sms"
        channelLabel={<Tag tone="neutral">SMS</Tag>}
        to="+33 6 39 98 12 34"
        at={AT}
        lang={say('fr', 'en') as 'fr' | 'en'}
        text={say(
          'Renfort : on a besoin de vous à Anduze samedi. A1 oui, A2 non. https://renfort.example/r/exemple',
          'Renfort: we need you in Anduze on Saturday. A1 yes, A2 no. https://renfort.example/r/exemple',
        )}
      />
      <MessageCard
        channel="email"
        channelLabel={<Tag tone="neutral">E-mail</Tag>}
        to="camille@demo.renfort.example"
        at={AT}
        lang={say('fr', 'en') as 'fr' | 'en'}
        subject={say('Votre code : 123 456', 'Your code: 123 456')}
        text={say('Bonjour,\nvoici votre code.', 'Hello,\nhere is your code.')}
      />
    </MessageList>,
  ],
};
