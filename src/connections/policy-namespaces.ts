import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Caller } from '../app/declared-connection';
import { Lookups } from '../app/lookups';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { checkedPodSelector } from '../peers/peer-config';
import { isOfObject } from '../peers/pods-of-object';
import { chartNamespace, checkNamespaceOfUse } from '../policies/rule-peers';
import { LabelSelectorKube } from '../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';
import { Input } from '../validation/input';

/** The namespace of a policy; `undefined` is that into which the file is applied. */
export type PolicyNamespace = string | undefined;

/** Pods that policies of `connections` select. */
export interface SelectedPods {
  readonly selector: IPodSelector;
  /** What the policies belong to: the selector, or the peer that gave it. */
  readonly owner: object;
  /** What the selector says of itself now. */
  readonly config: PodSelectorConfig;
}

/** The namespaces that hold selected pods, and hence their policies. */
export class PolicyNamespaces {
  constructor(private readonly pods: SelectedPods, private readonly lookups: Lookups) {}

  /**
   * Those that the selection names, those that the app declares and it matches, or that of its use.
   *
   * @param attempt what the caller wanted; without it, nothing is refused
   */
  public of(caller: Caller, attempt?: () => string): readonly PolicyNamespace[] {
    const { selector, config: { namespaces } } = this.pods;
    if (namespaces === undefined) {
      if (isOfObject(selector)) return [undefined];
      return selector === caller ? [chartNamespace(caller)] : this.ofUse(caller, attempt);
    }
    if (namespaces.labelSelector === undefined) return namespaces.names!;
    const matching = this.lookups.namespacesThatMatch(namespaces.labelSelector);
    return namespaces.names ? matching.filter((name) => namespaces.names!.includes(name)) : matching;
  }

  /** The namespaces that are chosen by labels, but for those that the app declares. */
  public get elsewhere(): LabelSelectorKube | undefined {
    const { labelSelector, names } = this.pods.config.namespaces ?? {};
    if (!labelSelector) return undefined;
    const others = names?.filter((name) => !this.lookups.declares(name));
    if (others?.length === 0) return undefined;
    const { matchExpressions = [], ...labels } = labelSelector._toKube();
    const named = others ? [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: others }] : [];
    return { ...labels, ...(matchExpressions.length + named.length > 0 && { matchExpressions: [...matchExpressions, ...named] }) };
  }

  /** Those of the caller, unless the chart of the selection is in another one and either could be meant. */
  private ofUse(caller: Caller, attempt?: () => string): readonly PolicyNamespace[] {
    checkInChart(caller);
    const config = checkedPodSelector(caller, new Input(caller));
    const namespaces = new PolicyNamespaces({ selector: caller, owner: caller, config }, this.lookups).of(caller, attempt);
    for (const namespace of attempt ? namespaces : []) {
      checkNamespaceOfUse(this.pods.owner as INetworkPolicyPeer, { who: caller, attempt: attempt!, policyOf: caller, namespace });
    }
    return namespaces;
  }
}

/** Refuses a construct below which no policy can be written. */
export function checkInChart(scope: Construct): void {
  if (scope.node.scopes.some((ancestor) => Chart.isChart(ancestor))) return;
  new Input(scope).fail('lies in no chart, but its policies must be written into one. Make it with a chart as its scope.');
}
