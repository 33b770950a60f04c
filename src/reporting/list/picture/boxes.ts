import { fewer, layersOf } from './layers';
import { shortened, textWidth } from './text-width';
import { Graph, GraphNode, grouped, Side } from '../graph';

export const NAME_SIZE = 12;
export const KIND_SIZE = 10;
export const DOOR_SIZE = 10;
export const TITLE_SIZE = 13;
export const DOOR_HEIGHT = 17;
export const TITLE_HEIGHT = 30;
export const PADDING = 18;

const MOST_LAYERS = 5;
const MOST_IN_COLUMN = 12;
const LONGEST_NAME = 44;
const LONGEST_DOOR = 34;

/** A node that takes room: its name, and below it a door for each set of ports by which others come in. */
export interface Card {
  readonly node: GraphNode;
  readonly name: string;
  readonly doors: readonly Door[];
  readonly headHeight: number;
  readonly height: number;
  width: number;
  x: number;
  y: number;
}

export interface Door {
  readonly connections: string;
  readonly text: string;
}

/** A namespace with the cards in it, in columns; without a name, what is outside of all. */
export interface Box {
  readonly name?: string;
  readonly columns: Card[][];
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The boxes of a graph, in columns: who calls stands to the left of who is called. */
export function boxesOf({ nodes, edges }: Graph): Box[][] {
  const doors = new Map<GraphNode, Set<string>>(nodes.map((node) => [node, new Set()]));
  for (const { to, connections } of edges) doors.get(to)!.add(connections);
  const { groups, alone } = grouped(nodes);
  const cards = (of: readonly GraphNode[]) => of.map((node) => cardOf(node, [...doors.get(node)!].sort()));

  const numbers = new Map(groups.map(([name], number) => [name, number]));
  const between = edges.flatMap(({ from, to }) => (
    from.group === undefined || to.group === undefined || from.group === to.group ? [] : [[numbers.get(from.group)!, numbers.get(to.group)!] as const]
  ));
  const layers = fewer(layersOf(groups.length, between), Math.max(3, Math.ceil(Math.sqrt(groups.length))));
  const columns: Box[][] = [];
  groups.forEach(([name, members], number) => {
    const inner = new Map(members.map((node, index) => [node, index]));
    const arcs = edges.flatMap(({ from, to }) => (from.group === name && to.group === name ? [[inner.get(from)!, inner.get(to)!] as const] : []));
    (columns[layers[number]] ??= []).push(boxOf(columnsOf(cards(members), fewer(layersOf(members.length, arcs), MOST_LAYERS)), name));
  });
  const outside = (side: Side) => cards(alone.filter((node) => node.side === side));
  return [unnamedBox(outside('start')), ...Object.values(columns), unnamedBox(outside('end'))].filter((column) => column.length > 0);
}

function unnamedBox(cards: Card[]): Box[] {
  return cards.length === 0 ? [] : [boxOf([cards])];
}

function boxOf(columns: Card[][], name?: string): Box {
  return { ...(name !== undefined && { name }), columns, x: 0, y: 0, width: 0, height: 0 };
}

/** A layer with too many for a column takes several. */
function columnsOf(cards: readonly Card[], layers: readonly number[]): Card[][] {
  const columns: Card[][] = [];
  for (let layer = 0; layer <= Math.max(...layers); layer++) {
    const members = cards.filter((_, index) => layers[index] === layer);
    const count = Math.ceil(members.length / MOST_IN_COLUMN);
    for (let part = 0; part < count; part++) columns.push(members.filter((_, index) => Math.floor((index * count) / members.length) === part));
  }
  return columns;
}

function cardOf(node: GraphNode, connections: readonly string[]): Card {
  const name = shortened(node.name, LONGEST_NAME);
  const doors = connections.map((one) => ({ connections: one, text: shortened(one, LONGEST_DOOR) }));
  const widths = [textWidth(name, NAME_SIZE, true), textWidth(node.kind, KIND_SIZE), ...doors.map(({ text }) => textWidth(text, DOOR_SIZE) + 8)];
  const headHeight = node.kind === '' ? 24 : 37;
  const height = headHeight + doors.length * DOOR_HEIGHT + (doors.length > 0 ? 3 : 0);
  return { node, name, doors, headHeight, height, width: Math.max(...widths) + 20, x: 0, y: 0 };
}
