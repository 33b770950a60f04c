import { NetworkPolicyPort } from './network-policy-port';

/** The ports on which DNS servers listen. */
export const DNS_PORTS = [NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(53)];
