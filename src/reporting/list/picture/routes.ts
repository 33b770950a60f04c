import { Card, DOOR_HEIGHT } from './boxes';
import { Layout } from './layout';
import { Line, Point } from './line';
import { Passage, Passages } from './passages';
import { Pass } from './passed-columns';
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
  const passages = new Passages(layout);
  const planned = edges.map((edge) => plan(edge, layout, passages));
  return planned.map(drawn);
}

/** A line of which the places are known by which it passes, but not yet at which height. */
interface Plan {
  readonly edge: GraphEdge;
  readonly from: Point;
  readonly to: Point;
  readonly passage: Passage;
  readonly passes: readonly Pass[];
}

function plan(edge: GraphEdge, { cards }: Layout, passages: Passages): Plan {
  const [source, target] = [cards.get(edge.from)!, cards.get(edge.to)!];
  const passage = passages.between(source, target);
  const from = { x: sideOf(source, passage.leaves), y: source.y + source.headHeight / 2 };
  const to = { x: sideOf(target, passage.arrives), y: doorMiddle(target, edge.connections) };
  let { y } = from;
  const passes = passage.columns.map((column, index) => {
    y += (to.y - y) / (passage.columns.length + 1 - index);
    return column.pass(`${edge.to.id} ${edge.connections}`, y);
  });
  return { edge, from, to, passage, passes };
}

function drawn({ edge, from, to, passage: { leaves, arrives, exit, entry, turnsAt }, passes }: Plan): Route {
  const right = arrives === 'left';
  const line = new Line(from);
  if (exit !== undefined) line.go({ x: exit, y: from.y });
  passes.forEach((pass, index) => {
    const y = pass.column.heightOf(pass);
    const backward = leaves === 'left' || turnsAt !== undefined && index >= turnsAt;
    const [near, far] = backward ? [pass.column.right, pass.column.left] : [pass.column.left, pass.column.right];
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
