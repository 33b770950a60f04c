import { NodeLabelQuery } from './node-label-query';
import { NodeTaintQuery } from './node-taint-query';
import { dnsSubdomain } from '../../../validation/forms';
import { Input } from '../../../validation/input';

/** Nodes that carry labels. */
export class LabeledNode {
  private readonly queries: readonly NodeLabelQuery[];

  /**
   * @param labelSelector what must all hold of a node
   * @throws when it is empty
   */
  constructor(labelSelector: NodeLabelQuery[]) {
    this.queries = queriesOf(new Input('Node.labeled'), labelSelector, NodeLabelQuery, 'a NodeLabelQuery, such as NodeLabelQuery.is("disk", "ssd")');
  }

  /** What must all hold of a node, as a copy. */
  public get labelSelector(): NodeLabelQuery[] {
    return [...this.queries];
  }
}

/** Nodes that have taints. */
export class TaintedNode {
  private readonly queries: readonly NodeTaintQuery[];

  /**
   * @param taintSelector the taints
   * @throws when it is empty
   */
  constructor(taintSelector: NodeTaintQuery[]) {
    this.queries = queriesOf(new Input('Node.tainted'), taintSelector, NodeTaintQuery, 'a NodeTaintQuery, such as NodeTaintQuery.exists("dedicated")');
  }

  /** The taints, as a copy. */
  public get taintSelector(): NodeTaintQuery[] {
    return [...this.queries];
  }
}

/** The node of a name. */
export class NamedNode {
  /**
   * @param name the name of the node
   */
  constructor(
    /** The name of the node. */
    public readonly name: string,
  ) {
    const input = new Input('Node.named');
    dnsSubdomain(input, 'nodeName', input.required('nodeName', name, 'the name of a node'));
  }
}

/** Nodes, for the scheduling of pods. */
export class Node {
  /** Nodes for which every query holds. */
  public static labeled(...labelSelector: NodeLabelQuery[]): LabeledNode {
    return new LabeledNode(labelSelector);
  }

  /** The node of this name. */
  public static named(nodeName: string): NamedNode {
    return new NamedNode(nodeName);
  }

  /** Nodes that have these taints. */
  public static tainted(...taintSelector: NodeTaintQuery[]): TaintedNode {
    return new TaintedNode(taintSelector);
  }

  private constructor() {}
}

function queriesOf<T>(input: Input, queries: T[], type: Function, allowed: string): readonly T[] {
  const list = input.filledList('queries', input.required('queries', queries, `a list of ${type.name}`), `Give ${allowed}.`)!;
  list.forEach((query, index) => input.instance(`queries[${index}]`, input.required(`queries[${index}]`, query, allowed), type, allowed));
  return [...list];
}
