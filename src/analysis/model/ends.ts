import { Workload } from './cluster';
import { AddressSet, firstAddressText } from '../sets/address-set';

/** Pods that a workload makes. */
export interface WorkloadEnd {
  readonly kind: 'workload';
  readonly workload: Workload;
}

/** Addresses outside of the cluster. */
export interface AddressesEnd {
  readonly kind: 'addresses';
  readonly addresses: AddressSet;
  /** As a person named them, such as `internet` or `10.0.0.0/8`; left out for what an answer is about. */
  readonly name?: string;
}

/** Whatever brings in the traffic of Ingresses. */
export interface IngressControllerEnd {
  readonly kind: 'ingress-controller';
}

/** One end of a connection. */
export type End = WorkloadEnd | AddressesEnd | IngressControllerEnd;

/** An end that can be asked about. */
export type AskedEnd = WorkloadEnd | AddressesEnd;

/** An end that can be asked about as the source of a connection. */
export type SourceEnd = AskedEnd | IngressControllerEnd;

export const INGRESS_CONTROLLER: IngressControllerEnd = { kind: 'ingress-controller' };

/** The name by which it is listed and asked for. */
export const INGRESS_CONTROLLER_NAME = '{ingress-controller}';

export function endOf(workload: Workload): WorkloadEnd {
  return { kind: 'workload', workload };
}

/** As lists write it, such as `default/web[Deployment]`, `10.0.0.0-10.255.255.255[External]`, `internet[External]` or `{ingress-controller}`. */
export function textOf(end: End): string {
  switch (end.kind) {
    case 'workload': return workloadText(end.workload);
    case 'addresses': return `${end.name ?? end.addresses}[External]`;
    case 'ingress-controller': return INGRESS_CONTROLLER_NAME;
  }
}

export function workloadText({ namespace, name, kind }: Workload): string {
  return `${namespace}/${name}[${kind}]`;
}

/** Addresses in a few words: as they were named, one address, or their ranges. */
export function addressesText({ addresses, name }: AddressesEnd): string {
  if (name !== undefined) return name;
  if (addresses.isSingle) return firstAddressText(addresses);
  const [first, ...more] = addresses.toString().split(',');
  return more.length === 0 ? first : `${first} and ${more.length} more range${more.length > 1 ? 's' : ''}`;
}
