import { Construct } from 'constructs';
import { ISubject, SubjectConfiguration } from '../../../resource/subject';
import { Input } from '../../../validation/input';

const RBAC = 'rbac.authorization.k8s.io';

/** A person or program that the cluster knows by a name. Kubernetes has no object for it. */
export class User extends Construct implements ISubject {
  /**
   * The user of this name, such as `jane`.
   *
   * @throws when `name` is empty
   */
  public static fromName(scope: Construct, id: string, name: string): User {
    return new User(scope, id, name);
  }

  /** The API group of users. */
  public readonly apiGroup: string | undefined = RBAC;

  /** `User`. */
  public readonly kind: string = 'User';

  /** The name of the user. */
  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.name = checkedName(this, name, 'the name of a user, such as "jane"');
  }

  /** The user by its name. */
  public toSubjectConfiguration(): SubjectConfiguration {
    return { kind: this.kind, name: this.name, apiGroup: this.apiGroup };
  }
}

/** Users that the cluster knows by a name that they have in common. Kubernetes has no object for it. */
export class Group extends Construct implements ISubject {
  /**
   * The group of this name, such as `developers` or `system:authenticated`.
   *
   * @throws when `name` is empty
   */
  public static fromName(scope: Construct, id: string, name: string): Group {
    return new Group(scope, id, name);
  }

  /** The API group of groups. */
  public readonly apiGroup: string | undefined = RBAC;

  /** `Group`. */
  public readonly kind: string = 'Group';

  /** The name of the group. */
  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.name = checkedName(this, name, 'the name of a group, such as "developers"');
  }

  /** The group by its name. */
  public toSubjectConfiguration(): SubjectConfiguration {
    return { kind: this.kind, name: this.name, apiGroup: this.apiGroup };
  }
}

function checkedName(construct: Construct, name: string, allowed: string): string {
  const input = new Input(construct);
  return input.text('name', input.required('name', name, allowed), allowed);
}
