import { Pagination } from '../pagination/pagination.tsx';
import type { Examples } from '../style/examples.ts';
import { Table } from './table.tsx';

export const examples: Examples = {
  name: 'Table, Pagination',
  group: 'lists',
  use: (say) =>
    say(
      'Des faits à comparer. Sur un téléphone, chaque ligne devient une fiche.',
      'Facts to compare. On a phone each row becomes a card.',
    ),
  show: (say) => [
    <Table
      key="table"
      caption={say('Missions de l’association', 'Missions of the association')}
      columns={[
        {
          key: 'mission',
          label: say('Mission', 'Mission'),
          sortHref: '/style?sort=mission',
          sorted: 'ascending',
        },
        { key: 'town', label: say('Commune', 'Town') },
        { key: 'hours', label: say('Heures', 'Hours'), numeric: true },
      ]}
      rows={[
        {
          key: '1',
          cells: [
            <a href="/style">{say('Lettre aux adhérents', 'Letter to members')}</a>,
            'Nîmes',
            12,
          ],
        },
        {
          key: '2',
          cells: [
            <a href="/style">{say('Recherche de mécènes', 'Search for sponsors')}</a>,
            'Alès',
            40,
          ],
        },
        {
          key: '3',
          cells: [<a href="/style">{say('Tenue des comptes', 'Bookkeeping')}</a>, 'Uzès', 25],
        },
      ]}
    />,
    <Pagination key="pages" page={4} pages={12} href={(n) => `/style?page=${n}`} />,
  ],
};
