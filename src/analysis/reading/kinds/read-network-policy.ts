import { Fields, Malformed } from '../fields';
import { asStored } from '../nulls';
import { readLabelSelector, refuseUnknown } from '../read-selector';
import { readProtocol } from './read-workload';
import { Block, Direction, DIRECTIONS, Peer, Policy, Rule, RulePorts } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { Source } from '../../model/source';
import { AddressSet } from '../../sets/address-set';

const ALL_PORTS = { first: 1, last: 65535 };

/**
 * A NetworkPolicy, or the reason for which an API server would refuse it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function readNetworkPolicy(raw: object, home: string, source: Source, known: KnownPeers): Policy {
  const stored = asStored(raw);
  const manifest = Fields.of(stored);
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const namespace = metadata.text('namespace') ?? home;
  const spec = manifest.object('spec') ?? new Fields({}, manifest, 'spec');
  refuseUnknown(spec, ['podSelector', 'policyTypes', 'ingress', 'egress']);
  const rules = { Ingress: readRules(spec, 'ingress', 'from', namespace, known), Egress: readRules(spec, 'egress', 'to', namespace, known) };
  const types = readTypes(spec, rules.Egress.length > 0);
  return {
    kind: 'NetworkPolicy',
    tier: 'NetworkPolicy',
    priority: 0,
    namespace,
    name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
    annotations: metadata.map('annotations'),
    subject: { namespaces: namespace, pods: readLabelSelector(spec, 'podSelector') ?? Selector.EVERYTHING, skipsHostNetwork: false },
    rules: Object.fromEntries(types.map((type) => [type, rules[type]])),
    manifest: stored,
    source,
  };
}

/** Peers that were read: those that say the same are one object, and what is asked of it is answered once. */
export class KnownPeers {
  private readonly byNamespace = new Map<string, Map<string, Peer>>();

  public read(raw: unknown, namespace: string, read: () => Peer): Peer {
    const text = JSON.stringify(raw) ?? '';
    // A number that JSON does not know is null there, which Kubernetes reads as something else.
    if (text.includes('null')) return read();
    let peers = this.byNamespace.get(namespace);
    if (!peers) this.byNamespace.set(namespace, peers = new Map());
    let peer = peers.get(text);
    if (!peer) peers.set(text, peer = read());
    return peer;
  }
}

/** The directions that the policy isolates: where it does not say, ingress always, and egress where it has rules of egress. */
function readTypes(spec: Fields, hasEgress: boolean): readonly Direction[] {
  const types = spec.texts('policyTypes');
  types.forEach((type, index) => {
    if (!(DIRECTIONS as readonly string[]).includes(type)) throw new Malformed(`${spec.pathOf('policyTypes')}[${index}]`, `is "${type}", but must be Ingress or Egress`);
  });
  if (types.length > 2) spec.fail('policyTypes', 'at most two types');
  if (types.length > 0) return DIRECTIONS.filter((direction) => types.includes(direction));
  return hasEgress ? DIRECTIONS : ['Ingress'];
}

function readRules(spec: Fields, direction: string, peers: string, namespace: string, known: KnownPeers): Rule[] {
  return spec.objects(direction).map((rule) => {
    refuseUnknown(rule, [peers, 'ports']);
    const others = rule.list(peers).map((peer, index) => known.read(peer, namespace, () => readPeer(Fields.of(peer, rule, peers, index), namespace)));
    const ports = rule.objects('ports').map(readPort);
    return { action: 'Accept', ...(others.length > 0 && { peers: others }), ...(ports.length > 0 && { ports }) };
  });
}

function readPeer(peer: Fields, namespace: string): Peer {
  refuseUnknown(peer, ['podSelector', 'namespaceSelector', 'ipBlock']);
  const pods = readLabelSelector(peer, 'podSelector');
  const namespaces = readLabelSelector(peer, 'namespaceSelector');
  const block = peer.object('ipBlock');
  if (block && (pods || namespaces)) throw new Malformed(peer.pathOf('ipBlock'), 'stands beside a selector, but a peer is either addresses or pods');
  if (block) return { block: readBlock(block) };
  if (!pods && !namespaces) throw new Malformed(peer.path, 'is empty, but must have a podSelector, a namespaceSelector or an ipBlock');
  return { selection: { namespaces: namespaces ?? namespace, pods: pods ?? Selector.EVERYTHING, skipsHostNetwork: false } };
}

function readBlock(fields: Fields): Block {
  refuseUnknown(fields, ['cidr', 'except']);
  const cidr = fields.text('cidr') ?? fields.fail('cidr', 'a block such as 10.0.0.0/8');
  const whole = AddressSet.ofBlock(cidr) ?? fields.fail('cidr', 'a block such as 10.0.0.0/8');
  const except = fields.texts('except');
  const addresses = except.reduce((rest, text, index) => {
    const hole = AddressSet.ofBlock(text);
    const inside = hole !== undefined && hole.subtract(whole).isEmpty && !whole.equals(hole);
    if (!inside) throw new Malformed(`${fields.pathOf('except')}[${index}]`, `is "${text}", but must be a block that lies inside ${cidr} and is smaller`);
    return rest.subtract(hole);
  }, whole);
  return { cidr, except, addresses, reachesPods: false };
}

function readPort(fields: Fields): RulePorts {
  refuseUnknown(fields, ['port', 'endPort', 'protocol']);
  const protocol = readProtocol(fields);
  const port = fields.raw('port');
  if (typeof port === 'string') {
    if (fields.has('endPort')) fields.fail('endPort', 'left out, because the port has a name');
    if (!/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(port)) fields.fail('port', 'a port from 1 to 65535 or the name of one');
    return { protocol, name: port };
  }
  const first = fields.number('port', 1, 65535);
  const last = fields.number('endPort', 1, 65535);
  if (first === undefined && last !== undefined) fields.fail('endPort', 'left out, because there is no port');
  if (first === undefined) return { protocol, ...ALL_PORTS };
  if (last !== undefined && last < first) fields.fail('endPort', `${first} or more, the port that the range begins with`);
  return { protocol, first, last: last ?? first };
}
