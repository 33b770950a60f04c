import { Analysis } from '../../analysis/analysis';
import { Direction, Workload } from '../../analysis/model/cluster';
import { addressOf, AddressSet, rangeText } from '../../analysis/sets/address-set';

/** The ends that an expectation names, as the analysis knows them. */
export type Ends = { readonly workloads: readonly Workload[] } | { readonly addresses: AddressSet };

/** Finds what the texts of expectations mean. */
export class EndFinder {
  private readonly answers = new Map<Workload, { readonly [direction in Direction]: AddressSet[] }>();

  constructor(private readonly analysis: Analysis) {}

  public find(text: string): Ends {
    const address = addressOf(text);
    if (address) return { addresses: AddressSet.of([{ family: address.family, first: address.value, last: address.value }]) };
    const addresses = AddressSet.ofBlock(text);
    if (addresses) return { addresses };
    const pattern = patternOf(text);
    return { workloads: this.analysis.cluster.workloads.filter((workload) => pattern.test(endText(workload))) };
  }

  /** One address for each part of `addresses` that the workload answers differently for. */
  public samples(direction: Direction, workload: Workload, addresses: AddressSet): string[] {
    const parts: AddressSet[] = [];
    let rest = addresses;
    for (const answer of this.answersOf(workload)[direction]) {
      parts.push(addresses.intersect(answer));
      rest = rest.subtract(answer);
    }
    return [...parts, rest].flatMap(({ ranges }) => ranges.slice(0, 1)).map((range) => rangeText({ ...range, last: range.first }).split('-')[0]);
  }

  private answersOf(workload: Workload): { readonly [direction in Direction]: AddressSet[] } {
    if (this.answers.size === 0) {
      for (const one of this.analysis.cluster.workloads) this.answers.set(one, { Ingress: [], Egress: [] });
      for (const one of this.analysis.externalConnections()) this.answers.get(one.workload)![one.direction].push(one.addresses);
    }
    return this.answers.get(workload)!;
  }
}

/** As the analysis takes it. */
export function endText({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}

/** Where `*` is any text and `?` any character, but not across the slash. */
function patternOf(glob: string): RegExp {
  const source = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`);
}
