import { IConstruct } from 'constructs';

/** A subject as a binding names it. */
export interface SubjectConfiguration {
  /**
   * The API group of the subject.
   *
   * @default - none for a service account, `rbac.authorization.k8s.io` for a user or a group
   */
  readonly apiGroup?: string;

  /** `User`, `Group` or `ServiceAccount`. */
  readonly kind: string;

  /** The name of the subject. */
  readonly name: string;

  /**
   * The namespace of a service account. Users and groups have none.
   *
   * @default - that of the binding
   */
  readonly namespace?: string;
}

/** Somebody who can be allowed something: a user, a group, a service account, or a workload by its service account. */
export interface ISubject extends IConstruct {
  /** How a binding names the subject. */
  toSubjectConfiguration(): SubjectConfiguration;
}
