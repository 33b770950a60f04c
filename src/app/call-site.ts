/** Where jsii puts the frames of a caller in another language, the innermost first, if its program asks for them. */
const HOST_STACK_TRACE = Symbol.for('jsii.context.hostStackTrace');

/** A frame of a program in another language. */
type HostFrame = readonly [file: string, line: number, column: number, name: string];

/** The line of a program that called. */
export class CallSite {
  /**
   * The line that called the function.
   *
   * It is kept as the runtime gives it and made readable only when somebody asks, because few are ever asked for.
   */
  public static of(called: Function): CallSite {
    if (process.env.JSII_AGENT !== undefined) return new CallSite(callerInHost());
    const site = new CallSite();
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 1;
    Error.captureStackTrace(site, called);
    Error.stackTraceLimit = stackTraceLimit;
    return site;
  }

  private readonly stack?: string;

  private constructor(private readonly hostFrame?: HostFrame) {}

  /** Such as `main.ts:14`, seen from the folder of the process; `undefined` where a program of another language does not tell its lines. */
  public get text(): string | undefined {
    const [file, line] = this.hostFrame ?? this.frameOfStack;
    return file === undefined ? undefined : `${seenFromHere(file)}:${line}`;
  }

  private get frameOfStack(): readonly [file?: string, line?: string] {
    const [, file, line] = /\(?(?:file:\/\/)?([^()\s]+):(\d+):\d+\)?$/m.exec(this.stack ?? '') ?? [];
    return [file, line];
  }
}

/** The frame that called the method which jsii generated: the first that is of another file. */
function callerInHost(): HostFrame | undefined {
  const frames = (globalThis as { [HOST_STACK_TRACE]?: readonly HostFrame[] })[HOST_STACK_TRACE];
  return frames?.find(([file]) => file !== frames[0][0]);
}

function seenFromHere(file: string): string {
  const folder = process.cwd();
  const rest = file.startsWith(folder) ? file.slice(folder.length) : '';
  return /^[\\/]/.test(rest) ? rest.slice(1) : file;
}
