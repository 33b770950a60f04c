/** A Secret, known by its name in the namespace of the pod that uses it. */
export interface ISecret {
  /** The name of the Secret. */
  readonly name: string;
}

/** One key of a Secret. */
export interface SecretValue {
  /** The Secret. */
  readonly secret: ISecret;

  /** The key in its data. */
  readonly key: string;
}
