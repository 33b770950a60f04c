import { Owner, ReadWorkload } from './kinds/read-workload';
import { Workload } from '../model/cluster';

/** Owners of owners beyond these are no chain but a ring. */
const HIGHEST = 6;

/**
 * The workloads of a cluster. What a controller makes counts as the controller, where it is in the input; pods of one absent owner are one workload. Where an
 * operator's own resource only hints at its pods, what the operator made of it counts instead.
 */
export function mergeOwned(read: readonly ReadWorkload[]): Workload[] {
  const owners = new Owners(read);
  const merged = new Map<string, OfGroup>();
  for (const one of read) {
    if (owners.isReplaced(one)) continue;
    const { key, group, workload: top } = owners.topOf(one);
    const known = merged.get(key)?.workload ?? top;
    const below = top === one.workload ? undefined : one.workload;
    const addresses = [...known.addresses, ...below?.addresses ?? []];
    const nodeAddresses = [...known.nodeAddresses, ...below?.nodeAddresses ?? []];
    merged.set(key, { group, workload: { ...known, addresses, nodeAddresses } });
  }
  return told([...merged.values()]);
}

/** A workload, and the API group of the object that it is. */
interface OfGroup {
  readonly group: string;
  readonly workload: Workload;
}

/** Who belongs to whom. */
class Owners {
  private readonly byName = new Map<string, ReadWorkload[]>();
  private readonly keys: ReadonlyMap<ReadWorkload, string>;
  private readonly replaced = new Set<ReadWorkload>();

  constructor(read: readonly ReadWorkload[]) {
    for (const one of read) {
      const place = placeOf(one.workload.namespace, one.workload);
      this.byName.set(place, [...this.byName.get(place) ?? [], one]);
    }
    this.keys = new Map(read.map((one, number) => [one, `${keyOf(one)}${one.isGenerated ? ` ${number}` : ''}`]));
    for (const one of read) {
      const above = this.ownerOf(one);
      if (above?.isDerived) this.replaced.add(above);
    }
  }

  /** Whether what an operator made of it is in the input. */
  public isReplaced(one: ReadWorkload): boolean {
    return this.replaced.has(one);
  }

  /** The controller at the top, as far as the input tells of it. */
  public topOf(one: ReadWorkload, height = 0): OfGroup & { readonly key: string } {
    const above = this.ownerOf(one);
    if (above && !above.isDerived && height < HIGHEST) return this.topOf(above, height + 1);
    const { owner, workload } = one;
    if (!owner || workload.kind !== 'Pod') return { key: this.keys.get(one)!, group: one.group, workload };
    const { kind, name, group = '' } = owner;
    return { key: `${group} ${placeOf(workload.namespace, owner)}`, group, workload: { ...workload, kind, name, addresses: [], nodeAddresses: [] } };
  }

  private ownerOf({ owner, workload }: ReadWorkload): ReadWorkload | undefined {
    if (!owner) return undefined;
    return this.byName.get(placeOf(workload.namespace, owner))?.find(({ group }) => owner.group === undefined || owner.group === group);
  }
}

/** Where two groups have a kind and a name in common, the group is told with the kind. */
function told(workloads: readonly OfGroup[]): Workload[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, workload } of workloads) {
    const place = placeOf(workload.namespace, workload);
    groups.set(place, (groups.get(place) ?? new Set()).add(group));
  }
  return workloads.map(({ group, workload }) => (
    groups.get(placeOf(workload.namespace, workload))!.size > 1 && group !== '' ? { ...workload, kind: `${workload.kind}.${group}` } : workload
  ));
}

function keyOf({ group, workload }: ReadWorkload): string {
  return `${group} ${placeOf(workload.namespace, workload)}`;
}

function placeOf(namespace: string, { kind, name }: Pick<Owner, 'kind' | 'name'>): string {
  return `${namespace}/${kind}/${name}`;
}
