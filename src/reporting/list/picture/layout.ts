import { Box, boxesOf, Card, PADDING, TITLE_HEIGHT, TITLE_SIZE } from './boxes';
import { inOrders } from './order';
import { textWidth } from './text-width';
import { Graph, GraphNode } from '../graph';

const CARD_GAP = 18;
const BOX_GAP = 34;
const LEAST_CORRIDOR = 56;
const MOST_CORRIDOR = 170;
export const MARGIN = 30;

/** Where everything is. */
export interface Layout {
  readonly columns: readonly (readonly Box[])[];
  readonly cards: ReadonlyMap<GraphNode, Card>;
  readonly width: number;
  readonly height: number;
}

/** Gives everything in a picture its place: in columns from left to right, with room in between for lines. */
export function layoutOf(graph: Graph): Layout {
  const columns = boxesOf(graph);
  const cards = new Map(columns.flat().flatMap((box) => box.columns.flat()).map((card) => [card.node, card]));
  const corridor = corridorFor(columns, graph, cards);
  columns.flat().forEach((box) => setWidths(box));
  let x = MARGIN;
  for (const boxes of columns) {
    const width = Math.max(...boxes.map((box) => box.width));
    for (const box of boxes) setX(box, x, width);
    x += width + corridor;
  }
  inOrders(columns, graph, cards, () => setY(columns));
  return { columns, cards, width: x - corridor + MARGIN, height: Math.max(...columns.flat().map((box) => box.y + box.height), 0) + MARGIN };
}

/** The more lines, the more room for them. */
function corridorFor(columns: readonly (readonly Box[])[], { edges }: Graph, cards: ReadonlyMap<GraphNode, Card>): number {
  const targets = new Set(edges.map(({ to }) => cards.get(to))).size;
  return Math.min(MOST_CORRIDOR, LEAST_CORRIDOR + Math.round((5 * targets) / Math.max(1, columns.length)));
}

function setWidths(box: Box): void {
  for (const column of box.columns) {
    const width = Math.max(...column.map((card) => card.width));
    for (const card of column) card.width = width;
  }
  const inner = box.columns.reduce((sum, [{ width }]) => sum + width, 0) + (box.columns.length - 1) * innerCorridor(box);
  const padding = box.name === undefined ? 0 : 2 * PADDING;
  box.width = Math.max(inner, textWidth(box.name ?? '', TITLE_SIZE, true)) + padding;
}

/** All boxes of a column are as wide as the widest, their own columns spread over it. */
function setX(box: Box, x: number, width: number): void {
  const padding = box.name === undefined ? 0 : PADDING;
  const free = width - 2 * padding - box.columns.reduce((sum, [card]) => sum + card.width, 0);
  const gaps = box.columns.length - 1;
  const gap = gaps === 0 ? 0 : free / gaps;
  let at = x + padding + (gaps === 0 ? free / 2 : 0);
  box.x = x;
  box.width = width;
  for (const column of box.columns) {
    for (const card of column) card.x = Math.round(at);
    at += column[0].width + gap;
  }
}

function innerCorridor(box: Box): number {
  return Math.min(110, LEAST_CORRIDOR + 2 * box.columns.flat().length);
}

/** Stacks cards in their columns, and boxes in theirs, all in the middle of the highest. */
function setY(columns: readonly (readonly Box[])[]): void {
  for (const box of columns.flat()) {
    const inner = Math.max(...box.columns.map(heightOf));
    box.height = inner + (box.name === undefined ? 0 : TITLE_HEIGHT + PADDING);
  }
  const heights = columns.map((boxes) => boxes.reduce((sum, { height }) => sum + height + BOX_GAP, -BOX_GAP));
  const highest = Math.max(...heights, 0);
  columns.forEach((boxes, index) => {
    let y = MARGIN + Math.round((highest - heights[index]) / 2);
    for (const box of boxes) {
      setCardY(box, y);
      y += box.height + BOX_GAP;
    }
  });
}

function setCardY(box: Box, y: number): void {
  box.y = y;
  const top = y + (box.name === undefined ? 0 : TITLE_HEIGHT);
  const inner = Math.max(...box.columns.map(heightOf));
  for (const column of box.columns) {
    let at = top + Math.round((inner - heightOf(column)) / 2);
    for (const card of column) {
      card.y = at;
      at += card.height + CARD_GAP;
    }
  }
}

function heightOf(column: readonly Card[]): number {
  return column.reduce((sum, { height }) => sum + height + CARD_GAP, -CARD_GAP);
}
