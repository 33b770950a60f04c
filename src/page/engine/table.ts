import { Connections, endText } from './connections';
import { Words } from './words';
import { Workload } from '../../analysis/model/cluster';
import { AddressSet } from '../../analysis/sets/address-set';
import { listCsv } from '../../reporting/list/csv';
import { Line, Party, partyText } from '../../reporting/list/line';

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

  /** What is found, as `list -o csv` writes it. */
  public csv(search: string): string {
    const lines = this.connections.matching(new Words(search)).flatMap(byRange);
    const keyed = lines.map((line) => ({ line, key: [line.source, line.destination].map(partyText) }));
    keyed.sort((a, b) => compare(a.key[0], b.key[0]) || compare(a.key[1], b.key[1]));
    return [...listCsv({ lines: keyed.map(({ line }) => line), parties: [] })].join('');
  }

  private sorted(search: string, sortedBy: Column): readonly Line[] {
    if (this.known?.search !== search || this.known.sortedBy !== sortedBy) {
      const keyed = this.connections.matching(new Words(search)).map((line) => ({ line, key: keysOf(line)[sortedBy] }));
      this.known = { search, sortedBy, lines: keyed.sort((a, b) => compare(a.key, b.key)).map(({ line }) => line) };
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

/** A line for each range of addresses. */
function byRange({ source, destination, connections }: Line): Line[] {
  return rangesOf(source).flatMap((from) => rangesOf(destination).map((to) => ({ source: from, destination: to, connections })));
}

function rangesOf(party: Party): Party[] {
  return party.kind === 'addresses' ? party.addresses.ranges.map((range) => ({ kind: 'addresses', addresses: AddressSet.of([range]) })) : [party];
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
