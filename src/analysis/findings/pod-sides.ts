import { Analysis } from '../analysis';
import { Row, rowOf, towards } from '../engine/rows';
import { Direction, Selection } from '../model/cluster';
import { ConnectionSet } from '../sets/connection-set';

/** What pods of a class allow towards another, worked out once for each class; and the classes of selections. */
export class PodSides {
  private readonly rows: { readonly [direction in Direction]: Map<number, Row> } = { Ingress: new Map(), Egress: new Map() };
  private readonly classOf: readonly number[];
  private readonly selections = new Map<readonly number[], readonly number[]>();

  constructor(private readonly analysis: Analysis) {
    const classOf: number[] = [];
    for (const { number, members } of analysis.classes) for (const member of members) classOf[member] = number;
    this.classOf = classOf;
  }

  public row(direction: Direction, number: number): Row {
    let row = this.rows[direction].get(number);
    if (!row) this.rows[direction].set(number, row = rowOf(direction, number, this.analysis.decisions, this.analysis.classes));
    return row;
  }

  public allows(direction: Direction, self: number, other: number): ConnectionSet {
    return towards(this.row(direction, self), other);
  }

  /** The classes whose pods a selection means. */
  public classesOf(selection: Selection): readonly number[] {
    const pods = this.analysis.index.select(selection);
    let classes = this.selections.get(pods);
    if (!classes) this.selections.set(pods, classes = [...new Set(pods.map((pod) => this.classOf[pod]))]);
    return classes;
  }

  /** A workload of a class, for its name. */
  public example(number: number) {
    return this.analysis.cluster.workloads[this.analysis.classes[number].members[0]];
  }
}
