import { IResource } from '../../resource/resource-reference';

/** A ConfigMap. Pods refer to it by its name, in their own namespace. */
export interface IConfigMap extends IResource {}
