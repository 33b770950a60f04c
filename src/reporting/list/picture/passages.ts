import { Box, Card } from './boxes';
import { Layout } from './layout';
import { PassedColumn } from './passed-columns';

/** What is on the way from one card to another. */
export interface Passage {
  readonly columns: readonly PassedColumn[];
  readonly leaves: Side;
  readonly arrives: Side;
  /** The number of columns after which the line turns back, where it arrives by the side by which it left. */
  readonly turnsAt?: number;
  /** The side of its box to which it keeps its height, so that it meets no other box; left out where columns lie before. */
  readonly exit?: number;
  /** The same for the box that it comes into. */
  readonly entry?: number;
}

/** The columns of a layout as what lines have to pass. */
export class Passages {
  private readonly places = new Map<Card, Place>();
  private readonly outer: readonly PassedColumn[];
  private readonly inner = new Map<Box, readonly PassedColumn[]>();

  constructor({ columns, height }: Layout) {
    this.outer = columns.map((boxes) => PassedColumn.ofBoxes(boxes, height));
    columns.forEach((boxes, column) => boxes.forEach((box) => {
      this.inner.set(box, box.columns.map((cards) => PassedColumn.ofCards(cards, box)));
      box.columns.forEach((cards, inner) => cards.forEach((card) => this.places.set(card, { column, box, inner })));
    }));
  }

  public between(from: Card, to: Card): Passage {
    const [a, b] = [this.places.get(from)!, this.places.get(to)!];
    const [insideA, insideB] = [this.inner.get(a.box)!, this.inner.get(b.box)!];
    const turning = { leaves: 'right', arrives: 'right' } as const;
    const forward = { leaves: 'right', arrives: 'left' } as const;
    const backward = { leaves: 'left', arrives: 'right' } as const;
    if (a.box === b.box) {
      if (a.inner === b.inner) return { ...turning, columns: [], turnsAt: 0 };
      return a.inner < b.inner
        ? { ...forward, columns: insideA.slice(a.inner + 1, b.inner) }
        : { ...backward, columns: insideA.slice(b.inner + 1, a.inner).reverse() };
    }
    if (a.column === b.column) {
      const out = insideA.slice(a.inner + 1);
      return { ...turning, columns: [...out, ...insideB.slice(b.inner + 1).reverse()], turnsAt: out.length, ...ends(a, 'right', b, 'right') };
    }
    if (a.column < b.column) {
      const columns = [...insideA.slice(a.inner + 1), ...this.outer.slice(a.column + 1, b.column), ...insideB.slice(0, b.inner)];
      return { ...forward, columns, ...ends(a, 'right', b, 'left') };
    }
    const columns = [...insideB.slice(b.inner + 1), ...this.outer.slice(b.column + 1, a.column), ...insideA.slice(0, a.inner)].reverse();
    return { ...backward, columns, ...ends(a, 'left', b, 'right') };
  }
}

interface Place {
  readonly column: number;
  readonly box: Box;
  readonly inner: number;
}

type Side = 'left' | 'right';

function ends(a: Place, leaves: Side, b: Place, arrives: Side): Pick<Passage, 'exit' | 'entry'> {
  const [exit, entry] = [outerSide(a, leaves), outerSide(b, arrives)];
  return { ...(exit !== undefined && { exit }), ...(entry !== undefined && { entry }) };
}

function outerSide({ box: { name, columns, x, width }, inner }: Place, side: Side): number | undefined {
  if (name === undefined) return undefined;
  if (side === 'left') return inner === 0 ? x : undefined;
  return inner === columns.length - 1 ? x + width : undefined;
}
