import { Connections, endText } from './connections';
import { Words } from './words';
import { Workload } from '../../analysis/model/cluster';
import { listCsv } from '../../reporting/list/csv';
import { Line, Party } from '../../reporting/list/line';

export type Column = 'source' | 'destination' | 'connections';

/** What of the table is looked at. */
export interface TableView {
  readonly search: string;
  readonly sortedBy: Column;
  readonly descending: boolean;
  /** How many rows are shown, from the first on. */
  readonly most: number;
}

export interface TableRows {
  readonly rows: readonly Row[];
  /** How many there are in all. */
  readonly count: number;
  /** Whether an end may stand for several workloads. */
  readonly by: 'workload' | 'class';
}

export interface Row {
  readonly source: RowEnd;
  readonly destination: RowEnd;
  readonly connections: string;
}

export interface RowEnd {
  readonly text: string;
  /** The number of the workload, where it is one. */
  readonly workload?: number;
}

/** The table of connections: sorted, searched, and cut where nobody reads on. */
export class Table {
  private known?: { readonly search: string; readonly sortedBy: Column; readonly lines: readonly Line[] };

  constructor(private readonly connections: Connections, private readonly numbers: ReadonlyMap<Workload, number>) {}

  public rows({ search, sortedBy, descending, most }: TableView): TableRows {
    const lines = this.sorted(search, sortedBy);
    const shown = descending ? lines.slice(-most).reverse() : lines.slice(0, most);
    return { rows: shown.map((line) => this.rowOf(line)), count: lines.length, by: this.connections.by };
  }

  /** What is found, in the columns of `list -o csv`. */
  public csv(search: string): string {
    return [...listCsv({ lines: this.connections.matching(new Words(search)), parties: [] })].join('');
  }

  private sorted(search: string, sortedBy: Column): readonly Line[] {
    if (this.known?.search !== search || this.known.sortedBy !== sortedBy) {
      const keyed = this.connections.matching(new Words(search)).map((line) => ({ line, key: keysOf(line)[sortedBy] }));
      this.known = { search, sortedBy, lines: keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ line }) => line) };
    }
    return this.known.lines;
  }

  private rowOf({ source, destination, connections }: Line): Row {
    return { source: this.endOf(source), destination: this.endOf(destination), connections: connections.toString() };
  }

  private endOf(party: Party): RowEnd {
    return { text: endText(party), ...(party.kind === 'workload' && { workload: this.numbers.get(party.workload) }) };
  }
}

function keysOf({ source, destination, connections }: Line): { readonly [column in Column]: string } {
  const [from, to, ports] = [endText(source), endText(destination), connections.toString()];
  return { source: `${from} ${to}`, destination: `${to} ${from}`, connections: `${ports} ${from} ${to}` };
}
