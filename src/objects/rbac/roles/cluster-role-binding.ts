import { Construct } from 'constructs';
import { checkedRole } from './checked-role';
import { Resource, ResourceProps } from '../../../resource/resource';
import { ISubject } from '../../../resource/subject';
import { pathSegment } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { IClusterRole } from '../../references/role';
import { Subjects } from '../subjects/subjects';

/** Initialization properties of `ClusterRoleBinding`. */
export interface ClusterRoleBindingProps extends ResourceProps {
  /** The role. */
  readonly role: IClusterRole;
}

/**
 * Lets subjects do in every namespace what a ClusterRole says.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class ClusterRoleBinding extends Resource {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'clusterrolebindings';

  /** The role. */
  public readonly role: IClusterRole;

  private readonly bound: Subjects;

  /**
   * @throws when the role is missing, or is no ClusterRole
   */
  constructor(scope: Construct, id: string, props: ClusterRoleBindingProps) {
    super(scope, id, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' }, props);
    this.role = checkedRole(this._input, props?.role, ['ClusterRole']);
    this.bound = new Subjects(this._input);
  }

  /** The subjects, as a copy. Add to them with `addSubjects`. */
  public get subjects(): ISubject[] {
    return this.bound.all;
  }

  /**
   * Lets further subjects do what the role says. Said twice of one, it is the same as once.
   *
   * @throws when one is no subject
   */
  public addSubjects(...subjects: ISubject[]): void {
    this.bound.add(subjects);
  }

  /** @internal */
  public get _isNamespaced(): boolean {
    return false;
  }

  /** @internal */
  public _toKube(): object {
    const { apiGroup, kind, name } = this.role;
    return { subjects: this.bound.toKube(true), roleRef: { apiGroup, kind, name } };
  }

  /** @internal */
  protected _checkName(input: Input, name: string | undefined): void {
    pathSegment(input, 'metadata.name', name);
  }

  /** @internal */
  protected get _fields(): readonly string[] {
    return ['subjects', 'roleRef'];
  }
}
