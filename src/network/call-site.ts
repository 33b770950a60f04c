/** The line of a program that called. */
export class CallSite {
  /**
   * The line that called the function.
   *
   * It is kept as the runtime gives it and made readable only when somebody asks, because few are ever asked for.
   */
  public static of(called: Function): CallSite {
    const site = new CallSite();
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 1;
    Error.captureStackTrace(site, called);
    Error.stackTraceLimit = stackTraceLimit;
    return site;
  }

  private readonly stack?: string;

  private constructor() {}

  /** Such as `main.ts:14`, seen from the folder of the process; `undefined` where a program of another language called. */
  public get text(): string | undefined {
    const [, file, line] = /\(?(?:file:\/\/)?([^()\s]+):(\d+):\d+\)?$/m.exec(this.stack ?? '') ?? [];
    if (file === undefined || process.env.JSII_AGENT !== undefined) return undefined;
    const folder = process.cwd();
    return `${file.startsWith(folder) ? file.slice(folder.length).replace(/^[\\/]/, '') : file}:${line}`;
  }
}
