/** A kind of object that the API server serves, or one object of it. */
export interface IApiResource {
  /** The API group, such as `apps`. Empty or `core` for the kinds that have none. */
  readonly apiGroup: string;

  /**
   * The name of the kind in URLs, such as `pods`, or `pods/log` for a part of it.
   *
   * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
   */
  readonly resourceType: string;

  /**
   * The name of the one object that is meant.
   *
   * @default - all objects of the kind
   */
  readonly resourceName?: string;
}

/** Something that a ClusterRole can open: a kind or an object, or else a path of the API server. It is one of the two. */
export interface IApiEndpoint {
  /** The kind or object; `undefined` for a path. */
  asApiResource(): IApiResource | undefined;

  /** The path, such as `/healthz`; `undefined` for a kind or object. */
  asNonApiResource(): string | undefined;
}
