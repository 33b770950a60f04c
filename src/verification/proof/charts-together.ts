import { ApiObject, Chart } from 'cdk8s';
import { Cluster } from '../../app/cluster';

/** An object as it is going to be written. */
export interface WrittenObject {
  readonly object: ApiObject;
  readonly manifest: Manifest;
}

interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly items?: readonly Manifest[];
}

/** Charts that are looked at as one cluster. */
export interface Together {
  readonly charts: ReadonlySet<Chart>;
  /** Whether somebody told that they are applied together. Else each may be applied without the others. */
  readonly isTold: boolean;
}

/** Which charts of an app are applied together: those of a told `Cluster`; where nothing was told, all that do not write the same objects. */
export class ChartsTogether {
  /** Charts of no cluster. */
  private readonly free: readonly Chart[];
  /** Of each free chart, those that write an object which it writes as well, and hence are for another cluster. */
  private readonly rivals: ReadonlyMap<Chart, ReadonlySet<Chart>>;
  private readonly clusters: ReadonlyMap<Cluster, Together>;
  private readonly allFree: Together;

  constructor(objects: readonly WrittenObject[]) {
    const charts = [...new Set(objects.map(({ object }) => object.chart))];
    this.free = charts.filter((chart) => Cluster._around(chart).length === 0);
    const free = new Set(this.free);
    this.allFree = { charts: free, isTold: false };
    this.rivals = rivalsAmong(objects.filter(({ object }) => free.has(object.chart)));
    const told = new Set(charts.flatMap((chart) => Cluster._around(chart)));
    this.clusters = new Map([...told].map((cluster) => [
      cluster, { isTold: true, charts: new Set(charts.filter((chart) => Cluster._around(chart).includes(cluster))) },
    ]));
  }

  /** Every set of charts that findings are about: each free chart in one at least. */
  public get all(): Together[] {
    const clusters = [...this.clusters.values()];
    if (this.free.length === 0) return clusters;
    const sets = this.rivals.size === 0 ? [this.freeAround([])] : [...this.rivals.keys()].map((chart) => this.freeAround([chart]));
    return [...clusters, ...sets];
  }

  /** Those in which all of these charts are: the clusters that they share, or as many free charts as can be with them. */
  public around(charts: readonly Chart[]): Together[] {
    const told = charts.map((chart) => Cluster._around(chart));
    if (told.every((clusters) => clusters.length === 0)) return [this.freeAround(charts)];
    return [...this.clusters].filter(([cluster]) => told.every((clusters) => clusters.includes(cluster))).map(([, together]) => together);
  }

  /** Free charts that can be applied beside these, but that are in no other set with them, because they write what a third chart writes. */
  public rivalsBeside(charts: ReadonlySet<Chart>): Chart[] {
    return [...this.rivals.keys()].filter((chart) => !charts.has(chart) && ![...charts].some((one) => this.rivals.get(one)?.has(chart)));
  }

  private freeAround(charts: readonly Chart[]): Together {
    if (this.rivals.size === 0) return this.allFree;
    const own = new Set(charts);
    return { charts: new Set(this.free.filter((chart) => !this.rivals.has(chart) || own.has(chart))), isTold: false };
  }
}

/** Namespaces may be declared by several: that says the same again. */
function rivalsAmong(objects: readonly WrittenObject[]): Map<Chart, Set<Chart>> {
  const owners = new Map<string, Set<Chart>>();
  for (const { object: { chart }, manifest } of objects) {
    for (const single of singlesOf(manifest).filter(({ kind }) => kind !== 'Namespace')) {
      const identity = identityOf(single);
      const known = owners.get(identity);
      if (known) known.add(chart);
      else owners.set(identity, new Set([chart]));
    }
  }
  const rivals = new Map<Chart, Set<Chart>>();
  for (const charts of [...owners.values()].filter(({ size }) => size > 1)) {
    for (const chart of charts) rivals.set(chart, new Set([...rivals.get(chart) ?? [], ...[...charts].filter((other) => other !== chart)]));
  }
  return rivals;
}

/** The objects of a list, or the one that it is. */
export function singlesOf(manifest: Manifest): readonly Manifest[] {
  return manifest.kind?.endsWith('List') ? manifest.items ?? [] : [manifest];
}

/** The API group, kind, namespace and name, by which a cluster knows an object. */
export function identityOf({ apiVersion = '', kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `${group} ${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
}
