import { InternTable } from './intern-table';
import { FIELDS } from '../../analysis/findings/rule-places';
import {
  Block, Cluster, Direction, Gateway, GatewayClass, Ingress, ListeningPort, Peer, Policy, PolicyKind, PossibleMaker, Rule, RulePorts, Selection,
  Service, Tier, Workload,
} from '../../analysis/model/cluster';
import { Labels, Requirement, Selector } from '../../analysis/model/selector';
import { lineOf, Source } from '../../analysis/model/source';
import { Address, AddressSet, firstAddressText } from '../../analysis/sets/address-set';

/**
 * A cluster as JSON: what the analysis reads of it, and nothing else. There are no manifests in it, no annotations and no texts of files.
 *
 * Selectors, labels and files are numbers in the lists of them, because most are used often.
 */
export interface ClusterData {
  readonly files: readonly string[];
  readonly selectors: readonly (readonly Requirement[])[];
  readonly labels: readonly Labels[];
  readonly namespaces: readonly { readonly name: string; readonly labels: number }[];
  readonly workloads: readonly WorkloadData[];
  readonly policies: readonly PolicyData[];
  readonly services: readonly ServiceData[];
  readonly ingresses: readonly IngressData[];
  readonly gateways: readonly GatewayData[];
  readonly gatewayClasses: readonly GatewayClassData[];
  readonly makers: readonly PossibleMaker[];
}

/** The number of a file and a line in it; both may be unknown. */
export interface PlaceData {
  readonly file?: number;
  readonly line?: number;
}

export interface WorkloadData extends Pick<Workload, 'kind' | 'namespace' | 'name'> {
  readonly labels: number;
  readonly selector?: number;
  readonly ports?: readonly ListeningPort[];
  readonly addresses?: readonly string[];
  readonly nodeAddresses?: readonly string[];
  readonly hostNetwork?: boolean;
  readonly at: PlaceData;
}

export interface SelectionData {
  /** The name of a namespace, or the number of a selector. */
  readonly in: string | number;
  readonly pods: number;
  readonly skipsHostNetwork?: boolean;
}

export interface BlockData {
  readonly cidr: string;
  readonly except?: readonly string[];
  readonly reachesPods?: boolean;
}

/** Left out are an action that is `Accept`, and a line that is not known. */
export interface RuleData extends Partial<Pick<Rule, 'name' | 'action'>> {
  readonly peers?: readonly (SelectionData | BlockData)[];
  readonly ports?: readonly RulePorts[];
  readonly line?: number;
}

/** Left out are the kind and the tier of NetworkPolicies, and a priority of 0. */
export interface PolicyData extends Partial<Pick<Policy, 'kind' | 'tier' | 'priority'>> {
  readonly namespace?: string;
  readonly name: string;
  readonly subject: SelectionData;
  readonly Ingress?: readonly RuleData[];
  readonly Egress?: readonly RuleData[];
  readonly at: PlaceData;
}

export interface ServiceData extends Pick<Service, 'namespace' | 'name' | 'type' | 'ports'> {
  readonly selector?: number;
}

export interface IngressData extends Omit<Ingress, 'annotations' | 'source'> {
  readonly at: PlaceData;
}

export type GatewayData = Omit<Gateway, 'annotations' | 'source'>;

export type GatewayClassData = Omit<GatewayClass, 'annotations' | 'source'>;

export const USUAL_KIND: PolicyKind = 'NetworkPolicy';
export const USUAL_TIER: Tier = 'NetworkPolicy';

export function clusterDataOf(cluster: Cluster): ClusterData {
  const writing = new Writing();
  const parts = {
    namespaces: [...cluster.namespaces.values()].map(({ name, labels }) => ({ name, labels: writing.labels.numberOf(labels) })),
    workloads: cluster.workloads.map((workload) => writing.workload(workload)),
    policies: cluster.policies.map((policy) => writing.policy(policy)),
    services: cluster.services.map(({ namespace, name, type, ports, selector }): ServiceData => (
      { namespace, name, type, ports, ...(selector && { selector: writing.selector(selector) }) }
    )),
    ingresses: cluster.ingresses.map(({ annotations, source, ...ingress }): IngressData => ({ ...ingress, at: writing.place(source) })),
    gateways: cluster.gateways.map(({ annotations, source, ...gateway }): GatewayData => gateway),
    gatewayClasses: cluster.gatewayClasses.map(({ annotations, source, ...gatewayClass }): GatewayClassData => gatewayClass),
    makers: cluster.makers.map(({ kind, namespace, name }) => ({ kind, namespace, name })),
  };
  return { files: writing.files.values, selectors: writing.selectors.values, labels: writing.labels.values, ...parts };
}

class Writing {
  public readonly files = new InternTable<string>();
  public readonly selectors = new InternTable<readonly Requirement[]>();
  public readonly labels = new InternTable<Labels>();

  public selector({ requirements }: Selector): number {
    return this.selectors.numberOf(requirements);
  }

  public workload({ kind, namespace, name, labels, selector, ports, addresses, nodeAddresses, hostNetwork, source }: Workload): WorkloadData {
    return {
      kind,
      namespace,
      name,
      labels: this.labels.numberOf(labels),
      ...(selector && { selector: this.labels.numberOf(selector) }),
      ...(ports.length > 0 && { ports }),
      ...(addresses.length > 0 && { addresses: addresses.map(addressText) }),
      ...(nodeAddresses.length > 0 && { nodeAddresses: nodeAddresses.map(addressText) }),
      ...(hostNetwork && { hostNetwork }),
      at: this.place(source),
    };
  }

  public policy({ kind, tier, priority, namespace, name, subject, rules, source }: Policy): PolicyData {
    return {
      ...(kind !== USUAL_KIND && { kind }),
      ...(tier !== USUAL_TIER && { tier }),
      ...(priority !== 0 && { priority }),
      ...(namespace !== undefined && { namespace }),
      name,
      subject: this.selection(subject),
      ...(rules.Ingress && { Ingress: this.rules('Ingress', rules.Ingress, source) }),
      ...(rules.Egress && { Egress: this.rules('Egress', rules.Egress, source) }),
      at: this.place(source),
    };
  }

  public place(source: Source): PlaceData {
    const line = lineOf(source);
    return { ...(source.file !== undefined && { file: this.files.numberOf(source.file) }), ...(line !== undefined && { line }) };
  }

  private rules(direction: Direction, rules: readonly Rule[], source: Source): RuleData[] {
    return rules.map(({ name, action, peers, ports }, index) => {
      const line = lineOf(source, `spec.${FIELDS[direction].rules}[${index}]`);
      return {
        ...(name !== undefined && { name }),
        ...(action !== 'Accept' && { action }),
        ...(peers && { peers: peers.map((peer) => this.peer(peer)) }),
        ...(ports && { ports }),
        ...(line !== undefined && { line }),
      };
    });
  }

  private peer(peer: Peer): SelectionData | BlockData {
    return 'block' in peer ? blockData(peer.block) : this.selection(peer.selection);
  }

  private selection({ namespaces, pods, skipsHostNetwork }: Selection): SelectionData {
    return {
      in: typeof namespaces === 'string' ? namespaces : this.selector(namespaces),
      pods: this.selector(pods),
      ...(skipsHostNetwork && { skipsHostNetwork }),
    };
  }
}

function blockData({ cidr, except, reachesPods }: Block): BlockData {
  return { cidr, ...(except.length > 0 && { except }), ...(reachesPods && { reachesPods }) };
}

function addressText(address: Address): string {
  return firstAddressText(AddressSet.ofAddress(address));
}
