import { IResource } from '../../resource/resource-reference';

/** Storage of the cluster. It lies in no namespace; pods use it through a claim. */
export interface IPersistentVolume extends IResource {}
