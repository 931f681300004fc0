import { Button } from '../button/button.tsx';
import type { Examples } from '../style/examples.ts';
import { ResultCard, ResultList } from './result-card.tsx';

export const examples: Examples = {
  name: 'ResultCard',
  group: 'lists',
  use: (say) =>
    say(
      'Une réponse d’une recherche, avec les raisons de la montrer.',
      'One answer of a search, with the reasons for showing it.',
    ),
  show: (say) => [
    <ResultList key="results">
      <ResultCard
        href="/style"
        title={say('Accueil au centre d’hébergement', 'Welcome desk at the shelter')}
        facts={say(
          'Croix-Bleue du Gard · Anduze · samedi 28 novembre, 14 h à 20 h',
          'Croix-Bleue du Gard · Anduze · Saturday 28 November, 2 to 8 pm',
        )}
        reasons={[
          say('à 12 km de chez vous', '12 km from you'),
          say('vous parlez espagnol', 'you speak Spanish'),
        ]}
      >
        <p>
          {say(
            'Inscrire les familles, distribuer les repas, orienter.',
            'Register families, hand out meals, show the way.',
          )}
        </p>
      </ResultCard>
    </ResultList>,
    <Button key="more" variant="secondary" href="/style">
      {say('Voir les 24 autres missions', 'See the 24 other missions')}
    </Button>,
  ],
};
