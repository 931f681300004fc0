import type { Examples } from '../style/examples.ts';
import { Notice } from './notice.tsx';

export const examples: Examples = {
  name: 'Notice',
  group: 'content',
  use: (say) =>
    say(
      'Ce qui vient de se passer, ce qu’il faut savoir. Un succès dit la suite et la date.',
      'What has just happened, what to know. A success says what comes next and when.',
    ),
  show: (say) => [
    <Notice key="success" tone="success" title={say('Candidature envoyée', 'Application sent')}>
      <p>
        {say(
          'L’association vous répond avant le 1er décembre. Sans réponse, nous vous proposerons d’autres missions.',
          'The association answers before 1 December. If not, we will suggest other missions.',
        )}
      </p>
    </Notice>,
    <Notice key="info" tone="info">
      <p>
        {say(
          'Votre commune suffit : nous ne demandons jamais votre adresse.',
          'Your town is enough: we never ask for your address.',
        )}
      </p>
    </Notice>,
    <Notice
      key="caution"
      tone="caution"
      title={say('Votre PSE1 expire dans 30 jours', 'Your PSE1 expires in 30 days')}
    >
      <p>
        {say(
          'Après le 24 décembre, vous ne serez plus appelé comme secouriste.',
          'After 24 December you will no longer be called as a first-aider.',
        )}
      </p>
    </Notice>,
    <Notice
      key="crisis"
      tone="crisis"
      title={say('L’appel est arrêté', 'The call-out has stopped')}
    >
      <p>
        {say(
          'La passerelle SMS ne répond plus depuis 4 minutes.',
          'The SMS gateway has not answered for 4 minutes.',
        )}
      </p>
    </Notice>,
  ],
};
