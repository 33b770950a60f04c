/**
 * An error whose text is its message alone.
 *
 * jsii hands out the message of what a constructor throws, and `String(error)` of what a method throws. Here the two are the same.
 */
export class PlainError extends Error {
  public toString(): string {
    return this.message;
  }
}

/** Makes the text of an error of somebody else its message alone, too. */
export function asPlainError(error: unknown): unknown {
  if (error instanceof Error) Object.defineProperty(error, 'toString', { value: PlainError.prototype.toString, configurable: true });
  return error;
}
