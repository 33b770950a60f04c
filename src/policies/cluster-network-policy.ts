import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { checkNamespaces, ClusterPeerKube, MOST, networkPeers, networksOf, partsOfPeer, portToKube, SelectionKube } from './cluster-network-policy-kube';
import { ClusterNetworkPolicyAction, ClusterNetworkPolicyEgressRule, ClusterNetworkPolicyRule, ClusterNetworkPolicyTier } from './cluster-network-policy-rule';
import { nameOf } from './rule-peers';
import { checkSameApp, checkSameCluster } from '../app/same-app';
import { Direction } from '../kubernetes/direction';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { NetworkPolicyPort, NetworkProtocol } from '../peers/network-policy-port';
import { checkedPeer, checkedPorts } from '../peers/peer-config';
import { Resource, ResourceProps } from '../resource/resource';
import { ResourceObject } from '../resource/resource-object';
import { LabelSelector } from '../selection/label-selector';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';

/** Initialization properties of `ClusterNetworkPolicy`. */
export interface ClusterNetworkPolicyProps extends ResourceProps {
  /** Whether it is asked before or after the NetworkPolicies. */
  readonly tier: ClusterNetworkPolicyTier;

  /** Its place among the policies of its tier, from 0 to 1000: the lowest is asked first. Two of equal priority that disagree have no defined order. */
  readonly priority: number;

  /** The pods that it is about: `Namespaces`, a `Namespace`, `Pods` with namespaces, or a workload. Pods on the network of their node are never among them. */
  readonly subject: INetworkPolicyPeer;

  /**
   * What happens to connections that the pods accept. The first rule that matches decides; at most 25.
   *
   * @default - no rules: the policy says nothing of ingress
   */
  readonly ingress?: ClusterNetworkPolicyRule[];

  /**
   * What happens to connections that the pods open. The first rule that matches decides; at most 25.
   *
   * @default - no rules: the policy says nothing of egress
   */
  readonly egress?: ClusterNetworkPolicyEgressRule[];
}

/**
 * A policy of the whole cluster, by those who run it: its Admin tier decides before every NetworkPolicy, its Baseline tier after them.
 *
 * It isolates nobody: what no rule matches is left to what is asked next, and open in the end. Rules are written in the order in which they are said, and the first
 * that matches decides. Ingress rules speak of pods only, so that connections from outside of the cluster are left to NetworkPolicies.
 *
 * The cluster needs the definition of `policy.networking.k8s.io/v1alpha2`, and a network plugin that follows it.
 *
 * @see https://network-policy-api.sigs.k8s.io/
 */
export class ClusterNetworkPolicy extends Resource {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'clusternetworkpolicies';

  /** When the policy is asked. */
  public readonly tier: ClusterNetworkPolicyTier;

  /** Its place in its tier: the lowest is asked first. */
  public readonly priority: number;

  private readonly subject: INetworkPolicyPeer;
  private readonly rules: Record<Direction, ClusterNetworkPolicyEgressRule[]> = { Ingress: [], Egress: [] };

