import { LabelSelectorKube } from '../selection/label-selector';

/** Kubernetes' `NetworkPolicyPeer`. */
export interface PeerKube {
  readonly ipBlock?: { cidr: string; except?: string[] };
  readonly namespaceSelector?: LabelSelectorKube;
  readonly podSelector?: LabelSelectorKube;
}

/** A peer of a rule, and the text by which it is told from others. */
export interface RulePeer {
  readonly kube: PeerKube;
  readonly key: string;
}
