import { IResource } from '../../resource/resource-reference';
import { ISubject } from '../../resource/subject';

/** A service account: whom the API server takes a pod for. Pods refer to it by its name, in their own namespace. */
export interface IServiceAccount extends IResource, ISubject {}
