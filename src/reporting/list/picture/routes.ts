import { Card, DOOR_HEIGHT } from './boxes';
import { Layout } from './layout';
import { Line, Point } from './line';
import { Pass } from './slabs';
import { Way, Ways } from './ways';
import { Graph, GraphEdge } from '../graph';

/** The line of an edge. */
export interface Route {
  readonly edge: GraphEdge;
  /** As the `d` of a path. */
  readonly path: string;
  /** The point of the arrow, and whether it points to the right. */
  readonly tip: { readonly x: number; readonly y: number; readonly right: boolean };
}

export const ARROW = 6;

/** Lines from the heads of cards to the doors of others, around everything that is in between. */
export function routesOf({ edges }: Graph, layout: Layout): Route[] {
  const ways = new Ways(layout);
  const planned = edges.map((edge) => plan(edge, layout, ways));
  return planned.map(drawn);
}

/** A line of which the places are known by which it passes, but not yet at which height. */
interface Plan {
  readonly edge: GraphEdge;
  readonly from: Point;
  readonly to: Point;
  readonly way: Way;
  readonly passes: readonly Pass[];
}

function plan(edge: GraphEdge, { cards }: Layout, ways: Ways): Plan {
  const [source, target] = [cards.get(edge.from)!, cards.get(edge.to)!];
  const way = ways.between(source, target);
  const from = { x: sideOf(source, way.leaves), y: source.y + source.headHeight / 2 };
  const to = { x: sideOf(target, way.arrives), y: doorMiddle(target, edge.connections) };
  let { y } = from;
  const passes = way.slabs.map((slab, index) => {
    y += (to.y - y) / (way.slabs.length + 1 - index);
    return slab.pass(`${edge.to.id} ${edge.connections}`, y);
  });
  return { edge, from, to, way, passes };
}

function drawn({ edge, from, to, way: { leaves, arrives, exit, entry, turnsAt }, passes }: Plan): Route {
  const right = arrives === 'left';
  const line = new Line(from);
  if (exit !== undefined) line.go({ x: exit, y: from.y });
  passes.forEach((pass, index) => {
    const y = pass.slab.heightOf(pass);
    const backward = leaves === 'left' || turnsAt !== undefined && index >= turnsAt;
    const [near, far] = backward ? [pass.slab.right, pass.slab.left] : [pass.slab.left, pass.slab.right];
    if (index === turnsAt) line.turn({ x: near, y });
    else line.go({ x: near, y });
    line.go({ x: far, y });
  });
  const end = { x: to.x + (right ? -ARROW : ARROW), y: to.y };
  if (turnsAt === passes.length) line.turn({ x: entry ?? end.x, y: to.y });
  else if (entry !== undefined) line.go({ x: entry, y: to.y });
  line.go(end);
  return { edge, path: line.path, tip: { ...to, right } };
}

function sideOf({ x, width }: Card, side: 'left' | 'right'): number {
  return side === 'left' ? x : x + width;
}

function doorMiddle({ y, headHeight, doors }: Card, connections: string): number {
  return y + headHeight + (doors.findIndex((door) => door.connections === connections) + 0.5) * DOOR_HEIGHT;
}
