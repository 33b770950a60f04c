import { ServicePort } from './service-port';
import { IService } from './service-reference';
import { present } from '../../resource/present';
import { IResource } from '../../resource/resource-reference';
import { Input } from '../../validation/input';
import { requiredReference } from '../references/checked-reference';

/** Which port of a service requests are led to. */
export interface ServiceIngressBackendOptions {
  /**
   * The port, as clients of the service connect to it. Required where the service has several.
   *
   * @default - the only port of the service
   */
  readonly port?: number;
}

/** What an Ingress leads requests to. */
export class IngressBackend {
  /**
   * A service, in the namespace of the Ingress. Its ports are read when the chart is synthesized.
   *
   * @throws when the service has several ports and none is named
   */
  public static fromService(serv: IService, options?: ServiceIngressBackendOptions): IngressBackend {
    const input = new Input('IngressBackend.fromService');
    requiredReference(input, 'serv', serv, 'Service');
    const port = input.port('port', input.struct('options', options)?.port) ?? undefined;
    if (port === undefined && serv.ports.length > 1) input.fail(severalPorts(serv));
    return new IngressBackend(serv, (ingress) => ({ service: { name: serv.name, port: { number: portOf(ingress, serv, port) } } }));
  }

  /**
   * Another object, in the namespace of the Ingress, such as a bucket of static files. What can be led to, the ingress controller says.
   *
   * @throws when the object has no name or kind
   */
  public static fromResource(resource: IResource): IngressBackend {
    const input = new Input('IngressBackend.fromResource');
    const { apiGroup, kind, name } = input.struct('resource', input.required('resource', resource, 'an object of this app'));
    input.text('resource.kind', input.required('resource.kind', kind, 'the kind of an object'));
    input.text('resource.name', input.required('resource.name', name, 'the name of an object'));
    const group = apiGroup === 'core' || apiGroup === '' ? undefined : apiGroup;
    return new IngressBackend(resource, () => ({ resource: present({ apiGroup: group, kind, name }) }));
  }

  private constructor(
    /**
     * What requests are led to.
     *
     * @internal
     */
    public readonly _target: IResource,
    private readonly render: (ingress: Input) => object,
  ) {}

  /**
   * @param ingress the Ingress that leads there
   * @internal
   */
  public _toKube(ingress: Input): object {
    return this.render(ingress);
  }
}

function portOf(ingress: Input, service: IService, asked: number | undefined): number {
  const { ports } = service;
  if (ports.length === 0) {
    ingress.fail(`it leads to ${service.node.path}, which has no port. Give the service "ports", or declare ports on the containers behind it.`);
  }
  if (asked === undefined) return ports.length === 1 ? ports[0].port : ingress.fail(severalPorts(service));
  if (ports.some(({ port }) => port === asked)) return asked;
  return ingress.fail(`it leads to the port ${asked} of ${service.node.path}, which has ${listed(ports)}. Name one that the service has.`);
}

function severalPorts(service: IService): string {
  return `the service ${service.node.path} has ${listed(service.ports)}, of which none is named. Give "port" in the options of IngressBackend.fromService.`;
}

function listed(ports: readonly ServicePort[]): string {
  return `the port${ports.length > 1 ? 's' : ''} ${ports.map(({ port }) => port).join(', ')}`;
}
