import { boundedObjects, inRule, networkBlock, networksOf, readClusterSelection, readRuleName, Say } from './cluster-policy-parts';
import { Action, Direction, Peer, Policy, Rule, RulePorts } from '../../model/cluster';
import { Source } from '../../model/source';
import { hasHostBits } from '../../sets/address-set';
import { Protocol } from '../../sets/connection-set';
import { Fields, Malformed } from '../fields';
import { asPruned } from '../nulls';
import { refuseUnknown } from '../read-selector';

const ACTIONS: readonly Action[] = ['Accept', 'Deny', 'Pass'];
const PROTOCOLS: { readonly [field: string]: Protocol } = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' };

/** How long the lists of a cluster policy may be. */
const MOST = 25;

/** Peers that are addresses or stand for such. */
const ADDRESSES = ['networks', 'nodes', 'domainNames'];

/** Peers that are experimental and cannot be told from manifests. */
const NOT_UNDERSTOOD = ['nodes', 'domainNames'];

/** `pods` without a `namespaceSelector` are those of every namespace. */
const OPTIONAL = { isNamespaceSelectorRequired: false };

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
    kind: 'ClusterNetworkPolicy',
    tier: spec.oneOf('tier', ['Admin', 'Baseline']) ?? spec.fail('tier', 'Admin or Baseline'),
    priority: spec.number('priority', 0, 1000) ?? spec.fail('priority', 'a whole number from 0 to 1000'),
    name: metadata.text('name') ?? metadata.fail('name', 'a name'),
    annotations: metadata.map('annotations'),
    subject: readClusterSelection(subject, OPTIONAL),
    rules,
    manifest: raw,
    source,
  };
}

function readRules(spec: Fields, field: string, peers: string, direction: Direction, say: Say): Rule[] {
  return boundedObjects(spec, field, 0, MOST).map((rule, index) => {
    refuseUnknown(rule, ['name', 'action', peers, 'protocols']);
    const others = boundedObjects(rule, peers, 1, MOST);
    const ports = rule.has('protocols') ? boundedObjects(rule, 'protocols', 1, MOST).map(readPorts) : [];
    if (ports.some((port) => 'name' in port) && others.some((peer) => ADDRESSES.some((key) => peer.has(key)))) {
      rule.fail('protocols', 'ports by number, because addresses have no names of ports');
    }
    return {
      name: readRuleName(rule),
      action: rule.oneOf('action', ACTIONS) ?? rule.fail('action', `one of ${ACTIONS.join(', ')}`),
      peers: others.flatMap((peer) => readPeers(peer, direction, inRule(say, direction, index))),
      ...(ports.length > 0 && { ports }),
    };
  });
}

function readPeers(peer: Fields, direction: Direction, say: Say): Peer[] {
  const unknown = NOT_UNDERSTOOD.find((key) => peer.has(key));
  if (unknown) {
    say(peer.pathOf(unknown), 'cannot be told from manifests; this peer is read as nobody');
    return [];
  }
  if (peer.has('networks') && direction === 'Egress') {
    refuseUnknown(peer, ['networks']);
    return networksOf(peer).map(({ cidr, field }) => {
      const block = networkBlock(cidr);
      if (!block) throw new Malformed(field, `is "${cidr}", but must be a block such as 10.0.0.0/8`);
      return { block };
    });
  }
  return [{ selection: readClusterSelection(peer, OPTIONAL) }];
}

/** The one thing in which v1beta1 is not as v1alpha2. */
function refuseHostBits(rules: readonly Rule[]): void {
  rules.forEach(({ peers }, index) => {
    const bad = peers!.find((peer) => 'block' in peer && hasHostBits(peer.block.cidr));
    if (bad && 'block' in bad) throw new Malformed(`spec.egress[${index}].to`, `holds ${bad.block.cidr}, which has bits set beyond its prefix`);
  });
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
