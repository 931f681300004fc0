import { Button } from '../button/button.tsx';
import type { Examples } from '../style/examples.ts';
import { Table } from '../table/table.tsx';
import { BulkBar, DueDate, FilterLinks, ListHead, RowCheckbox } from './staff-list.tsx';

export const examples: Examples = {
  name: 'FilterLinks, ListHead, DueDate, RowCheckbox, BulkBar',
  group: 'lists',
  use: (say) =>
    say(
      'La liste de travail d’un agent : filtrer, compter, traiter plusieurs lignes, tenir les délais.',
      'A work list: filter, count, treat several rows, keep the deadlines.',
    ),
  show: (say) => [
    <div key="list">
      <FilterLinks
        label={say('État', 'State')}
        items={[
          { href: '/style?state=all', text: say('Tous', 'All'), current: false, count: 1284 },
          {
            href: '/style?state=todo',
            text: say('À vérifier', 'To check'),
            current: true,
            count: 12,
          },
          {
            href: '/style?state=done',
            text: say('Vérifiés', 'Checked'),
            current: false,
            count: 1272,
          },
        ]}
      />
      <ListHead count={12} what={say('certificats à vérifier', 'certificates to check')}>
        <a href="/style">{say('Télécharger (CSV)', 'Download (CSV)')}</a>
      </ListHead>
      <Table
        caption={say('Certificats à vérifier', 'Certificates to check')}
        captionHidden
        dense
        columns={[
          { key: 'pick', label: say('Choix', 'Pick') },
          { key: 'who', label: say('Personne', 'Person') },
          { key: 'what', label: say('Certificat', 'Certificate') },
          { key: 'due', label: say('Réponse attendue', 'Answer due') },
        ]}
        rows={[
          ['Léa Martin', 'PSE2', new Date(Date.UTC(2026, 10, 22))],
          ['Karim Benali', 'PSC1', new Date(Date.UTC(2026, 10, 25))],
          ['Jeanne Roche', say('Permis C', 'Lorry licence'), new Date(Date.UTC(2030, 11, 2))],
        ].map(([who, what, due]) => ({
          key: String(who),
          cells: [
            <RowCheckbox
              name="style_pick"
              value={String(who)}
              label={say(`Choisir ${who}`, `Pick ${who}`)}
            />,
            <a href="/style">{String(who)}</a>,
            String(what),
            <DueDate at={due as Date} />,
          ],
        }))}
      />
      <BulkBar>
        <Button>{say('Valider la sélection', 'Approve the selection')}</Button>
        <Button variant="secondary">{say('Demander une pièce', 'Ask for a document')}</Button>
      </BulkBar>
    </div>,
  ],
};
