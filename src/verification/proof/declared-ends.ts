import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Analysis } from '../../analysis/engine/analysis';
import { Service } from '../../analysis/model/cluster';
import { Requirement, Selector } from '../../analysis/model/selector';
import { AddressSet } from '../../analysis/sets/address-set';
import { AdoptedPods } from '../../connections/adopted-pods';
import { NAMESPACE_NAME_LABEL } from '../../kubernetes/labels';
import { NetworkPolicyIpBlock } from '../../peers/network-policy-peer';
import { Resource } from '../../resource/resource';
import { LabelSelector } from '../../selection/label-selector';
import { NamespaceSelectorConfig } from '../../selection/namespace-selector';
import { PodSelectorConfig } from '../../selection/pod-selector';

/** Who an end of a declaration is, in what is written. */
export interface DeclaredEnd {
  /** The numbers of the workloads. */
  readonly pods: readonly number[];
  /** The addresses. */
  readonly addresses: AddressSet;
  /** Whether only pods of the same namespace as the other end are meant. */
  readonly ofSameNamespace: boolean;
  /** Whether the ports are those of the containers as they are written; `service` says them where it stands for the pods. Adopted pods say theirs themselves. */
  readonly declaresPorts: boolean;
  readonly service?: Service;
}

/** Finds in what is written the pods and addresses that ends of declarations mean. */
export class DeclaredEnds {
  private readonly workloads: ReadonlyMap<string, number>;
  private readonly services: ReadonlyMap<string, Service>;
  private readonly known = new Map<object, DeclaredEnd | 'selection'>();

  constructor(private readonly analysis: Analysis) {
    const { workloads, services } = analysis.cluster;
    this.workloads = new Map(workloads.map(({ source }, number) => [source.file!, number]));
    this.services = new Map(services.map((service) => [service.source.file!, service]));
  }

  public ofBlock({ cidr, except }: NetworkPolicyIpBlock): DeclaredEnd {
    const addresses = except.reduce((rest, block) => rest.subtract(AddressSet.ofBlock(block)!), AddressSet.ofBlock(cidr)!);
    return { ...podsEnd([]), addresses };
  }

  /**
   * A workload is the pods that its own object makes, whatever their labels have become.
   *
   * @param otherwise the namespace of a selection that names none, in a chart that names none
   */
  public ofPods(selector: object, config: PodSelectorConfig, otherwise?: string): DeclaredEnd {
    let end = this.known.get(selector);
    if (end === undefined) this.known.set(selector, end = this.ofObject(selector) ?? 'selection');
    return end === 'selection' ? this.ofSelection(selector, config, otherwise) : end;
  }

  private ofObject(selector: object): DeclaredEnd | undefined {
    const path = objectOf(selector)?.node.path;
    const number = this.workloads.get(path ?? '');
    if (number !== undefined) return { ...podsEnd([number]), declaresPorts: !(selector instanceof AdoptedPods) };
    const service = this.services.get(path ?? '');
    if (!service?.selector) return undefined;
    const pods = this.analysis.index.select({ namespaces: service.namespace, pods: service.selector, skipsHostNetwork: false });
    return { ...podsEnd(pods), declaresPorts: true, service };
  }

  /** Those that a selection without namespaces means are in the namespace of its chart, or else wherever the other end is. */
  private ofSelection(selector: object, { labelSelector, namespaces }: PodSelectorConfig, otherwise?: string): DeclaredEnd {
    const home = (!namespaces && Construct.isConstruct(selector) ? Chart.of(selector).namespace : undefined) ?? otherwise;
    return {
      ...podsEnd(this.analysis.index.select({
        namespaces: namespaces ? namespacesOf(namespaces) : home ?? Selector.EVERYTHING,
        pods: selectorOf(labelSelector),
        skipsHostNetwork: false,
      })),
      ofSameNamespace: namespaces === undefined && home === undefined,
    };
  }
}

/** The object whose pods are meant, where it is one. */
function objectOf(selector: object): ApiObject | undefined {
  if (selector instanceof AdoptedPods) return selector.apiObject;
  return selector instanceof Resource ? ApiObject.of(selector) : undefined;
}

function podsEnd(pods: readonly number[]): DeclaredEnd {
  return { pods, addresses: AddressSet.NONE, ofSameNamespace: false, declaresPorts: false };
}

function namespacesOf({ names, labelSelector }: NamespaceSelectorConfig): Selector {
  const named: Requirement[] = names ? [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: names }] : [];
  return new Selector([...named, ...labelSelector ? selectorOf(labelSelector).requirements : []]);
}

/** A selector of this library, as the analysis asks it. */
export function selectorOf({ _labels: labels, _expressions: expressions }: LabelSelector): Selector {
  return new Selector([
    ...Object.entries(labels).map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] })),
    ...expressions.map(({ key, operator, values }) => ({ key, operator: operator as Requirement['operator'], values: values ?? [] })),
  ]);
}
