import { IResource } from '../../resource/resource-reference';

/** What can be bound to subjects: a Role, or a ClusterRole. */
export interface IRole extends IResource {}

/** A ClusterRole, which can be bound in a namespace or in the whole cluster. */
export interface IClusterRole extends IRole {}
