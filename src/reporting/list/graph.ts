import { ExposureLine, exposedEnds, Line, openingText, Party, partyText, workloadsOf } from './line';
import { Listing } from './listing';
import { addressesText, workloadText } from '../../analysis/model/ends';
import { isInternet } from '../../analysis/model/internet';
import { namespacesText, podsText } from '../../analysis/questions/exposure';
import { rangeText } from '../../analysis/sets/address-set';

/** An end of connections, as pictures show it. */
export interface GraphNode {
  /** Unlike that of any other node. */
  readonly id: string;
  readonly name: string;
  /** Such as `Deployment`; empty where the name says all. */
  readonly kind: string;
  /** The namespace that it is in; left out for what is in none. */
  readonly group?: string;
  /** A workload of the manifests, something outside of the cluster, or pods that the manifests do not have. */
  readonly role: 'workload' | 'outside' | 'unknown';
  /** For what is in no namespace, whether connections start or end there. What does both is two nodes, so that pictures can flow in one direction. */
  readonly side: Side;
  /** All about it, in a line or more. */
  readonly title: string;
}

export type Side = 'start' | 'end';

/** What is open from one node to another. */
export interface GraphEdge {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly connections: string;
  /** Whether one of the two is pods that the manifests do not have. */
  readonly exposed: boolean;
  readonly title: string;
}

/** A list as something to draw. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export function graphOf({ lines, parties, exposure }: Listing): Graph {
  const nodes = new Map<string, GraphNode>();
  const put = (node: GraphNode) => nodes.get(node.id) ?? nodes.set(node.id, node).get(node.id)!;
  parties.forEach((party) => put(nodeOf(party, 'start')));
  const edges = [
    ...merged(lines).map((line) => edgeOf(line, put)),
    ...(exposure?.lines ?? []).map((line) => exposedEdgeOf(line, put)),
  ];
  return { nodes: [...nodes.values()], edges };
}

/** How many edges a picture of a list has. */
export function edgesOf({ lines, exposure }: Listing): number {
  return merged(lines).length + (exposure?.lines.length ?? 0);
}

/** Lines about addresses, with those of one workload and one answer in one line. */
export function merged(lines: readonly Line[]): Line[] {
  const found = new Map<string, Line>();
  for (const line of lines) {
    const key = `${line.connections} ${[line.source, line.destination].map((end) => (end.kind === 'addresses' ? '*' : partyText(end))).join(' ')}`;
    const before = found.get(key) ?? line;
    found.set(key, { ...line, source: together(before.source, line.source), destination: together(before.destination, line.destination) });
  }
  return [...found.values()];
}

function together(one: Party, other: Party): Party {
  return one.kind === 'addresses' && other.kind === 'addresses' ? { kind: 'addresses', addresses: one.addresses.union(other.addresses) } : one;
}

/** Nodes by where they are. */
export interface Grouped {
  /** The nodes of each namespace, in the order of the names. */
  readonly groups: readonly (readonly [string, readonly GraphNode[]])[];
  /** Those that are in none. */
  readonly alone: readonly GraphNode[];
}

export function grouped(nodes: readonly GraphNode[]): Grouped {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    if (node.group === undefined) continue;
    const known = groups.get(node.group);
    if (known) known.push(node);
    else groups.set(node.group, [node]);
  }
  return { groups: [...groups].sort(([a], [b]) => (a < b ? -1 : 1)), alone: nodes.filter(({ group }) => group === undefined) };
}

type Put = (node: GraphNode) => GraphNode;

function edgeOf({ source, destination, connections }: Line, put: Put): GraphEdge {
  const title = `${partyText(source)} => ${partyText(destination)} : ${connections}`;
  return { from: put(nodeOf(source, 'start')), to: put(nodeOf(destination, 'end')), connections: connections.toString(), exposed: false, title };
}

function exposedEdgeOf(line: ExposureLine, put: Put): GraphEdge {
  const { src, dst } = exposedEnds(line);
  const [workload, connections] = [nodeOf(line.workload, 'start'), line.connections.toString()];
  const [from, to] = line.direction === 'Egress' ? [workload, unknownNode(line, 'end')] : [unknownNode(line, 'start'), workload];
  return { from: put(from), to: put(to), connections, exposed: true, title: `${src} => ${dst} : ${connections}` };
}

export function nodeOf(party: Party, side: Side): GraphNode {
  const [first, ...alike] = workloadsOf(party);
  if (!first) return outsideNode(party, side);
  const namespaces = new Set(workloadsOf(party).map(({ namespace }) => namespace));
  return {
    id: partyText(party),
    name: alike.length > 0 ? `${first.name} and ${alike.length} alike` : first.name,
    kind: first.kind,
    group: namespaces.size === 1 ? first.namespace : `${first.namespace} and ${namespaces.size - 1} other${namespaces.size > 2 ? 's' : ''}`,
    role: 'workload',
    side,
    title: [first, ...alike].map(workloadText).join('\n'),
  };
}

function outsideNode(party: Party, side: Side): GraphNode {
  const title = partyText(party);
  const node = { id: idOf(title, side), role: 'outside', side, title } as const;
  if (party.kind !== 'addresses') return { ...node, name: title, kind: '' };
  const { addresses } = party;
  return isInternet(addresses)
    ? { ...node, name: 'internet', kind: `${addresses.ranges.length} ranges`, title: addresses.ranges.map(rangeText).join('\n') }
    : { ...node, name: addressesText(party), kind: 'External', title: addresses.ranges.length > 1 ? addresses.ranges.map(rangeText).join('\n') : title };
}

function unknownNode(line: ExposureLine, side: Side): GraphNode {
  const title = openingText(line);
  const node = { kind: '', role: 'unknown', side, title } as const;
  return line.to === 'entire-cluster'
    ? { ...node, id: idOf(title, side), name: title }
    : { ...node, id: title, name: podsText(line.to), group: namespacesText(line.to) };
}

function idOf(text: string, side: Side): string {
  return side === 'end' ? `to ${text}` : text;
}
