/** Java looks every 100 ms whether there is something to print, and forgets what it has not printed when Maven ends its program. */
const UNTIL_JAVA_HAS_PRINTED = 300;

/** Lines for the person who runs the program. */
export class StandardError {
  private static printed = true;

  public static write(line: string): void {
    process.stderr.write(`${line}\n`);
    StandardError.printed = false;
  }

  /** Waits until all of it is printed, where the program may end before. */
  public static finish(): void {
    if (!StandardError.printed && process.env.JSII_AGENT?.startsWith('Java/')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, UNTIL_JAVA_HAS_PRINTED);
    StandardError.printed = true;
  }
}
