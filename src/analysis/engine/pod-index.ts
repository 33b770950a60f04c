import { Block, Cluster, Namespace, Selection, Workload } from '../model/cluster';
import { Requirement, Selector } from '../model/selector';

/** Answers which workloads a selection means, through the labels that they carry, and each selection once. */
export class PodIndex {
  private readonly byNamespace = new Map<string, number[]>();
  /** The workloads whose addresses are known. */
  private readonly addressed: number[] = [];
  private readonly byLabel = new Map<string, number[]>();
  private readonly allNamespaces: readonly Namespace[];
  private readonly namespacesByLabel = new Map<string, Namespace[]>();
  private readonly namespaces = new Map<string, readonly string[]>();
  private readonly selections = new Map<string, readonly number[]>();
  private readonly known = new WeakMap<Selection, readonly number[]>();
  private readonly blocks = new Map<string, readonly number[]>();

  constructor(private readonly cluster: Cluster) {
    cluster.workloads.forEach(({ namespace, labels, addresses }, index) => {
      if (addresses.length > 0) this.addressed.push(index);
      push(this.byNamespace, namespace, index);
      for (const [key, value] of Object.entries(labels)) push(this.byLabel, place(namespace, key, value), index);
    });
    this.allNamespaces = [...cluster.namespaces.values()];
    for (const namespace of this.allNamespaces) {
      for (const [key, value] of Object.entries(namespace.labels)) push(this.namespacesByLabel, labelText(key, value), namespace);
    }
  }

  /** The numbers of the workloads that a selection means, in order. */
  public select(selection: Selection): readonly number[] {
    let known = this.known.get(selection);
    if (!known) this.known.set(selection, known = this.find(selection));
    return known;
  }

  private find(selection: Selection): readonly number[] {
    const key = keyOf(selection);
    let found = this.selections.get(key);
    if (!found) {
      found = this.namespacesOf(selection.namespaces).flatMap((namespace) => this.inNamespace(namespace, selection.pods))
        .filter((index) => !(selection.skipsHostNetwork && this.cluster.workloads[index].hostNetwork));
      this.selections.set(key, found);
    }
    return found;
  }

  /** The numbers of the workloads whose addresses a block holds, as far as they are known. */
  public within(block: Block): readonly number[] {
    const key = `${block.reachesPods} ${block.cidr} ${block.except.join()}`;
    let found = this.blocks.get(key);
    if (!found) {
      const holdsAllIpv4 = meansEveryPod(block);
      const candidates = holdsAllIpv4 ? [...this.cluster.workloads.keys()] : this.addressed;
      const isHeld = (workload: Workload) => (holdsAllIpv4 && isIpv4(workload)) || holds(block, workload);
      found = candidates.filter((index) => isHeld(this.cluster.workloads[index]));
      this.blocks.set(key, found);
    }
    return found;
  }

  public namespacesOf(namespaces: string | Selector): readonly string[] {
    if (typeof namespaces === 'string') return [namespaces];
    let found = this.namespaces.get(namespaces.key);
    if (!found) {
      found = this.candidates(namespaces).filter(({ labels }) => namespaces.matches(labels)).map(({ name }) => name);
      this.namespaces.set(namespaces.key, found);
    }
    return found;
  }

  /** Those that have a label that a selector asks for, or all of them. */
  private candidates({ requirements }: Selector): readonly Namespace[] {
    const asked = requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);
    if (!asked) return this.allNamespaces;
    return this.namespacesByLabel.get(labelText(asked.key, asked.values[0])) ?? [];
  }

  private inNamespace(namespace: string, pods: Selector): readonly number[] {
    const all: readonly number[] = this.byNamespace.get(namespace) ?? [];
    if (pods.isEverything || all.length === 0) return all;
    const candidates = pods.requirements.reduce((fewest, requirement) => {
      const matching = requirement.operator === 'In' ? this.withLabel(namespace, requirement) : undefined;
      return matching && matching.length < fewest.length ? matching : fewest;
    }, all);
    return candidates.filter((index) => pods.matches(this.cluster.workloads[index].labels));
  }

  private withLabel(namespace: string, { key, values }: Requirement): readonly number[] {
    if (values.length === 1) return this.byLabel.get(place(namespace, key, values[0])) ?? [];
    return [...new Set(values)].flatMap((value) => this.byLabel.get(place(namespace, key, value)) ?? []).sort((a, b) => a - b);
  }
}

/** The same for selections that mean the same. */
export function keyOf({ namespaces, pods, skipsHostNetwork }: Selection): string {
  return `${typeof namespaces === 'string' ? `=${namespaces}` : `~${namespaces.key}`}|${pods.key}|${skipsHostNetwork}`;
}

/** Whether a block means every pod of IPv4, whether its address is known or not. */
export function meansEveryPod({ reachesPods, addresses }: Block): boolean {
  return reachesPods && addresses.ranges.some(({ family, first, last }) => family === 'IPv4' && first === 0n && last === 2n ** 32n - 1n);
}

function holds(block: Block, { addresses }: Workload): boolean {
  return addresses.some((address) => block.addresses.has(address));
}

/** A pod whose address is not known counts as one of IPv4. */
function isIpv4({ addresses }: Workload): boolean {
  return addresses.length === 0 || addresses.some(({ family }) => family === 'IPv4');
}

function place(namespace: string, key: string, value: string): string {
  return `${namespace}\n${labelText(key, value)}`;
}

function labelText(key: string, value: string): string {
  return `${key}\n${value}`;
}

function push<T>(map: Map<string, T[]>, key: string, thing: T): void {
  const list = map.get(key);
  if (list) list.push(thing);
  else map.set(key, [thing]);
}
