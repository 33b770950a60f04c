import { ApiObjectMetadataDefinition } from 'cdk8s';
import { IResource } from './resource-reference';
import { ISubject } from './subject';

/** The binding of a role to subjects. */
export interface IRoleBinding extends IResource {
  /** The metadata of the binding. */
  readonly metadata: ApiObjectMetadataDefinition;

  /** The subjects, as a copy. Add to them with `addSubjects`. */
  readonly subjects: ISubject[];

  /** Gives the role to further subjects. */
  addSubjects(...subjects: ISubject[]): void;
}

/** Makes a role for one object, and gives it to the subjects. */
export type Grant = (resource: IResource, verbs: readonly string[], subjects: readonly ISubject[]) => IRoleBinding;

/** The verbs that read an object. */
export const READ = ['get', 'list', 'watch'] as const;

/** The verbs that read and change an object. */
export const READ_WRITE = [...READ, 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;

let grant: Grant | undefined;

/**
 * Who may read and change an object through the API server. Each call writes a Role and a RoleBinding beside the object.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class ResourcePermissions {
  /**
   * Says how permissions are granted. A role is an object with permissions itself, so the room of roles lies above this one.
   *
   * @internal
   */
  public static _grantBy(by: Grant): void {
    grant = by;
  }

  /** The object. */
  protected readonly instance: IResource;

  /**
   * @param instance the object
   */
  constructor(instance: IResource) {
    this.instance = instance;
  }

  /**
   * Lets the subjects read the object: get, list and watch.
   *
   * @throws when the object lies in no namespace: a Role opens nothing there, but a ClusterRole does
   */
  public grantRead(...subjects: ISubject[]): IRoleBinding {
    return grant!(this.instance, READ, subjects);
  }

  /**
   * Lets the subjects read and change the object: get, list, watch, create, update, patch, delete and deletecollection.
   *
   * @throws when the object lies in no namespace: a Role opens nothing there, but a ClusterRole does
   */
  public grantReadWrite(...subjects: ISubject[]): IRoleBinding {
    return grant!(this.instance, READ_WRITE, subjects);
  }
}
