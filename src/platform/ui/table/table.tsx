import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean | undefined;
  /** The address that sorts by this column. */
  readonly sortHref?: string | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

export interface TableProps {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly ComponentChildren[];
    /** For the screen alone. */
    readonly noPrint?: boolean | undefined;
  }[];
  /** Tight rows for staff lists. */
  readonly dense?: boolean | undefined;
}

// Rows drawn as cards (display: block) lose their table semantics in some browsers: said again here.
const ROLES = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

/** On a phone each row becomes a card whose lines repeat the column's name. */
export function Table({ caption, captionHidden, columns, rows, dense }: TableProps) {
  return (
    <table
      {...ROLES.table}
      class={classNames('govuk-table', 'rf-table', dense && 'rf-table--dense')}
    >
      <caption
        class={classNames(
          captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption govuk-table__caption--m',
        )}
      >
        {caption}
      </caption>
      <thead {...ROLES.rowgroup} class="govuk-table__head">
        <tr {...ROLES.row} class="govuk-table__row">
          {columns.map((column) => (
            <th
              {...ROLES.columnheader}
              key={column.key}
              scope="col"
              aria-sort={column.sorted}
              class={classNames(
                'govuk-table__header',
                column.numeric && 'govuk-table__header--numeric',
              )}
            >
              {column.sortHref ? (
                <a class="rf-sort" href={column.sortHref}>
                  {column.label}
                </a>
              ) : (
                column.label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.rowgroup} class="govuk-table__body">
        {rows.map((row) => (
          <tr
            {...ROLES.row}
            key={row.key}
            class={classNames('govuk-table__row', row.noPrint && 'rf-no-print')}
          >
            {columns.map((column, index) => (
              <td
                {...ROLES.cell}
                key={column.key}
                data-label={column.label}
                class={classNames(
                  'govuk-table__cell',
                  column.numeric && 'govuk-table__cell--numeric',
                )}
              >
                <div class="rf-table__value">{row.cells[index]}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
