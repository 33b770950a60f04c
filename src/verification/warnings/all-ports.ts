import { AppWarningRule } from './warning-rule';
import { DeclaredConnection } from '../../app/declared-connection';
import { isOfObject } from '../../peers/pods-of-object';
import { nameOf } from '../../policies/rule-peers';

/** Declared connections that open every port, because neither the call nor the one who is connected to says any. */
export const allPorts: AppWarningRule = {
  id: 'all-ports',
  find: ({ synthesis }) => {
    const told = new Set<object>();
    return synthesis.declared.flatMap((declared) => {
      const { caller, direction, peer, ports, where } = declared;
      if (ports || told.has(where)) return [];
      told.add(where);
      const listener = direction === 'Egress' ? peer : caller;
      return synthesis.lookups.peerConfig(listener, caller).ports ? [] : [{ construct: caller, text: textFor(declared, listener) }];
    });
  },
};

function textFor({ direction, peer, where }: DeclaredConnection, listener: unknown): string {
  const call = `connections.${direction === 'Egress' ? 'allowTo' : 'allowFrom'}(${nameOf(peer)})${where.text === undefined ? '' : ` at ${where.text}`}`;
  const declare = isOfObject(listener) ? `, or the port where ${nameOf(listener)} gets its containers` : '';
  return `${call} opens every port, because none is named and ${nameOf(listener)} declares none. Give the ports in the call, such as { ports: [NetworkPolicyPort.tcp(443)] }${declare}; `
    + 'where every port is meant, say Verification.of(…).acknowledge("all-ports", "why").';
}
