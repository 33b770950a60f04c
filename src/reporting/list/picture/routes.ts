import { Card, DOOR_HEIGHT } from './boxes';
import { Layout } from './layout';
import { Pass, Slabs } from './slabs';
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

const MOST_BULGE = 44;

/** Lines from the heads of cards to the doors of others, around everything that is in between. */
export function routesOf({ edges }: Graph, layout: Layout): Route[] {
  const slabs = new Slabs(layout);
  const planned = edges.map((edge) => plan(edge, layout, slabs));
  return planned.map(drawn);
}

interface Plan {
  readonly edge: GraphEdge;
  readonly from: Point;
  readonly to: Point;
  readonly leaves: 'left' | 'right';
  readonly arrives: 'left' | 'right';
  readonly passes: readonly Pass[];
  /** Where in the passes the line turns back. */
  readonly turnsAt?: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function plan(edge: GraphEdge, { cards }: Layout, slabs: Slabs): Plan {
  const [source, target] = [cards.get(edge.from)!, cards.get(edge.to)!];
  const { slabs: between, leaves, turnsAt } = slabs.between(source, target);
  const arrives = turnsAt !== undefined ? 'right' : leaves === 'right' ? 'left' : 'right';
  const from = { x: sideOf(source, leaves), y: source.y + source.headHeight / 2 };
  const to = { x: sideOf(target, arrives), y: doorMiddle(target, edge.connections) };
  const lane = `${edge.to.id} ${edge.connections}`;
  let { y } = from;
  const passes = between.map((slab, index) => {
    y += (to.y - y) / (between.length + 1 - index);
    return slab.pass(lane, y);
  });
  return { edge, from, to, leaves, arrives, passes, turnsAt };
}

function drawn({ edge, from, to, leaves, arrives, passes, turnsAt }: Plan): Route {
  const right = arrives === 'left';
  const end = { x: to.x + (right ? -ARROW : ARROW), y: to.y };
  let path = `M${point(from)}`;
  let at: Point = from;
  let rightwards = leaves === 'right';
  const go = (next: Point) => {
    path += at.y === next.y ? `H${number(next.x)}` : curve(at, next);
    at = next;
  };
  passes.forEach((pass, index) => {
    if (index === turnsAt) {
      path += turn(at, { x: pass.slab.right, y: pass.slab.heightOf(pass) });
      rightwards = false;
      at = { x: pass.slab.right, y: pass.slab.heightOf(pass) };
    } else {
      go({ x: rightwards ? pass.slab.left : pass.slab.right, y: pass.slab.heightOf(pass) });
    }
    go({ x: rightwards ? pass.slab.right : pass.slab.left, y: at.y });
  });
  if (turnsAt === passes.length) path += turn(at, end);
  else go(end);
  return { edge, path, tip: { ...to, right } };
}

function curve(from: Point, to: Point): string {
  const middle = (from.x + to.x) / 2;
  return `C${point({ x: middle, y: from.y })} ${point({ x: middle, y: to.y })} ${point(to)}`;
}

/** A bow to the right, beyond both points. */
function turn(from: Point, to: Point): string {
  const x = Math.max(from.x, to.x) + Math.min(MOST_BULGE, 18 + Math.abs(from.y - to.y) * 0.12);
  return `C${point({ x, y: from.y })} ${point({ x, y: to.y })} ${point(to)}`;
}

function sideOf({ x, width }: Card, side: 'left' | 'right'): number {
  return side === 'left' ? x : x + width;
}

function doorMiddle({ y, headHeight, doors }: Card, connections: string): number {
  return y + headHeight + (doors.findIndex((door) => door.connections === connections) + 0.5) * DOOR_HEIGHT;
}

function point({ x, y }: Point): string {
  return `${number(x)},${number(y)}`;
}

/** With one digit after the point at most, and none for a whole number. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
