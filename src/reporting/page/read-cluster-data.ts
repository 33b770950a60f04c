import { BlockData, ClusterData, PlaceData, PolicyData, RuleData, SelectionData, ServiceData, USUAL_KIND, USUAL_TIER, WorkloadData } from './cluster-data';
import { FIELDS } from '../../analysis/findings/rule-places';
import { Block, Cluster, Described, Direction, DIRECTIONS, Policy, Rule, Selection, Service, Workload } from '../../analysis/model/cluster';
import { Labels, Selector } from '../../analysis/model/selector';
import { Source, SourceText } from '../../analysis/model/source';
import { addressOf, AddressSet } from '../../analysis/sets/address-set';

/** What the data of a cluster has nothing of: the problems and findings are told in words beside it. */
const NOT_TOLD = { apiServerCallers: [], problems: [], givenTwice: [], repeated: 0, passedOver: new Map<string, number>(), given: [] };

/** The cluster of which the data was made, as far as connections and explanations go. */
export function clusterOf(data: ClusterData): Cluster {
  const reading = new Reading(data);
  return {
    ...NOT_TOLD,
    namespaces: new Map(data.namespaces.map(({ name, labels }) => [name, { name, labels: data.labels[labels] }])),
    workloads: data.workloads.map((workload) => reading.workload(workload)),
    policies: data.policies.map((policy) => reading.policy(policy)),
    services: data.services.map((service) => reading.service(service)),
    ingresses: data.ingresses.map(({ at, ...ingress }) => ({ ...ingress, annotations: {}, source: reading.source(at) })),
    gateways: data.gateways.map((gateway) => ({ ...gateway, ...UNTOLD })),
    gatewayClasses: data.gatewayClasses.map((gatewayClass) => ({ ...gatewayClass, ...UNTOLD })),
    makers: data.makers,
  };
}

/** Annotations matter to findings alone, and where a Service or a Gateway is written to nobody. */
const UNTOLD: Pick<Described, 'annotations' | 'source'> = { annotations: {}, source: {} };

class Reading {
  private readonly selectors: readonly Selector[];

  constructor(private readonly data: ClusterData) {
    this.selectors = data.selectors.map((requirements) => (requirements.length === 0 ? Selector.EVERYTHING : new Selector(requirements)));
  }

  public workload({ labels, selector, ports = [], addresses = [], nodeAddresses = [], hostNetwork = false, at, ...named }: WorkloadData): Workload {
    return {
      ...named,
      labels: this.labels(labels),
      ...(selector !== undefined && { selector: this.labels(selector) }),
      ports,
      addresses: addresses.map((text) => addressOf(text)!),
      nodeAddresses: nodeAddresses.map((text) => addressOf(text)!),
      hostNetwork,
      annotations: {},
      source: this.source(at),
    };
  }

  public policy({ kind = USUAL_KIND, tier = USUAL_TIER, priority = 0, namespace, name, subject, at, ...directions }: PolicyData): Policy {
    return {
      kind,
      tier,
      priority,
      ...(namespace !== undefined && { namespace }),
      name,
      annotations: {},
      subject: this.selection(subject),
      rules: Object.fromEntries(DIRECTIONS.flatMap((direction) => {
        const rules = directions[direction];
        return rules ? [[direction, rules.map((rule) => this.rule(rule))]] : [];
      })),
      manifest: {},
      source: { ...this.source(at), text: new RuleLines(directions) },
    };
  }

  public service({ selector, ...service }: ServiceData): Service {
    return { ...service, ...(selector !== undefined && { selector: this.selectors[selector] }), ...UNTOLD };
  }

  public source({ file, line }: PlaceData): Source {
    return { ...(file !== undefined && { file: this.data.files[file] }), ...(line !== undefined && { line }) };
  }

  private labels(number: number): Labels {
    return this.data.labels[number];
  }

  private rule({ name, action = 'Accept', peers, ports }: RuleData): Rule {
    return {
      ...(name !== undefined && { name }),
      action,
      ...(peers && { peers: peers.map((peer) => ('cidr' in peer ? { block: blockOf(peer) } : { selection: this.selection(peer) })) }),
      ...(ports && { ports }),
    };
  }

  private selection({ in: namespaces, pods, skipsHostNetwork = false }: SelectionData): Selection {
    return { namespaces: typeof namespaces === 'string' ? namespaces : this.selectors[namespaces], pods: this.selectors[pods], skipsHostNetwork };
  }
}

function blockOf({ cidr, except = [], reachesPods = false }: BlockData): Block {
  const addresses = except.reduce((rest, hole) => rest.subtract(AddressSet.ofBlock(hole)!), AddressSet.ofBlock(cidr)!);
  return { cidr, except, addresses, reachesPods };
}

/** The lines of the rules of a policy. */
class RuleLines implements SourceText {
  constructor(private readonly rules: { readonly [direction in Direction]?: readonly RuleData[] }) {}

  public lineOf(field: string): number | undefined {
    for (const direction of DIRECTIONS) {
      const rule = this.rules[direction]?.find((_, index) => field === `spec.${FIELDS[direction].rules}[${index}]`);
      if (rule) return rule.line;
    }
    return undefined;
  }
}
