import { Fields, Malformed } from './fields';
import { asPruned } from './nulls';
import { readSelector, refuseUnknown } from './read-selector';
import { Action, Block, Direction, Peer, Policy, Rule, RulePorts, Selection } from '../model/cluster';
import { Selector } from '../model/selector';
import { Source } from '../model/source';
import { AddressSet, hasHostBits } from '../sets/address-set';
import { Protocol } from '../sets/connection-set';

const ACTIONS: readonly Action[] = ['Accept', 'Deny', 'Pass'];
const PROTOCOLS: { readonly [field: string]: Protocol } = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' };

/** How long the lists of a cluster policy may be. */
const MOST = 25;

/** Peers that are addresses or stand for such. */
const ADDRESSES = ['networks', 'nodes', 'domainNames'];

/** Says what is read, but not understood. */
type Say = (field: string, text: string) => void;

/** Peers that are experimental and cannot be told from manifests. */
const NOT_UNDERSTOOD = ['nodes', 'domainNames'];

/**
 * A ClusterNetworkPolicy, or the reason for which it cannot be read.
 *
 * @see https://network-policy-api.sigs.k8s.io/
 */
export function readClusterPolicy(raw: object, source: Source, say: Say): Policy {
  const manifest = Fields.of(asPruned(raw));
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const spec = manifest.object('spec') ?? manifest.fail('spec', 'an object');
  refuseUnknown(spec, ['tier', 'priority', 'subject', 'ingress', 'egress']);
  const subject = spec.object('subject') ?? spec.fail('subject', 'an object with namespaces or pods');
  const rules = {
    ...(spec.has('ingress') && { Ingress: readRules(spec, 'ingress', 'from', 'Ingress', say) }),
    ...(spec.has('egress') && { Egress: readRules(spec, 'egress', 'to', 'Egress', say) }),
  };
  if (manifest.text('apiVersion')?.endsWith('/v1beta1')) refuseHostBits(rules.Egress ?? []);
  return {
    tier: spec.oneOf('tier', ['Admin', 'Baseline']) ?? spec.fail('tier', 'Admin or Baseline'),
    priority: spec.number('priority', 0, 1000) ?? spec.fail('priority', 'a whole number from 0 to 1000'),
    name: metadata.text('name') ?? metadata.fail('name', 'a name'),
    annotations: metadata.map('annotations'),
    subject: readSelection(subject, ['namespaces', 'pods']),
    rules,
    manifest: raw,
    source,
  };
}

function readRules(spec: Fields, field: string, peers: string, direction: Direction, say: Say): Rule[] {
  return bounded(spec, field, 0).map((rule) => {
    refuseUnknown(rule, ['name', 'action', peers, 'protocols']);
    const others = bounded(rule, peers, 1);
    const ports = rule.has('protocols') ? bounded(rule, 'protocols', 1).map(readPorts) : [];
    if (ports.some((port) => 'name' in port) && others.some((peer) => ADDRESSES.some((key) => peer.has(key)))) {
      rule.fail('protocols', 'ports by number, because addresses have no names of ports');
    }
    return {
      name: (rule.text('name')?.length ?? 0) > 100 ? rule.fail('name', 'at most 100 characters') : rule.text('name'),
      action: rule.oneOf('action', ACTIONS) ?? rule.fail('action', `one of ${ACTIONS.join(', ')}`),
      peers: others.flatMap((peer) => readPeers(peer, direction, say)),
      ...(ports.length > 0 && { ports }),
    };
  });
}

/** The objects of a list, of which the API server takes only so many. */
function bounded(fields: Fields, key: string, least: number): Fields[] {
  const found = fields.objects(key);
  return found.length < least || found.length > MOST ? fields.fail(key, `a list of ${least} to ${MOST}`) : found;
}

function readPeers(peer: Fields, direction: Direction, say: Say): Peer[] {
  const unknown = NOT_UNDERSTOOD.find((key) => peer.has(key));
  if (unknown) {
    say(peer.pathOf(unknown), 'cannot be told from manifests; this peer is read as nobody');
    return [];
  }
  if (peer.has('networks') && direction === 'Egress') {
    refuseUnknown(peer, ['networks']);
    if (peer.texts('networks').length === 0 || peer.texts('networks').length > MOST) peer.fail('networks', `a list of 1 to ${MOST} blocks`);
    return peer.texts('networks').map((cidr, index) => ({ block: readNetwork(cidr, `${peer.pathOf('networks')}[${index}]`) }));
  }
  return [{ selection: readSelection(peer, ['namespaces', 'pods']) }];
}

function readNetwork(cidr: string, field: string): Block {
  const addresses = AddressSet.ofBlock(cidr);
  if (!addresses) throw new Malformed(field, `is "${cidr}", but must be a block such as 10.0.0.0/8`);
  return { cidr, except: [], addresses, reachesPods: true };
}

/** The one thing in which v1beta1 is not as v1alpha2. */
function refuseHostBits(rules: readonly Rule[]): void {
  rules.forEach(({ peers }, index) => {
    const bad = peers!.find((peer) => 'block' in peer && hasHostBits(peer.block.cidr));
    if (bad && 'block' in bad) throw new Malformed(`spec.egress[${index}].to`, `holds ${bad.block.cidr}, which has bits set beyond its prefix`);
  });
}

/** Exactly one of `namespaces` and `pods`. Pods on the network of their node are never meant. */
function readSelection(fields: Fields, known: readonly string[]): Selection {
  refuseUnknown(fields, known);
  const namespaces = readSelector(fields, 'namespaces');
  const pods = fields.object('pods');
  if ((namespaces === undefined) === (pods === undefined)) {
    throw new Malformed(fields.pathOf('').replace(/\.$/, ''), 'must have either namespaces or pods');
  }
  if (namespaces) return { namespaces, pods: Selector.EVERYTHING, skipsHostNetwork: true };
  refuseUnknown(pods!, ['namespaceSelector', 'podSelector']);
  return {
    namespaces: readSelector(pods!, 'namespaceSelector') ?? Selector.EVERYTHING,
    pods: readSelector(pods!, 'podSelector') ?? pods!.fail('podSelector', 'a label selector; {} is every pod'),
    skipsHostNetwork: true,
  };
}

function readPorts(fields: Fields): RulePorts {
  if (fields.has('destinationNamedPort')) {
    refuseUnknown(fields, ['destinationNamedPort']);
    return { name: fields.text('destinationNamedPort')! };
  }
  const [key, ...more] = fields.keys;
  const protocol = PROTOCOLS[key];
  if (protocol === undefined || more.length > 0) throw new Malformed(fields.pathOf(key ?? ''), 'must be one of tcp, udp, sctp and destinationNamedPort');
  const transport = fields.object(key)!;
  refuseUnknown(transport, ['destinationPort']);
  const port = transport.object('destinationPort') ?? transport.fail('destinationPort', 'an object with number or range');
  refuseUnknown(port, ['number', 'range']);
  const number = port.number('number', 1, 65535);
  const range = port.object('range');
  if ((number === undefined) === (range === undefined)) throw new Malformed(transport.pathOf('destinationPort'), 'must have either number or range');
  if (number !== undefined) return { protocol, first: number, last: number };
  const first = range!.number('start', 1, 65535) ?? range!.fail('start', 'a port from 1 to 65535');
  const last = range!.number('end', 1, 65535) ?? range!.fail('end', 'a port from 1 to 65535');
  if (last <= first) range!.fail('end', `more than ${first}, the port that the range begins with`);
  return { protocol, first, last };
}
