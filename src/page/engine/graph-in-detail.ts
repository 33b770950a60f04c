import { Analysis } from '../../analysis/engine/analysis';
import { Workload } from '../../analysis/model/cluster';
import { endOf } from '../../analysis/model/ends';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { Graph, GraphEdge, GraphNode, nodeOf, Side } from '../../reporting/list/graph';
import { Line, Party, workloadsOf } from '../../reporting/list/line';

/** What one card is: a workload, the workloads of a namespace that no policy tells apart, or a namespace. */
export type Detail = 'workload' | 'class' | 'namespace';

/** A graph, and what its cards stand for. */
export interface DetailedGraph extends Graph {
  readonly subjects: ReadonlyMap<GraphNode, Subject>;
}

/** What a card stands for; the workloads are none where it is outside of the cluster. */
export interface Subject {
  readonly is: Detail | 'outside';
  readonly workloads: ReadonlySet<Workload>;
}

/**
 * Connections as something to draw.
 *
 * @param parties what has a card even where nothing is open for it
 * @param opened the namespace that is shown in classes where all others are one card
 */
export function graphInDetail(detail: Detail, lines: readonly Line[], parties: readonly Party[], analysis: Analysis, opened?: string): DetailedGraph {
  const drawing = new Drawing(detail, analysis, opened);
  for (const party of parties) drawing.spotsOf(party, 'start');
  for (const line of lines) drawing.add(line);
  return drawing.graph();
}

/** So many namespaces are in one box. */
const MOST_IN_BOX = 60;

/** A card in the making. */
interface Spot {
  readonly node: GraphNode;
  readonly is: Subject['is'];
  readonly workloads: Set<Workload>;
  /** What leads from it, by where to, and what it is about. */
  readonly ways: Map<Spot, Set<ConnectionSet>>;
}

class Drawing {
  private readonly spots = new Map<string, Spot>();
  private readonly known: { readonly [side in Side]: Map<Party, readonly Spot[]> } = { start: new Map(), end: new Map() };

  constructor(private readonly detail: Detail, private readonly analysis: Analysis, private readonly opened?: string) {}

  public add({ source, destination, connections }: Line): void {
    const targets = this.spotsOf(destination, 'end');
    for (const from of this.spotsOf(source, 'start')) {
      for (const to of targets) {
        // One namespace, or one workload, has no line to itself; workloads that are alike have.
        if (from === to && from.is !== 'class') continue;
        const way = from.ways.get(to);
        if (way) way.add(connections);
        else from.ways.set(to, new Set([connections]));
      }
    }
  }

  public spotsOf(party: Party, side: Side): readonly Spot[] {
    let spots = this.known[side].get(party);
    if (!spots) {
      const workloads = workloadsOf(party);
      spots = workloads.length === 0 ? [this.outside(party, side)] : [...new Set(workloads.map((workload) => this.inside(workload)))];
      this.known[side].set(party, spots);
    }
    return spots;
  }

  public graph(): DetailedGraph {
    const boxes = boxesOf([...this.spots.values()].filter(({ is }) => is === 'namespace'));
    const nodes = new Map([...this.spots.values()].map((spot) => [spot, named(spot, boxes.get(spot))]));
    return {
      nodes: [...nodes.values()],
      edges: [...nodes].flatMap(([spot, from]) => (
        [...spot.ways].flatMap(([other, ways]) => edgesBetween({ spot, node: from }, { spot: other, node: nodes.get(other)! }, ways))
      )),
      subjects: new Map([...nodes].map(([{ is, workloads }, node]) => [node, { is, workloads }])),
    };
  }

  private inside(workload: Workload): Spot {
    const { namespace } = workload;
    const end = endOf(workload);
    const node = nodeOf(end, 'start');
    const { is, id } = this.detail === 'workload' ? { is: 'workload', id: node.id } as const
      : this.detail === 'namespace' && namespace !== this.opened ? { is: 'namespace', id: `namespace ${namespace}` } as const
        : { is: 'class', id: `class ${this.analysis.classOfEnd(end)} in ${namespace}` } as const;
    const spot = this.spots.get(id) ?? this.put(is, { ...node, id, ...(is === 'namespace' && { name: namespace }) });
    spot.workloads.add(workload);
    return spot;
  }

  private outside(party: Party, side: Side): Spot {
    const node = party.kind === 'addresses' && this.detail === 'namespace'
      ? { id: `addresses ${side}`, name: 'addresses outside', kind: '', role: 'outside', side, title: 'addresses outside of the cluster' } as const
      : nodeOf(party, side);
    return this.spots.get(node.id) ?? this.put('outside', node);
  }

  private put(is: Subject['is'], node: GraphNode): Spot {
    const spot: Spot = { node, is, workloads: new Set(), ways: new Map() };
    this.spots.set(node.id, spot);
    return spot;
  }
}

interface NamedSpot {
  readonly spot: Spot;
  readonly node: GraphNode;
}

/** A line for each set of ports; between namespaces one for all, which says how many there are. */
function edgesBetween(source: NamedSpot, destination: NamedSpot, ways: ReadonlySet<ConnectionSet>): GraphEdge[] {
  const [from, to] = [source.node, destination.node];
  const texts = [...ways].map(String).sort();
  const edge = (connections: string, ports: string): GraphEdge => ({ from, to, connections, exposed: false, title: `${from.title} => ${to.title} : ${ports}` });
  const isBundle = texts.length > 1 && [source, destination].some(({ spot }) => spot.is === 'namespace');
  return isBundle ? [edge(`${texts.length} sets of ports`, texts.join('; '))] : texts.map((text) => edge(text, text));
}

/** Boxes for namespaces that are cards, so that they do not stand in one long column. */
function boxesOf(spots: readonly Spot[]): ReadonlyMap<Spot, string> {
  const sorted = [...spots].sort((a, b) => (a.node.name < b.node.name ? -1 : 1));
  return new Map(sorted.map((spot, index) => {
    const box = sorted.slice(index - index % MOST_IN_BOX).slice(0, MOST_IN_BOX);
    return [spot, sorted.length <= MOST_IN_BOX ? 'Namespaces' : `Namespaces ${box[0].node.name} to ${box[box.length - 1].node.name}`];
  }));
}

/** With how many workloads the card stands for, and the box that it is in. */
function named({ node, is, workloads: { size } }: Spot, box: string | undefined): GraphNode {
  if (is === 'namespace') return { ...node, kind: size === 1 ? '1 workload' : `${size} workloads`, title: `namespace ${node.name}`, group: box };
  const others = `and ${size - 1} alike`;
  return is === 'class' && size > 1 ? { ...node, name: `${node.name} ${others}`, title: `${node.title} ${others}` } : node;
}
