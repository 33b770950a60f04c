import { Construct } from 'constructs';
import { NetworkPolicyKube } from './policy-plan';
import { PeerKube } from './rule-peer';
import { chartNamespace, nameOf, rulePeers } from './rule-peers';
import { RuleKube } from './rules';
import { checkSameApp, checkSameCluster } from '../app/same-app';
import { Direction, DIRECTIONS, towards } from '../kubernetes/direction';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { checkedPeer, checkedPeerConfig, checkedPodSelector, checkedPorts } from '../peers/peer-config';
import { isOfObject } from '../peers/pods-of-object';
import { Resource, ResourceProps } from '../resource/resource';
import { LabelSelector } from '../selection/label-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';

/** What a direction does where no rule opens it. */
export enum NetworkPolicyTrafficDefault {
  /** Nothing is let through but what the rules open. */
  DENY = 'DENY',

  /** Everything is let through. Rules beside it would change nothing and are refused. */
  ALLOW = 'ALLOW',
}

/** Peers, and the ports that are open to them. */
export interface NetworkPolicyRule {
  /**
   * The ports. Not empty: Kubernetes would read that as all ports.
   *
   * @default - all ports
   */
  readonly ports?: NetworkPolicyPort[];

  /**
   * The other end.
   *
   * @default - the other ends are given in `peers`
   */
  readonly peer?: INetworkPolicyPeer;

  /**
   * The other ends, each of which is let through. Not empty: Kubernetes would read that as everybody.
   *
   * @default - the other end is given in `peer`
   */
  readonly peers?: INetworkPolicyPeer[];
}

/** One direction of a policy. */
export interface NetworkPolicyTraffic {
  /**
   * What the direction does where no rule opens it.
   *
   * @default - the rules alone count; where there are none either, the policy does not touch this direction
   */
  readonly default?: NetworkPolicyTrafficDefault;

  /**
   * What is open. Not empty: close the direction with `default: NetworkPolicyTrafficDefault.DENY`.
   *
   * @default - no rules
   */
  readonly rules?: NetworkPolicyRule[];
}

/** Initialization properties of `NetworkPolicy`. */
export interface NetworkPolicyProps extends ResourceProps {
  /**
   * The pods to which the policy applies. They lie in the namespace of the policy.
   *
   * @default - all pods of the namespace
   */
  readonly selector?: IPodSelector;

  /**
   * The connections that the pods may open.
   *
   * @default - the policy does not touch egress
   */
  readonly egress?: NetworkPolicyTraffic;

  /**
   * The connections that the pods accept.
   *
   * @default - the policy does not touch ingress; where it says nothing of egress either, it isolates the pods for ingress, as Kubernetes does
   */
  readonly ingress?: NetworkPolicyTraffic;
}

