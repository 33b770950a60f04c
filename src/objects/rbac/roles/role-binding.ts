import { Construct } from 'constructs';
import { checkedRole } from './checked-role';
import { IRoleBinding } from '../../../resource/permissions';
import { Resource, ResourceProps } from '../../../resource/resource';
import { ISubject } from '../../../resource/subject';
import { pathSegment } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { namespaceOf } from '../../references/namespace-of';
import { IRole } from '../../references/role';
import { Subjects } from '../subjects/subjects';

/** Initialization properties of `RoleBinding`. */
export interface RoleBindingProps extends ResourceProps {
  /** The role: a Role of the same namespace, or a ClusterRole. */
  readonly role: IRole;
}

/**
 * Lets subjects do in one namespace what a role says.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class RoleBinding extends Resource implements IRoleBinding {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'rolebindings';

  /** The role. */
  public readonly role: IRole;

  private readonly bound: Subjects;

  /**
   * @throws when the role is missing, or is none
   */
  constructor(scope: Construct, id: string, props: RoleBindingProps) {
    super(scope, id, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' }, props);
    this.role = checkedRole(this._input, props?.role, ['Role', 'ClusterRole']);
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
  public _validate(): void {
    super._validate();
    this.checkNamespaceOfRole();
  }

  /** @internal */
  public _toKube(): object {
    const { apiGroup, kind, name } = this.role;
    return { subjects: this.bound.toKube(false), roleRef: { apiGroup, kind, name } };
  }

  /** @internal */
  protected _checkName(input: Input, name: string | undefined): void {
    pathSegment(input, 'metadata.name', name);
  }

  /** @internal */
  protected get _fields(): readonly string[] {
    return ['subjects', 'roleRef'];
  }

  private checkNamespaceOfRole(): void {
    const [own, other] = [this._namespace, namespaceOf(this.role)];
    if (this.role.kind === 'ClusterRole' || own === undefined || other === undefined || own === other) return;
    this._input.fail(`the binding is in the namespace "${own}", but its role ${this.role.node.path} is in "${other}". A RoleBinding finds a Role in its own `
      + 'namespace alone: give both the same "namespace", or make the role a ClusterRole.');
  }
}
