import { boundedObjects, inRule, networkBlock, networksOf, readClusterSelection, readRuleName, Say } from './cluster-policy-parts';
import { Action, AFTER_ALL, Direction, Peer, Policy, Rule, RulePorts } from '../../model/cluster';
import { Source } from '../../model/source';
import { Protocol, PROTOCOLS } from '../../sets/connection-set';
import { Fields, Malformed } from '../fields';
import { asPruned } from '../nulls';
import { refuseUnknown } from '../read-selector';

const ACTIONS: { readonly [written: string]: Action } = { Allow: 'Accept', Deny: 'Deny', Pass: 'Pass' };

/** How long the lists of such a policy may be. */
const MOST = 100;

const REQUIRED = { isNamespaceSelectorRequired: true };

/**
 * An AdminNetworkPolicy or the BaselineAdminNetworkPolicy, or the reason for which it cannot be read.
 *
 * The API server takes some of which nobody knows what they mean. Such a peer or port is said, and matches nothing.
 *
 * @see https://network-policy-api.sigs.k8s.io/
 */
export function readAdminNetworkPolicy(raw: object, source: Source, say: Say): Policy {
  const manifest = Fields.of(asPruned(raw));
  const isBaseline = manifest.text('kind') === 'BaselineAdminNetworkPolicy';
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const name = metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name');
  if (isBaseline && name !== 'default') metadata.fail('name', '"default", since a cluster has only this one');
  const spec = manifest.object('spec') ?? manifest.fail('spec', 'an object');
  refuseUnknown(spec, [...isBaseline ? [] : ['priority'], 'subject', 'ingress', 'egress']);
  const actions = Object.keys(ACTIONS).filter((action) => !isBaseline || action !== 'Pass');
  return {
    kind: isBaseline ? 'BaselineAdminNetworkPolicy' : 'AdminNetworkPolicy',
    tier: isBaseline ? 'Baseline' : 'Admin',
    priority: isBaseline ? AFTER_ALL : spec.number('priority', 0, 1000) ?? spec.fail('priority', 'a whole number from 0 to 1000'),
    name,
    annotations: metadata.map('annotations'),
    subject: readClusterSelection(spec.object('subject') ?? spec.fail('subject', 'an object with namespaces or pods'), REQUIRED),
    rules: {
      ...(spec.has('ingress') && { Ingress: readRules(spec, 'Ingress', actions, say) }),
      ...(spec.has('egress') && { Egress: readRules(spec, 'Egress', actions, say) }),
    },
    manifest: raw,
    source,
  };
}

function readRules(spec: Fields, direction: Direction, actions: readonly string[], say: Say): Rule[] {
  const peersKey = direction === 'Ingress' ? 'from' : 'to';
  return boundedObjects(spec, direction.toLowerCase(), 0, MOST).map((rule, index) => {
    refuseUnknown(rule, ['name', 'action', peersKey, 'ports']);
    const sayHere = inRule(say, direction, index);
    const peers = boundedObjects(rule, peersKey, 1, MOST);
    const ports = boundedObjects(rule, 'ports', 0, MOST);
    if (ports.some((port) => port.has('namedPort')) && peers.some((peer) => peer.has('networks') || peer.has('nodes'))) {
      rule.fail('ports', 'ports by number, because addresses have no names of ports');
    }
    const action = rule.oneOf('action', actions) ?? rule.fail('action', `one of ${actions.join(', ')}`);
    return {
      name: readRuleName(rule),
      action: ACTIONS[action],
      peers: peers.flatMap((peer) => readPeers(peer, direction, sayHere)),
      ...(ports.length > 0 && { ports: readPorts(ports, sayHere) }),
    };
  });
}

function readPeers(peer: Fields, direction: Direction, say: Say): Peer[] {
  if (direction === 'Egress' && peer.has('nodes')) {
    refuseUnknown(peer, ['nodes']);
    say(peer.pathOf('nodes'), 'cannot be told from manifests; this peer is read as nobody');
    return [];
  }
  if (direction === 'Egress' && peer.has('networks')) {
    refuseUnknown(peer, ['networks']);
    return networksOf(peer).flatMap(({ cidr, field }) => readNetwork(cidr, field, say));
  }
  return [{ selection: readClusterSelection(peer, REQUIRED) }];
}

/** The API server looks at the signs of a network, and not at whether it is one. */
function readNetwork(cidr: string, field: string, say: Say): Peer[] {
  if (cidr.length > 43 || cidr.includes(':') === cidr.includes('.')) throw new Malformed(field, `is "${cidr}", but must be a block of IPv4 or of IPv6, such as 10.0.0.0/8`);
  const block = networkBlock(cidr);
  if (!block) say(field, `is "${cidr}", which is no block such as 10.0.0.0/8, though the API server takes it; it is read as no address`);
  return block ? [{ block }] : [];
}

/** Those that are left of a list know where they are written. */
function readPorts(list: readonly Fields[], say: Say): RulePorts[] {
  const ports = list.map((fields) => readPort(fields, say));
  const isWhole = ports.every((port) => port !== undefined);
  return ports.flatMap((port, at) => (port === undefined ? [] : [isWhole ? port : { ...port, at }]));
}

/** `undefined` for ports that mean none. */
function readPort(fields: Fields, say: Say): RulePorts | undefined {
  const [key, ...more] = fields.keys;
  if (more.length > 0 || !['portNumber', 'portRange', 'namedPort'].includes(key)) {
    throw new Malformed(fields.path, 'must have one of portNumber, portRange and namedPort');
  }
  if (key === 'namedPort') return { name: fields.text(key)! };
  const port = fields.object(key)!;
  const [firstKey, lastKey] = key === 'portNumber' ? ['port', 'port'] : ['start', 'end'];
  refuseUnknown(port, ['protocol', firstKey, lastKey]);
  const first = port.number(firstKey, 1, 65535) ?? port.fail(firstKey, 'a port from 1 to 65535');
  const last = port.number(lastKey, 1, 65535) ?? port.fail(lastKey, 'a port from 1 to 65535');
  const protocol = port.text('protocol') ?? 'TCP';
  if (!isProtocol(protocol)) {
    say(port.pathOf('protocol'), `is "${protocol}", which is none of TCP, UDP and SCTP, though the API server takes it; these ports are read as none`);
    return undefined;
  }
  if (last < first) {
    say(port.pathOf('end'), `is ${last}, which is less than ${first}, the port that the range begins with, though the API server takes it; these ports are read as none`);
    return undefined;
  }
  return { protocol, first, last };
}

function isProtocol(text: string): text is Protocol {
  return (PROTOCOLS as readonly string[]).includes(text);
}
