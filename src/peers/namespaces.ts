import { Construct } from 'constructs';
import { INetworkPolicyPeer, NetworkPolicyPeerConfig } from './network-policy-peer';
import { LabelExpression } from '../selection/label-expression';
import { LabelSelector } from '../selection/label-selector';
import { INamespaceSelector, NamespaceSelectorConfig } from '../selection/namespace-selector';
import { IPodSelector } from '../selection/pod-selector';
import { dnsLabel } from '../validation/forms';
import { Input } from '../validation/input';

/** Which namespaces. What is said must all hold. */
export interface NamespacesSelectOptions {
  /**
   * Labels that the namespaces carry with exactly these values.
   *
   * @default - any labels
   */
  readonly labels?: { [key: string]: string };

  /**
   * Further requirements on the labels.
   *
   * @default - any labels
   */
  readonly expressions?: LabelExpression[];

  /**
   * The names of the namespaces.
   *
   * @default - any name
   */
  readonly names?: string[];
}

/** Namespaces that this app need not declare. As a peer, all of their pods. */
export class Namespaces extends Construct implements INamespaceSelector, INetworkPolicyPeer {
  /**
   * The namespaces for which everything that `options` says holds.
   *
   * A policy lies in one namespace. Namespaces that are chosen by names can therefore be written for at both ends of a connection; of those that
   * are chosen by labels, the ones that the app declares.
   *
   * @throws when `options` says nothing, or a list in it is empty: either would select every namespace
   */
  public static select(scope: Construct, id: string, options: NamespacesSelectOptions): Namespaces {
    return new Namespaces(scope, id, configOf(new Input(`${scope.node.path}/${id}`), options));
  }

  /** Every namespace of the cluster. */
  public static all(scope: Construct, id: string): Namespaces {
    return new Namespaces(scope, id, { labelSelector: LabelSelector.of() });
  }

  private readonly pods: IPodSelector = { toPodSelectorConfig: () => this.toNetworkPolicyPeerConfig().podSelector! };

  private constructor(scope: Construct, id: string, private readonly config: NamespaceSelectorConfig) {
    super(scope, id);
  }

  /** Which namespaces. */
  public toNamespaceSelectorConfig(): NamespaceSelectorConfig {
    return this.config;
  }

  /** All pods of the namespaces. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: { labelSelector: LabelSelector.of(), namespaces: this.config } };
  }

  /** All pods of the namespaces. */
  public toPodSelector(): IPodSelector | undefined {
    return this.pods;
  }
}

function configOf(input: Input, options: NamespacesSelectOptions): NamespaceSelectorConfig {
  const given = input.struct('options', input.required('options', options, 'labels, expressions or names'), ['labels', 'expressions', 'names']);
  const { labels, expressions } = given;
  const names = input.filledList('names', given.names, 'It would select every namespace: give a name, or use Namespaces.all to mean every namespace.');
  names?.forEach((name, index) => dnsLabel(input, `names[${index}]`, input.required(`names[${index}]`, name, 'the name of a namespace')));
  if (!labels && !expressions && !names) input.fail('says neither "labels" nor "expressions" nor "names". Give one, or use Namespaces.all to mean every namespace.');
  return {
    ...((labels || expressions) && { labelSelector: LabelSelector._from(input, { labels, expressions }) }),
    ...(names && { names: [...names] }),
  };
}
