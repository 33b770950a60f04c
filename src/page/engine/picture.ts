import { Connections } from './connections';
import { Detail, DetailedGraph, graphInDetail, Subject } from './graph-in-detail';
import { Words } from './words';
import { Analysis } from '../../analysis/engine/analysis';
import { Workload } from '../../analysis/model/cluster';
import { GraphNode } from '../../reporting/list/graph';
import { Party, workloadsOf } from '../../reporting/list/line';
import { Door } from '../../reporting/list/picture/boxes';
import { layoutOf } from '../../reporting/list/picture/layout';
import { Route, routesOf } from '../../reporting/list/picture/routes';

/** What of the picture is looked at. */
export interface PictureView {
  readonly search: string;
  /** The namespace that is opened; left out where none is. */
  readonly opened?: string;
}

/** Everything with its place. */
export interface Picture {
  readonly detail: Detail;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  readonly cards: readonly DrawnCard[];
  readonly lines: readonly DrawnLine[];
  /** What there would be, where it is too much for a picture. */
  readonly tooMuch?: { readonly cards: number; readonly lines: number };
}

export interface DrawnBox {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnCard extends Omit<DrawnBox, 'name'>, Pick<GraphNode, 'name' | 'kind' | 'role' | 'title'> {
  readonly headHeight: number;
  readonly doors: readonly Door[];
  readonly is: Subject['is'];
  /** The number of the workload, or of the first of those that are alike. */
  readonly workload?: number;
  /** The namespace, where it is one. */
  readonly namespace?: string;
}

export interface DrawnLine extends Pick<Route, 'path' | 'tip'> {
  /** The number of the card that it leads to. */
  readonly to: number;
  readonly from: number;
  readonly title: string;
}

/** With more cards, workloads that are alike become one, and then those of a namespace. */
const MOST_CARDS = 60;
/** A picture of more than these helps nobody. */
const MOST_NAMESPACES = 1_500;
const MOST_LINES = 20_000;

const NOTHING: Omit<Picture, 'detail'> = { width: 0, height: 0, boxes: [], cards: [], lines: [] };

/** The picture of what is found, in as much detail as a person can follow. */
export function pictureOf(
  connections: Connections, analysis: Analysis, numbers: ReadonlyMap<Workload, number>, { search, opened }: PictureView,
): Picture {
  const { detail, graph } = graphFor(connections, analysis, new Words(search), opened);
  const [cards, lines] = [graph.nodes.length, graph.edges.length];
  const isTooMuch = cards > MOST_NAMESPACES || lines > MOST_LINES;
  return { detail, ...isTooMuch ? { ...NOTHING, tooMuch: { cards, lines } } : drawn(graph, numbers) };
}

function graphFor(connections: Connections, analysis: Analysis, words: Words, opened?: string): { detail: Detail; graph: DetailedGraph } {
  const found = connections.matching(words);
  const touches = (party: Party) => opened === undefined || workloadsOf(party).some(({ namespace }) => namespace === opened);
  const lines = found.filter(({ source, destination }) => touches(source) || touches(destination));
  const parties = connections.parties(words).filter(touches);
  const details: readonly Detail[] = connections.by === 'workload' ? ['workload', 'class', 'namespace'] : ['class', 'namespace'];
  for (const detail of opened === undefined ? details : []) {
    const graph = graphInDetail(detail, lines, parties, analysis);
    if (graph.nodes.length <= MOST_CARDS) return { detail, graph };
  }
  return { detail: 'namespace', graph: graphInDetail('namespace', lines, parties, analysis, opened) };
}

function drawn(graph: DetailedGraph, numbers: ReadonlyMap<Workload, number>): Omit<Picture, 'detail'> {
  const layout = layoutOf(graph);
  const cards = [...layout.cards];
  const places = new Map(cards.map(([node], index) => [node, index]));
  return {
    width: layout.width,
    height: layout.height,
    boxes: layout.columns.flat().flatMap(({ name, x, y, width, height }) => (name === undefined ? [] : [{ name, x, y, width, height }])),
    cards: cards.map(([node, { name, doors, x, y, width, height, headHeight }]): DrawnCard => {
      const { is, workloads } = graph.subjects.get(node)!;
      const [first] = workloads;
      return {
        name,
        kind: node.kind,
        role: node.role,
        title: node.title,
        doors,
        x,
        y,
        width,
        height,
        headHeight,
        is,
        ...(is === 'namespace' && { namespace: first.namespace }),
        ...((is === 'workload' || is === 'class') && { workload: numbers.get(first) }),
      };
    }),
    lines: routesOf(graph, layout).map(({ edge: { from, to, title }, path, tip }) => (
      { path, tip, title, from: places.get(from)!, to: places.get(to)! }
    )),
  };
}