  constructor(scope: Construct, id: string, props: ClusterNetworkPolicyProps) {
    const input = new Input(`${scope.node.path}/${id}`);
    const given = input.struct('props', input.required('props', props, 'tier, priority and subject'), ['metadata', 'tier', 'priority', 'subject', 'ingress', 'egress']);
    if (given.metadata?.namespace !== undefined) {
      input.fail(`"metadata.namespace" is "${given.metadata.namespace}", but a ClusterNetworkPolicy lies in no namespace. Leave it out, and say with "subject" whom it is about.`);
    }
    super(scope, id, { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy' }, { metadata: given.metadata });
    // cdk8s gives every object the namespace of its chart.
    if (this._metadata.namespace !== undefined) (this.apiObject as ResourceObject).correct(JsonPatch.remove('/metadata/namespace'));
    this.tier = input.oneOf('tier', input.required('tier', given.tier, 'ClusterNetworkPolicyTier.ADMIN or BASELINE'), ClusterNetworkPolicyTier);
    this.priority = input.wholeNumber('priority', input.required('priority', given.priority, 'a whole number from 0 to 1000'), 0, 1000);
    this.subject = this.checkedSelection('subject', given.subject);
    this.checkSubject();
    Synthesis.of(this);
    this._input.list('ingress', given.ingress)?.forEach((rule, index) => this.addRule('Ingress', `ingress[${index}]`, rule));
    this._input.list('egress', given.egress)?.forEach((rule, index) => this.addRule('Egress', `egress[${index}]`, rule));
  }

  /**
   * Adds a rule about connections that the pods accept, asked after those that were said before.
   *
   * @throws when there are 25 already, when a peer is an address, or when the rule says something that the API refuses
   */
  public addIngressRule(rule: ClusterNetworkPolicyRule): void {
    this.addRule('Ingress', 'rule', rule);
  }

  /**
   * Adds a rule about connections that the pods open, asked after those that were said before.
   *
   * @throws when there are 25 already, or when the rule says something that the API refuses
   */
  public addEgressRule(rule: ClusterNetworkPolicyEgressRule): void {
    this.addRule('Egress', 'rule', rule);
  }

  /** @internal */
  public _toKube(): object {
    return {
      tier: this.tier,
      priority: this.priority,
      subject: this.subjectToKube(),
      ...(this.rules.Ingress.length > 0 && { ingress: this.rules.Ingress.map((rule) => this.ruleToKube('Ingress', rule)) }),
      ...(this.rules.Egress.length > 0 && { egress: this.rules.Egress.map((rule) => this.ruleToKube('Egress', rule)) }),
    };
  }

  private addRule(direction: Direction, name: string, rule: ClusterNetworkPolicyEgressRule): void {
    const fields = ['action', 'name', 'peers', 'ports', ...direction === 'Egress' ? ['nodes', 'domainNames'] : []];
    const given = this._input.struct(name, this._input.required(name, rule, 'a rule with action and peers'), fields);
    if (this.rules[direction].length === MOST) {
      this._input.fail(`it has ${MOST} ${direction.toLowerCase()} rules already, and cannot have more. Write a second ClusterNetworkPolicy with a priority after ${this.priority}.`);
    }
    const action = this._input.oneOf(`${name}.action`, this._input.required(`${name}.action`, given.action, 'ClusterNetworkPolicyAction.ACCEPT, DENY or PASS'), ClusterNetworkPolicyAction);
    const title = this._input.text(`${name}.name`, given.name) ?? undefined;
    if (title && title.length > 100) this._input.fail(`"${name}.name" has ${title.length} characters, but at most 100 are allowed. Give a shorter one.`);
    const checked: ClusterNetworkPolicyEgressRule = {
      action,
      ...(title !== undefined && { name: title }),
      ...this.checkedEnds(name, given),
      ...this.checkedPortsOf(name, given),
    };
    // Written once at once, so that what does not fit is refused here.
    this.checkFit(direction, name, checked);
    this.rules[direction].push(checked);
  }

  private checkedEnds(name: string, rule: ClusterNetworkPolicyEgressRule): Pick<ClusterNetworkPolicyEgressRule, 'peers' | 'nodes' | 'domainNames'> {
    const peers = this._input.filledList(`${name}.peers`, rule.peers, 'Name a peer; Namespaces.all(scope, id) is every pod.');
    const domainNames = this._input.filledList(`${name}.domainNames`, rule.domainNames, 'Name one, or leave it out.');
    const nodes = this._input.instance(`${name}.nodes`, rule.nodes ?? undefined, LabelSelector, 'a LabelSelector; LabelSelector.of() is every node');
    if (!peers && !domainNames && !nodes) this._input.fail(`"${name}" names no other end. Give "peers"; Namespaces.all(scope, id) is every pod, NetworkPolicyIpBlock.anyIpv4() every IPv4 address in an egress rule.`);
    if (domainNames && rule.action !== ClusterNetworkPolicyAction.ACCEPT) this._input.fail(`"${name}.domainNames" stands beside the action ${rule.action}, but only ACCEPT can name domains. Deny addresses with NetworkPolicyIpBlock.`);
    if (domainNames && domainNames.length > MOST) this._input.fail(`"${name}.domainNames" has ${domainNames.length} names, but at most ${MOST} are allowed. Write a second rule.`);
    domainNames?.forEach((domain, index) => {
      if (typeof domain !== 'string' || !DOMAIN.test(domain)) this._input.refuse(`${name}.domainNames[${index}]`, domain, 'a name in DNS such as "registry.example.com" or "*.example.com"');
    });
    peers?.forEach((peer, index) => this.checkedSelection(`${name}.peers[${index}]`, peer));
    return { ...(peers && { peers: [...peers] }), ...(nodes && { nodes }), ...(domainNames && { domainNames: [...new Set(domainNames)] }) };
  }

  private checkedPortsOf(name: string, rule: ClusterNetworkPolicyEgressRule): { ports?: NetworkPolicyPort[] } {
    const ports = checkedPorts(this._input, `${name}.ports`, rule.ports);
    if (ports && ports.length > MOST) this._input.fail(`"${name}.ports" has ${ports.length} ports, but at most ${MOST} are allowed. Write a second rule for the others.`);
    const named = ports?.map((port) => port._toKube()).find(({ port, protocol }) => typeof port === 'string' && protocol !== NetworkProtocol.TCP.valueOf());
    if (named) this._input.fail(`"${name}.ports" has the port "${named.port}" of ${named.protocol}, but a ClusterNetworkPolicy means a name whatever its protocol is. Give the number of the port, or its name without a protocol.`);
    return ports ? { ports } : {};
  }

  /** A subject or a peer, which knows its namespaces. */
  private checkedSelection(name: string, peer: INetworkPolicyPeer): INetworkPolicyPeer {
    checkedPeer(this._input, name, peer);
    checkSameApp(this._input, name, peer, this);
    checkNamespaces(peer, this._input);
    return peer;
  }

  private checkSubject(): void {
    const { ipBlock, peers } = this.subject.toNetworkPolicyPeerConfig();
    if (ipBlock) this._input.fail(`"subject" is ${nameOf(this.subject)}, but a policy is about pods. Give Namespaces, Pods or a workload.`);
    if (peers) this._input.fail(`"subject" is ${nameOf(this.subject)}, which is several peers, but a policy is about one selection of pods. Write a policy for each.`);
  }

  private checkFit(direction: Direction, name: string, { peers = [], ports, nodes, domainNames }: ClusterNetworkPolicyEgressRule): void {
    const parts = peers.filter((peer) => hasAddresses(peer)).map((peer) => partsOfPeer(peer, this._input));
    const blocks = parts.flatMap((part) => part.blocks);
    if (direction === 'Ingress' && blocks.length > 0) {
      this._input.fail(`"${name}" names the addresses ${blocks[0].cidr}, but the ingress rules of a ClusterNetworkPolicy know only pods. Leave connections from outside to NetworkPolicies.`);
    }
    const networks = networksOf(blocks);
    const selections = peers.length - parts.length + parts.flatMap((part) => part.selections).length;
    const count = selections + networkPeers(networks).length + (nodes ? 1 : 0) + (domainNames ? 1 : 0);
    if (count > MOST) {
      this._input.fail(`"${name}" has ${networks.length > MOST ? `${networks.length} networks, where exceptions are what remains of their blocks, which are ` : ''}${count} peers, but at most ${MOST} are allowed. `
        + 'Write a second rule for the others.');
    }
    const named = ports?.map((port) => port._toKube().port).find((port) => typeof port === 'string');
    if (named !== undefined && (blocks.length > 0 || nodes !== undefined || domainNames !== undefined)) {
      this._input.fail(`"${name}" names the port "${named}" beside addresses, which have no names of ports. Give its number, or write a rule for the addresses alone.`);
    }
  }

  private subjectToKube(): SelectionKube {
    checkSameCluster(this._input, `be about ${nameOf(this.subject)}`, this.subject, this);
    return partsOfPeer(this.subject, this._input).selections[0];
  }

  private ruleToKube(direction: Direction, rule: ClusterNetworkPolicyEgressRule): object {
    const { action, name, peers = [], ports, nodes, domainNames } = rule;
    this.checkFit(direction, name ?? `${direction.toLowerCase()} rule`, rule);
    peers.forEach((peer) => checkSameCluster(this._input, `name ${nameOf(peer)}`, peer, this));
    const parts = peers.map((peer) => partsOfPeer(peer, this._input));
    const all: ClusterPeerKube[] = [
      ...parts.flatMap(({ selections }) => selections),
      ...networkPeers(networksOf(parts.flatMap(({ blocks }) => blocks))),
      ...nodes ? [{ nodes: nodes._toKube() }] : [],
      ...domainNames ? [{ domainNames }] : [],
    ];
    if (all.length > MOST) this._input.fail(`its ${direction.toLowerCase()} rule ${name === undefined ? '' : `"${name}" `}has ${all.length} peers, but at most ${MOST} are allowed. Write a second rule for the others.`);
    return {
      ...(name !== undefined && { name }),
      action,
      [direction === 'Egress' ? 'to' : 'from']: all,
      ...(ports && { protocols: ports.map((port) => portToKube(port)) }),
    };
  }
}

/** The form that the definition asks for. */
const DOMAIN = /^(\*\.)?([a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

function hasAddresses(peer: INetworkPolicyPeer): boolean {
  const { ipBlock, peers } = peer.toNetworkPolicyPeerConfig();
  return ipBlock !== undefined || (peers ?? []).some((one) => hasAddresses(one));
}
