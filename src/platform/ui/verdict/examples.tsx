import { DecisionList } from '../decision-list/decision-list.tsx';
import type { Examples } from '../style/examples.ts';
import { Verdict } from './verdict.tsx';

export const examples: Examples = {
  name: 'Verdict, DecisionList',
  group: 'content',
  use: (say) =>
    say(
      'La réponse d’abord, puis chaque raison avec sa source et sa date.',
      'The answer first, then each reason with its source and date.',
    ),
  show: (say) => [
    <Verdict key="valid" tone="success" title={say('Attestation valable', 'Valid attestation')}>
      <p>{say('Jusqu’au 14 mai 2028.', 'Until 14 May 2028.')}</p>
    </Verdict>,
    <Verdict key="revoked" tone="crisis" title={say('Certificat révoqué', 'Certificate revoked')}>
      <p>
        {say(
          'Le 3 novembre 2026, par l’organisme qui l’avait délivré.',
          'On 3 November 2026, by the body that issued it.',
        )}
      </p>
    </Verdict>,
    <DecisionList
      key="reasons"
      reasons={[
        {
          outcome: 'for',
          title: say(
            'L’association est déclarée et active',
            'The association is registered and active',
          ),
          source: say(
            'Répertoire national des associations, 2 novembre 2026',
            'National register of associations, 2 November 2026',
          ),
        },
        {
          outcome: 'doubt',
          title: say(
            'L’objet parle de culte et de culture',
            'The purpose speaks of worship and culture',
          ),
          text: (
            <p>
              {say(
                'Une personne va lire les statuts avant mardi.',
                'Somebody will read the articles before Tuesday.',
              )}
            </p>
          ),
        },
        {
          outcome: 'against',
          title: say(
            'Le compte rendu d’assemblée manque',
            'The minutes of the meeting are missing',
          ),
          source: say('Pièce demandée le 12 novembre 2026', 'Asked for on 12 November 2026'),
        },
      ]}
    />,
  ],
};