/**
 * A policy that says just what it is told: one selection of pods, and rules towards peers.
 *
 * It is written in the namespace of the pods that it selects, unless its metadata or chart names one. `connections` of a workload writes
 * the policies of both ends by itself.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends Resource {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'networkpolicies';

  private readonly selector?: IPodSelector;
  private readonly rules: Record<Direction, Rule[]> = { Ingress: [], Egress: [] };
  private readonly defaults = new Map<Direction, NetworkPolicyTrafficDefault>();

  constructor(scope: Construct, id: string, props?: NetworkPolicyProps) {
    const input = new Input(`${scope.node.path}/${id}`);
    const { selector, egress, ingress } = input.struct('props', props, ['metadata', 'selector', 'egress', 'ingress']) ?? {};
    const pods = (selector ?? undefined) === undefined ? undefined : checkedPodSelector(selector!, input);
    const namespace = props?.metadata?.namespace ?? onlyNamespace(pods);
    super(scope, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }, { metadata: { ...props?.metadata, namespace } });
    this.selector = selector ?? undefined;
    checkSameApp(this._input, 'selector', this.selector, this);
    Synthesis.of(this);
    this.setTraffic('Egress', egress);
    this.setTraffic('Ingress', ingress);
  }

  /**
   * Lets the pods open connections to the peer, and isolates them for egress.
   *
   * @param peer who may be connected to
   * @param ports the ports of the peer; all ports when they are left out
   * @throws when the peer is none or says nothing, when `ports` is empty, or when egress is open to everybody by default
   */
  public addEgressRule(peer: INetworkPolicyPeer, ports?: NetworkPolicyPort[]): void {
    this.addRule('Egress', [peer], ports);
  }

  /**
   * Lets the pods accept connections from the peer, and isolates them for ingress.
   *
   * @param peer who may connect
   * @param ports the ports of the pods; all ports when they are left out
   * @throws when the peer is none or says nothing, when `ports` is empty, or when ingress is open to everybody by default
   */
  public addIngressRule(peer: INetworkPolicyPeer, ports?: NetworkPolicyPort[]): void {
    this.addRule('Ingress', [peer], ports);
  }

  /** @internal */
  public _validate(): void {
    super._validate();
    if (this.directions.length > 0) return;
    const text = 'says nothing of ingress or egress, which Kubernetes reads as "isolate the pods for ingress". '
      + 'Say so with ingress: { default: NetworkPolicyTrafficDefault.DENY }, or add rules.';
    Synthesis.of(this).warnings.warn({ construct: this, id: 'says-nothing', text });
  }

  /** @internal */
  public _toKube(): NetworkPolicyKube {
    const [ingress, egress] = DIRECTIONS.map((direction) => this.rulesToKube(direction));
    return {
      podSelector: this.podSelector._toKube(),
      policyTypes: this.directions.length > 0 ? this.directions : ['Ingress'],
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress }),
    };
  }

  private get directions(): Direction[] {
    return DIRECTIONS.filter((direction) => this.defaults.has(direction) || this.rules[direction].length > 0);
  }

  private setTraffic(direction: Direction, traffic: NetworkPolicyTraffic | undefined): void {
    const name = direction.toLowerCase();
    const given = this._input.struct(name, traffic, ['default', 'rules']);
    const unlessTold = this._input.oneOf(`${name}.default`, given?.default, NetworkPolicyTrafficDefault);
    if (unlessTold) this.defaults.set(direction, unlessTold);
    const rules = this._input.filledList(`${name}.rules`, given?.rules,
      'Add a rule, or close the direction with default: NetworkPolicyTrafficDefault.DENY.');
    rules?.forEach((rule, index) => {
      const field = `${name}.rules[${index}]`;
      this._input.struct(field, this._input.required(field, rule, 'a rule such as { peer: redis }'), ['peer', 'peers', 'ports']);
      if (rule.peer && rule.peers) this._input.fail(`"${field}" has both "peer" and "peers". Give all of them in "peers".`);
      const peers = this._input.filledList(`${field}.peers`, rule.peers, 'Kubernetes would read it as everybody: name a peer.');
      this.addRule(direction, peers ?? [rule.peer!], rule.ports);
    });
  }

  private addRule(direction: Direction, peers: readonly INetworkPolicyPeer[], ports: NetworkPolicyPort[] | undefined): void {
    if (this.defaults.get(direction) === NetworkPolicyTrafficDefault.ALLOW) {
      this._input.fail(`cannot add an ${direction.toLowerCase()} rule, because the default ALLOW lets everything through already. Leave out the rule or the default.`);
    }
    const open = checkedPorts(this._input, 'ports', ports);
    for (const peer of peers) {
      checkedPeerConfig(checkedPeer(this._input, 'peer', peer), this._input);
      checkSameApp(this._input, 'peer', peer, this);
    }
    this.rules[direction].push({ peers: [...peers], ports: open });
  }

  /** The pods, which must lie where the policy is written: in any other namespace it would select nothing. */
  private get podSelector(): LabelSelector {
    if (!this.selector) return LabelSelector.of();
    checkSameCluster(this._input, `select ${nameOf(this.selector)}`, this.selector, this);
    const { labelSelector, namespaces } = checkedPodSelector(this.selector, this._input);
    const name = nameOf(this.selector);
    const own = this._namespace;
    const written = own === undefined ? 'the namespace of the policy is not known' : `the policy is in "${own}"`;
    const theirs = namespaces ? namespaces.names : [homeOf(this.selector) ?? (isOfObject(this.selector) ? undefined : own)];
    if (namespaces?.labelSelector) {
      this._input.fail(`cannot select ${name}, whose namespaces are chosen by labels: a policy lies in one namespace. Choose one by its name, and write a policy for each.`);
    }
    if (theirs!.length > 1) {
      this._input.fail(`cannot select ${name}, which is in ${theirs!.map((namespace) => `"${namespace}"`).join(', ')}: a policy lies in one namespace. Write a policy for each.`);
    }
    if (theirs![0] !== own) {
      this._input.fail(`cannot select ${name}, because ${theirs![0] === undefined ? 'its namespace is not known' : `it is in "${theirs![0]}"`} while ${written}. `
        + `A policy selects only pods of its own namespace: ${theirs![0] === undefined ? `set "namespace" on the chart or in the metadata of ${name}` : `set metadata: { namespace: "${theirs![0]}" }`}.`);
    }
    return labelSelector;
  }

  private rulesToKube(direction: Direction): RuleKube[] {
    if (this.defaults.get(direction) === NetworkPolicyTrafficDefault.ALLOW) return [{}];
    return this.rules[direction].map(({ peers, ports }) => ({
      ...(ports && { ports: ports.map((port) => port._toKube()) }),
      [direction === 'Egress' ? 'to' : 'from']: peers.flatMap((peer) => this.peerToKube(peer, direction)),
    }));
  }

  private peerToKube(peer: INetworkPolicyPeer, direction: Direction): PeerKube[] {
    const attempt = () => `allow traffic ${towards(direction)} ${nameOf(peer)}`;
    return rulePeers(peer, { who: this, attempt, policyOf: this, namespace: this._namespace }, Synthesis.of(this)).map(({ kube }) => kube);
  }
}

interface Rule {
  readonly peers: readonly INetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[] | undefined;
}

/** The namespace of the chart of a selection that names none. */
function homeOf(selector: IPodSelector): string | undefined {
  return Construct.isConstruct(selector) && !isOfObject(selector) ? chartNamespace(selector) : undefined;
}

function onlyNamespace(pods: PodSelectorConfig | undefined): string | undefined {
  const names = pods?.namespaces?.names;
  return names?.length === 1 ? names[0] : undefined;
}
