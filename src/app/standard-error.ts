/** Java looks every 100 ms whether there is something to print, and forgets what it has not printed when Maven ends its program. */
const UNTIL_JAVA_HAS_PRINTED = 300;

let isPrinted = true;

/** Says a line to the person who runs the program. */
export function printLine(line: string): void {
  process.stderr.write(`${line}\n`);
  isPrinted = false;
}

/** Waits until all lines are printed, where the program that called may end before. */
export function finishPrinting(): void {
  if (!isPrinted && process.env.JSII_AGENT?.startsWith('Java/')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, UNTIL_JAVA_HAS_PRINTED);
  isPrinted = true;
}
