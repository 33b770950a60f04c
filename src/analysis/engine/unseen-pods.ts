import { Analysis } from './analysis';
import { selectionImplies } from './implication';
import { NAME_LABEL } from './known-pods';
import { keyOf, meansEveryPod } from './pod-index';
import { Evaluation } from './policy-evaluator';
import { Direction, ListeningPort, Peer, Rule, Selection } from '../model/cluster';
import { Selector } from '../model/selector';
import { ConnectionSet } from '../sets/connection-set';

/** A pod of which nothing is known. */
export const ANYBODY: Selection = { namespaces: Selector.EVERYTHING, pods: Selector.EVERYTHING, skipsHostNetwork: false };

/** Pods that the manifests do not show, by what a rule asks of them. */
export class UnseenPods {
  private readonly known = new Map<Selection, Selection>();
  private readonly implied = new Map<Selection, Map<Selection, boolean>>();

  constructor(private readonly analysis: Analysis) {}

  /** Those that some rule lets in or passes on to the next tier, each once. */
  public of(direction: Direction, self: number): Selection[] {
    const { all } = this.analysis.evaluator.tiersOf(direction, self);
    const rules = all.flatMap((policy) => policy.rules[direction]!);
    const peers = rules.flatMap((rule) => (rule.action === 'Deny' ? [] : rule.peers ?? []));
    const selections = peers.flatMap((peer) => ('selection' in peer ? [this.resolved(peer.selection)] : []));
    return [...new Map(selections.map((selection) => [keyOf(selection), selection])).values()];
  }

  /** What the pods of a class allow towards a stranger that is like this, and of whom no more is known. Names of ports say nothing of its ports. */
  public allowed(direction: Direction, self: number, stranger: Selection): ConnectionSet {
    return this.analysis.evaluator.decideFor(direction, self, (rule) => this.means(rule, stranger), this.namedPorts(direction, self));
  }

  /** The same, and the rules that matched on the way. */
  public trace(direction: Direction, self: number, stranger: Selection): Evaluation {
    return this.analysis.evaluator.traceFor(direction, self, (rule) => this.means(rule, stranger), this.namedPorts(direction, self));
  }

  /** Whether a rule means every stranger that is like this. */
  public means({ peers }: Rule, stranger: Selection): boolean {
    return peers === undefined || peers.some((peer) => this.isMeant(stranger, peer));
  }

  /** Whether every stranger of one kind is one of the other. */
  public implies(narrow: Selection, wide: Selection): boolean {
    let answers = this.implied.get(narrow);
    if (!answers) this.implied.set(narrow, answers = new Map());
    let answer = answers.get(wide);
    if (answer === undefined) answers.set(wide, answer = selectionImplies(narrow, wide, this.analysis.cluster));
    return answer;
  }

  private namedPorts(direction: Direction, self: number): readonly ListeningPort[] {
    return direction === 'Ingress' ? this.analysis.classes[self].namedPorts : [];
  }

  private isMeant(stranger: Selection, peer: Peer): boolean {
    return 'block' in peer ? meansEveryPod(peer.block) : this.implies(stranger, this.resolved(peer.selection));
  }

  private resolved(selection: Selection): Selection {
    let found = this.known.get(selection);
    if (!found) this.known.set(selection, found = { ...selection, namespaces: this.named(selection.namespaces), skipsHostNetwork: false });
    return found;
  }

  /** A selector that asks for the name of a namespace and nothing else means that namespace, whose other labels may be known. */
  private named(namespaces: string | Selector): string | Selector {
    if (typeof namespaces === 'string' || namespaces.requirements.length !== 1) return namespaces;
    const [{ key, operator, values }] = namespaces.requirements;
    const isName = key === NAME_LABEL && operator === 'In' && values.length === 1 && this.analysis.cluster.namespaces.has(values[0]);
    return isName ? values[0] : namespaces;
  }
}
