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
