import { ShownFinding, shownFinding } from './finding';
import { Analysis } from '../../analysis/engine/analysis';
import { Direction, DIRECTIONS, Policy, Workload } from '../../analysis/model/cluster';
import { endOf, textOf } from '../../analysis/model/ends';
import { isInternet } from '../../analysis/model/internet';
import { Contact, contactsOf } from '../../analysis/questions/contacts';
import { referenceOf } from '../../analysis/questions/explanation/explanation';
import { PageData } from '../../reporting/page/page-data';
import { placeText } from '../../reporting/place';

/** All that is known of one workload. */
export interface Details {
  /** Such as `shop/web[Deployment]`. */
  readonly title: string;
  /** As a question names it. */
  readonly name: string;
  readonly place: string;
  /** Whether its pods are on the network of their node, where policies mostly do not reach them. */
  readonly onNode: boolean;
  readonly directions: readonly DirectionDetails[];
  readonly findings: readonly ShownFinding[];
}

export interface DirectionDetails {
  readonly direction: Direction;
  readonly policies: readonly { readonly name: string; readonly place: string }[];
  /** Beyond the workloads of the manifests: addresses, and pods that nobody knows. */
  readonly outside: readonly Way[];
  readonly workloads: readonly Way[];
}

export interface Way {
  readonly text: string;
  readonly connections: string;
  readonly workload?: number;
}

export function detailsOf(analysis: Analysis, numbers: ReadonlyMap<Workload, number>, workload: Workload, { findings, rules }: PageData): Details {
  const number = numbers.get(workload);
  const policies = new Set<number>();
  const policyNumbers = new Map(analysis.cluster.policies.map((policy, index) => [policy, index]));
  const directions = DIRECTIONS.map((direction): DirectionDetails => {
    const selecting = policiesOf(analysis, direction, workload);
    selecting.forEach((policy) => policies.add(policyNumbers.get(policy)!));
    const contacts = contactsOf(analysis, direction, workload);
    const isWorkload = ({ end }: Contact) => end?.kind === 'workload';
    return {
      direction,
      policies: selecting.map((policy) => ({ name: nameOf(policy), place: placeText(policy.source) })),
      outside: contacts.filter((contact) => !isWorkload(contact)).map((contact) => wayOf(contact, numbers)),
      workloads: contacts.filter(isWorkload).map((contact) => wayOf(contact, numbers)),
    };
  });
  return {
    title: textOf(endOf(workload)),
    name: analysis.names.textOf(endOf(workload)),
    place: placeText(workload.source),
    onNode: workload.hostNetwork,
    directions,
    findings: findings.filter((finding) => (finding.workload !== undefined && finding.workload === number) || policies.has(finding.policy ?? -1))
      .map((finding) => shownFinding(finding, rules)),
  };
}

function policiesOf(analysis: Analysis, direction: Direction, workload: Workload): readonly Policy[] {
  const { admin, isolating, baseline } = analysis.evaluator.tiersOf(direction, analysis.classOfEnd(endOf(workload)));
  return [...admin, ...isolating, ...baseline];
}

function nameOf(policy: Policy): string {
  const { kind, name } = referenceOf(policy);
  return `${kind} ${name}`;
}

function wayOf({ text, connections, end }: Contact, numbers: ReadonlyMap<Workload, number>): Way {
  return {
    text: end?.kind === 'addresses' && isInternet(end.addresses) ? 'the internet' : text,
    connections: connections.toString(),
    ...(end?.kind === 'workload' && { workload: numbers.get(end.workload) }),
  };
}
