import { Variables } from './expansion';
import { Service } from '../../analysis/model/cluster';

/** Those of the API server, which pods get in any case. */
export const API_SERVER_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['KUBERNETES_SERVICE_HOST', 'kubernetes.default.svc'], ['KUBERNETES_SERVICE_PORT', '443'],
]);

/** A Service that has variables: one with an address of its own. */
export interface AddressedService extends Service {
  readonly isHeadless: boolean;
}

/**
 * The variables that pods get for the Services of their namespace, such as `REDIS_SERVICE_HOST`, with the name of the Service in place of its address.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export function serviceVariables(services: readonly AddressedService[]): Variables {
  const variables = new Map(API_SERVER_VARIABLES);
  for (const { name, namespace, ports, isHeadless, type } of services) {
    if (isHeadless || type === 'ExternalName' || ports.length === 0) continue;
    const [prefix, host] = [asVariable(name), `${name}.${namespace}.svc`];
    variables.set(`${prefix}_SERVICE_HOST`, host);
    variables.set(`${prefix}_SERVICE_PORT`, `${ports[0].port}`);
    variables.set(`${prefix}_PORT`, `${ports[0].protocol.toLowerCase()}://${host}:${ports[0].port}`);
    for (const port of ports) {
      const protocol = port.protocol.toLowerCase();
      const one = `${prefix}_PORT_${port.port}_${port.protocol}`;
      if (port.name !== undefined) variables.set(`${prefix}_SERVICE_PORT_${asVariable(port.name)}`, `${port.port}`);
      variables.set(one, `${protocol}://${host}:${port.port}`);
      variables.set(`${one}_ADDR`, host);
      variables.set(`${one}_PORT`, `${port.port}`);
      variables.set(`${one}_PROTO`, protocol);
    }
  }
  return variables;
}

function asVariable(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
