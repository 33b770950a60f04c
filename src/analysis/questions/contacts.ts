import { Opening, openingsOfWorkload, unknownPodsText } from './exposure';
import { Analysis } from '../engine/analysis';
import { Direction, Workload } from '../model/cluster';
import { addressesText, AskedEnd, endOf, workloadText } from '../model/ends';
import { AddressSet } from '../sets/address-set';
import { ConnectionSet } from '../sets/connection-set';

/** Somebody who may connect to a workload, or to whom it may connect. */
export interface Contact {
  /** As a list names it. */
  readonly text: string;
  readonly connections: ConnectionSet;
  /** By which more can be asked; left out for pods that the manifests do not show. */
  readonly end?: AskedEnd;
  /** The namespace of pods, where it is one that is known. */
  readonly namespace?: string;
}

/**
 * All who may connect to a workload (`Ingress`), or to whom it may connect (`Egress`): other workloads, addresses outside of the cluster, and pods that the
 * manifests do not show. The pods of the workload itself are left out.
 */
export function contactsOf(analysis: Analysis, direction: Direction, workload: Workload): Contact[] {
  const self = endOf(workload);
  const workloads = analysis.cluster.workloads.filter((one) => one !== workload).map((one): Contact => {
    const end = endOf(one);
    const connections = direction === 'Ingress' ? analysis.connections(end, self) : analysis.connections(self, end);
    return { text: workloadText(one), namespace: one.namespace, end, connections };
  });
  const addresses = analysis.answersOf(direction, analysis.classOfEnd(self)).map((answer): Contact => {
    const end: AskedEnd = { kind: 'addresses', addresses: answer.addresses };
    return { text: `addresses ${addressesText(end)}`, end, connections: answer.connections };
  });
  const unknown = openingsOfWorkload(analysis, direction, workload)
    .map((opening): Contact => ({ ...unknownPods(opening), connections: opening.connections }));
  return [...workloads, ...addresses, ...unknown].filter(({ connections }) => !connections.isEmpty);
}

/** The name by which the DNS of the cluster is meant, whose pods the manifests seldom show. */
export const CLUSTER_DNS = 'kube-dns';

const DNS_PORTS = ConnectionSet.ofPort('TCP', 53).union(ConnectionSet.ofPort('UDP', 53));
const NODE_LOCAL_DNS = AddressSet.ofBlock('169.254.20.10/32')!;

/** Contacts without those on the ports of DNS with its pods in kube-system, or its cache on the node. */
export function withoutDns(contacts: readonly Contact[]): Contact[] {
  return contacts.filter(({ end, namespace, connections }) => {
    const isDns = end?.kind === 'addresses' ? end.addresses.equals(NODE_LOCAL_DNS) : namespace === 'kube-system';
    return !isDns || !connections.subtract(DNS_PORTS).isEmpty;
  });
}

/** What is left of contacts beside those who may: other workloads, the addresses that are none of theirs, and pods that nobody knows. */
export function contactsBeside(contacts: readonly Contact[], allowed: readonly AskedEnd[]): Contact[] {
  return contacts.flatMap((contact): Contact[] => {
    const { end } = contact;
    if (end?.kind === 'workload') return allowed.some((one) => one.kind === 'workload' && one.workload === end.workload) ? [] : [contact];
    if (end?.kind !== 'addresses') return [contact];
    const rest = allowed.reduce((left, one) => (one.kind === 'addresses' ? left.subtract(one.addresses) : left), end.addresses);
    if (rest.isEmpty) return [];
    const others: AskedEnd = { kind: 'addresses', addresses: rest };
    return [{ ...contact, end: others, text: `addresses ${addressesText(others)}` }];
  });
}

function unknownPods({ to }: Opening): Pick<Contact, 'text' | 'namespace'> {
  if (to === 'entire-cluster') return { text: 'any pod of the cluster' };
  return { text: unknownPodsText(to), ...(typeof to.namespaces === 'string' && { namespace: to.namespaces }) };
}
