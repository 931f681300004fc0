import type { Row, Rows } from './row.ts';

const WORD = '[a-z0-9]+(?:-[a-z0-9]+)*';
const COURSE = `/learn/:course{${WORD}}`;

const at = (path: string): Row => ({ allowed: 'everybody', path: async () => path });

export const rows: Rows = {
  'GET /learn': 'everybody',
  [`GET /learn/pictures/:file{${WORD}\\.svg}`]: at('/learn/pictures/mail-window-fr.svg'),
  [`GET ${COURSE}`]: at('/learn/passwords'),
  [`GET ${COURSE}/summary`]: at('/learn/passwords/summary'),
  [`GET ${COURSE}/files/:file{[a-z0-9-]+\\.[a-z]+}`]: at('/learn/spreadsheets/files/fees.csv'),
  [`POST ${COURSE}/exercises/:exercise{${WORD}}`]: at('/learn/passwords/exercises/pw-order'),
  [`POST ${COURSE}/practice`]: 'signed_in',
};
