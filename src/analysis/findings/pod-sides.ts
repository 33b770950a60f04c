import { Analysis } from '../analysis';
import { Row, rowOf, towards } from '../engine/rows';
import { Direction, Selection, Workload } from '../model/cluster';
import { ConnectionSet } from '../sets/connection-set';

/** So many pairs that whole rows are worked out faster. */
const MANY = 64;

/** What pods of a class allow towards another, worked out once for each class; and the classes of selections. */
export class PodSides {
  private readonly rows: { readonly [direction in Direction]: Map<number, Row> } = { Ingress: new Map(), Egress: new Map() };
  private readonly classOf: readonly number[];
  private readonly selections = new Map<Selection, readonly number[]>();

  constructor(private readonly analysis: Analysis) {
    const classOf: number[] = [];
    for (const { number, members } of analysis.classes) for (const member of members) classOf[member] = number;
    this.classOf = classOf;
  }

  /** What `self` allows. Where many pairs are asked for, it is worked out for all of them at once. */
  public allows(direction: Direction, self: number, other: number, pairs = 1): ConnectionSet {
    return pairs < MANY ? this.analysis.decisions.decide(direction, self, other) : towards(this.row(direction, self), other);
  }

  /** The classes whose pods a selection means. */
  public classesOf(selection: Selection): readonly number[] {
    let classes = this.selections.get(selection);
    if (!classes) this.selections.set(selection, classes = [...new Set(this.analysis.index.select(selection).map((pod) => this.classOf[pod]))]);
    return classes;
  }

  /** A workload of a class, for its name. */
  public example(number: number): Workload {
    return this.analysis.cluster.workloads[this.analysis.classes[number].members[0]];
  }

  private row(direction: Direction, number: number): Row {
    let row = this.rows[direction].get(number);
    if (!row) this.rows[direction].set(number, row = rowOf(direction, number, this.analysis.decisions, this.analysis.classes));
    return row;
  }
}
