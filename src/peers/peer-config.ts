import { Construct } from 'constructs';
import { INetworkPolicyPeer, NetworkPolicyIpBlock, NetworkPolicyPeerConfig } from './network-policy-peer';
import { NetworkPolicyPort } from './network-policy-port';
import { Resource } from '../resource/resource';
import { LabelSelector } from '../selection/label-selector';
import { NamespaceSelectorConfig } from '../selection/namespace-selector';
import { IPodSelector, PodSelectorConfig } from '../selection/pod-selector';
import { className, classOf, THIS_PACKAGE } from '../validation/class-of';
import { dnsLabel } from '../validation/forms';
import { Input } from '../validation/input';
import { isIp, isIpv4 } from '../validation/ip-address';
import { show } from '../validation/show';

const PEERS = 'a peer: a workload, a Service, Pods, Namespaces, a Namespace, a NetworkPolicyIpBlock, or an object with the methods of INetworkPolicyPeer; '
  + 'pods of anything else are AdoptedPods.of(construct) or Pods.select(scope, id, { labels: … })';

/** What a caller named as the other end is one. */
export function checkedPeer(input: Input, name: string, peer: INetworkPolicyPeer): INetworkPolicyPeer {
  input.required(name, peer, PEERS);
  if (typeof peer === 'string') refuseHost(input, name, peer);
  for (const method of ['toNetworkPolicyPeerConfig', 'toPodSelector']) input.implementing(name, peer, method, PEERS);
  return peer;
}

/**
 * What a peer says of itself, checked.
 *
 * A config that arrives empty, as a dictionary of another language does, would read as "everybody", so it is refused.
 */
export function checkedPeerConfig(peer: INetworkPolicyPeer, input: Input): NetworkPolicyPeerConfig {
  const config = peer.toNetworkPolicyPeerConfig();
  if (peer instanceof Resource && config?.podSelector?.labelSelector instanceof LabelSelector) return config;
  const name = `toNetworkPolicyPeerConfig() of ${show(peer)}`;
  input.struct(name, input.required(name, config, 'a NetworkPolicyPeerConfig'), ['ipBlock', 'podSelector', 'peers', 'policiesElsewhere', 'ports']);
  checkAdopted(input, peer, config.podSelector?.labelSelector);
  const ipBlock = config.ipBlock ?? undefined;
  const podSelector = config.podSelector ?? undefined;
  const peers = input.filledList(`peers in ${name}`, config.peers, 'Kubernetes would read it as everybody: name a peer.');
  const said = Object.entries({ ipBlock, podSelector, peers }).flatMap(([field, value]) => (value === undefined ? [] : [`"${field}"`]));
  if (said.length !== 1) {
    input.fail(`${name} returns ${said.length > 0 ? said.join(' and ') : 'neither "ipBlock" nor "podSelector" nor "peers"'}. Return one of them.`);
  }
  if (peers?.includes(peer)) input.fail(`"peers" in ${name} holds the peer itself. Name only others.`);
  return {
    ipBlock: input.instance(`ipBlock in ${name}`, ipBlock, NetworkPolicyIpBlock, 'a NetworkPolicyIpBlock'),
    podSelector: podSelector === undefined ? undefined : checkedSelectorConfig(input, `podSelector in ${name}`, podSelector),
    peers: peers?.map((one, index) => checkedPeer(input, `peers[${index}] in ${name}`, one)),
    policiesElsewhere: input.flag(`policiesElsewhere in ${name}`, config.policiesElsewhere) ?? undefined,
    ports: checkedPorts(input, `ports in ${name}`, config.ports),
  };
}

/** What a selector says of itself, checked. */
export function checkedPodSelector(selector: IPodSelector, input: Input): PodSelectorConfig {
  input.implementing('selector', input.required('selector', selector, 'a workload or Pods'), 'toPodSelectorConfig',
    'a selector of pods: a workload, Pods, or an object with the method of IPodSelector');
  const config = selector.toPodSelectorConfig();
  if (selector instanceof Resource && config?.labelSelector instanceof LabelSelector) return config;
  checkAdopted(input, selector, config?.labelSelector);
  return checkedSelectorConfig(input, `toPodSelectorConfig() of ${show(selector)}`, config);
}

