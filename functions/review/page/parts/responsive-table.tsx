import type { ComponentChildren } from 'preact';

export interface ResponsiveTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell names its row; none is empty. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
  readonly look?: 'decisions';
}

/** On a narrow screen each row stands as a card, and each cell carries its own heading. */
export function ResponsiveTable({ caption, columns, rows, look }: ResponsiveTableProps) {
  return (
    <table class={`nhsuk-table-responsive letters${look === undefined ? '' : ` ${look}`}`}>
      <caption class="nhsuk-table__caption">{caption}</caption>
      <thead class="nhsuk-table__head">
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="nhsuk-table__body">
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key} class="nhsuk-table__row">
            <th scope="row" class="nhsuk-table__cell">
              <Heading words={columns[0]!} />
              {first}
            </th>
            {others.map((cell, index) => (
              <td key={columns[index + 1]} class="nhsuk-table__cell">
                <Heading words={columns[index + 1]!} />
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Heading = ({ words }: { readonly words: string }) => (
  <span class="nhsuk-table-responsive__heading" aria-hidden="true">{`${words} `}</span>
);
