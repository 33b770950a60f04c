import { useState } from 'preact/hooks';
import { Column, RowEnd, TableRows } from '../engine/table';
import { Client } from '../worker/client';

export interface Order {
  readonly sortedBy: Column;
  readonly descending: boolean;
}

interface TableProps {
  readonly client: Client;
  readonly table: TableRows;
  readonly search: string;
  readonly order: Order;
  setOrder(order: Order): void;
  more(): void;
  select(workload: number): void;
}

const TITLES: { readonly [column in Column]: string } = { source: 'From', destination: 'To', connections: 'Open' };

/** The connections in rows: what the picture shows, for those who read. */
export function TableView({ client, table: { rows, count, by }, search, order, setOrder, more, select }: TableProps) {
  const [copied, setCopied] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await client.ask('csv', search));
      setCopied(`Copied ${rowsText(count)}.`);
    } catch {
      setCopied('This browser does not let a page copy. Write the list with "list -o csv" instead.');
    }
  };
  return (
    <div class="table">
      <p class="tools">
        <span aria-live="polite">{rowsText(count)}{search === '' ? '' : ' found'}{by === 'class' ? ', in which workloads that no policy tells apart are one' : ''}</span>
        <button type="button" onClick={() => void copy()}>Copy as CSV</button> <span aria-live="polite">{copied}</span>
      </p>
      <div class="scroll" role="region" aria-label="Table of the connections" tabIndex={0}>
        <table>
          <thead>
            <tr>{(['source', 'destination', 'connections'] as const).map((column) => <Title column={column} order={order} setOrder={setOrder} />)}</tr>
          </thead>
          <tbody>
            {rows.map(({ source, destination, connections }) => (
              <tr><td><End end={source} select={select} /></td><td><End end={destination} select={select} /></td><td>{connections}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > rows.length && <button type="button" onClick={more}>Show more ({rowsText(count - rows.length)} left)</button>}
    </div>
  );
}

function Title({ column, order, setOrder }: { readonly column: Column } & Pick<TableProps, 'order' | 'setOrder'>) {
  const isSorted = order.sortedBy === column;
  const descending = isSorted && order.descending;
  return (
    <th scope="col" aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => setOrder({ sortedBy: column, descending: isSorted && !order.descending })}>
        {TITLES[column]}<span aria-hidden="true">{isSorted ? (descending ? ' ▼' : ' ▲') : ''}</span>
      </button>
    </th>
  );
}

function End({ end: { text, workload }, select }: { readonly end: RowEnd } & Pick<TableProps, 'select'>) {
  return workload === undefined ? <>{text}</> : <button type="button" class="link" onClick={() => select(workload)}>{text}</button>;
}

function rowsText(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'}`;
}
