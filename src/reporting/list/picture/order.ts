import { Box, Card } from './boxes';
import { Graph, GraphNode } from '../graph';

const ROUNDS = 12;

/**
 * Tries orders of the cards in their columns and of the boxes in theirs, each card at the height of those that it is connected with, and
 * keeps the one with the shortest ways up and down.
 *
 * @param arrange gives everything its height by the order that it is in
 */
export function inOrders(columns: Box[][], { edges }: Graph, cards: ReadonlyMap<GraphNode, Card>, arrange: () => void): void {
  const ways = edges.map(({ from, to }) => [cards.get(from)!, cards.get(to)!] as const).filter(([from, to]) => from !== to);
  const neighbors = neighborsIn(ways);
  const boxes = columns.flat();
  let best: { readonly length: number; readonly restore: () => void } | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    arrange();
    const length = ways.reduce((sum, [from, to]) => sum + Math.abs(middleOf(from) - middleOf(to)), 0);
    if (!best || length < best.length) best = { length, restore: keptOrder(columns) };
    const wanted = new Map(boxes.flatMap((box) => box.columns.flat()).map((card) => [card, wantedMiddle(card, neighbors[round % 3].get(card))]));
    const wantedOf = (box: Box) => mean(box.columns.flat().map((card) => wanted.get(card)!));
    for (const box of boxes) {
      for (const column of box.columns) sortBy(column, (card) => wanted.get(card)!);
    }
    for (const column of columns) sortBy(column, wantedOf);
  }
  best!.restore();
  arrange();
}

type Neighbors = ReadonlyMap<Card, readonly Card[]>;

/** All neighbors of each card, those to which it leads, and those that lead to it. */
function neighborsIn(ways: readonly (readonly [Card, Card])[]): readonly [Neighbors, Neighbors, Neighbors] {
  const [all, after, before] = [new Map<Card, Card[]>(), new Map<Card, Card[]>(), new Map<Card, Card[]>()];
  const add = (map: Map<Card, Card[]>, card: Card, other: Card) => {
    const known = map.get(card);
    if (known) known.push(other);
    else map.set(card, [other]);
  };
  for (const [from, to] of ways) {
    add(all, from, to);
    add(all, to, from);
    add(after, from, to);
    add(before, to, from);
  }
  return [all, after, before];
}

function wantedMiddle(card: Card, others: readonly Card[] = [card]): number {
  return mean(others.map(middleOf));
}

function keptOrder(columns: Box[][]): () => void {
  const boxes = columns.map((column) => [...column]);
  const cards = columns.flat().map((box) => ({ box, columns: box.columns.map((column) => [...column]) }));
  return () => {
    columns.forEach((column, index) => column.splice(0, column.length, ...boxes[index]));
    for (const kept of cards) kept.box.columns.forEach((column, index) => column.splice(0, column.length, ...kept.columns[index]));
  };
}

function middleOf({ y, height }: Card): number {
  return y + height / 2;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function sortBy<T>(list: T[], wanted: (item: T) => number): void {
  const keyed = list.map((item) => [item, wanted(item)] as const).sort(([, a], [, b]) => a - b);
  keyed.forEach(([item], index) => list[index] = item);
}
