import { ServicePort } from './service-port';
import { IResource } from '../../resource/resource-reference';

/** A Service, as an Ingress leads to it: by its name and one of its ports. */
export interface IService extends IResource {
  /** The ports of the service. */
  readonly ports: ServicePort[];
}