/** Ports that a caller listed: `undefined` is "not said", an empty list is an error, because Kubernetes reads it as all ports. */
export function checkedPorts(input: Input, name: string, ports: readonly NetworkPolicyPort[] | undefined): NetworkPolicyPort[] | undefined {
  const list = input.filledList(name, ports, 'Kubernetes would read it as all ports: name a port, or leave "ports" out.');
  list?.forEach((port, index) => input.instance(`${name}[${index}]`,
    input.required(`${name}[${index}]`, port, 'a NetworkPolicyPort'), NetworkPolicyPort, 'a NetworkPolicyPort, such as NetworkPolicyPort.tcp(80)'));
  return list && [...list];
}

/** A workload of cdk8s-plus has methods of the same names, which answer with values of its own. */
function checkAdopted(input: Input, given: object, labelSelector: unknown): void {
  if (!Construct.isConstruct(given) || typeof labelSelector !== 'object' || labelSelector instanceof LabelSelector) return;
  const { package: packageName } = classOf(given);
  if (packageName === undefined || packageName === THIS_PACKAGE) return;
  input.fail(`${given.node.path} is a ${className(given)}, whose labels are values of that package. Adopt its pods: write AdoptedPods.of(…) around it, here and wherever its connections are said.`);
}

function checkedSelectorConfig(input: Input, name: string, config: PodSelectorConfig): PodSelectorConfig {
  input.struct(name, input.required(name, config, 'a PodSelectorConfig'), ['labelSelector', 'namespaces']);
  const allowed = 'a LabelSelector; LabelSelector.of() is every pod';
  const labelSelector = input.required(`labelSelector in ${name}`, config.labelSelector, allowed);
  return {
    labelSelector: input.instance(`labelSelector in ${name}`, labelSelector, LabelSelector, 'a LabelSelector; LabelSelector.of() matches everything'),
    namespaces: (config.namespaces ?? undefined) === undefined ? undefined : checkedNamespaceConfig(input, `namespaces in ${name}`, config.namespaces!),
  };
}

function checkedNamespaceConfig(input: Input, name: string, config: NamespaceSelectorConfig): NamespaceSelectorConfig {
  input.struct(name, config, ['labelSelector', 'names']);
  const labelSelector = config.labelSelector ?? undefined;
  const names = input.filledList(`names in ${name}`, config.names, 'It would match every namespace: name one, or leave "names" out.');
  if (labelSelector === undefined && names === undefined) {
    input.fail(`${name} says neither "names" nor "labelSelector". Give one; LabelSelector.of() is every namespace.`);
  }
  names?.forEach((namespace, index) => dnsLabel(input, `names[${index}] in ${name}`, input.required(`names[${index}] in ${name}`, namespace, 'a namespace')));
  return {
    labelSelector: labelSelector && input.instance(`labelSelector in ${name}`, labelSelector, LabelSelector, 'a LabelSelector; LabelSelector.of() matches everything'),
    names: names && [...names],
  };
}

/** A policy is made of addresses and labels, so a name could only be looked up now, and be wrong tomorrow. */
function refuseHost(input: Input, name: string, text: string): never {
  const [address, prefix] = text.split('/');
  if (isIp(address)) {
    const family = isIpv4(address) ? 'ipv4' : 'ipv6';
    input.fail(`"${name}" is the text "${text}". Write NetworkPolicyIpBlock.${family}("${address}/${prefix ?? (family === 'ipv4' ? 32 : 128)}").`);
  }
  return input.fail(`"${name}" is the text "${text}", but a NetworkPolicy knows pods by their labels and hosts by their addresses: it never looks a name up. `
    + 'Name the workload, its Service or Pods.select(…) instead. For a host outside of the cluster, give its addresses with NetworkPolicyIpBlock, or '
    + 'WellKnownPeer.internet() with its port; or use what some network plugins have for names, such as "toFQDNs" of a CiliumNetworkPolicy.');
}
