import { IConstruct } from 'constructs';
import { IApiResource } from './api-endpoint';

/** A Kubernetes object, made here or only named. */
export interface IResource extends IConstruct, IApiResource {
  /** The name of the object. */
  readonly name: string;

  /** The API version of the object, such as `apps/v1`. */
  readonly apiVersion: string;

  /** The kind of the object, such as `Deployment`. */
  readonly kind: string;
}
