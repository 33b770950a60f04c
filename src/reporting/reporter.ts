import { PLAIN, Style } from './style';

/** Writes a result: in pieces, so that nobody has to hold all of a long one, each with its own line ends. */
export type Reporter<Result> = (result: Result, style: Style) => Iterable<string>;

/** The formats in which a result can be written, by name; the first is the usual one. */
export class Reporters<Result> {
  private readonly reporters: ReadonlyMap<string, Reporter<Result>>;

  constructor(private readonly what: string, reporters: { readonly [name: string]: Reporter<Result> }) {
    this.reporters = new Map(Object.entries(reporters));
  }

  public get names(): readonly string[] {
    return [...this.reporters.keys()];
  }

  /** @throws when there is no format of that name */
  public named(name: string): Reporter<Result> {
    const reporter = this.reporters.get(name);
    if (!reporter) throw new UnknownFormat(this.what, name, this.names);
    return reporter;
  }

  /** The result as one text. */
  public text(name: string, result: Result, style: Style = PLAIN): string {
    return [...this.named(name)(result, style)].join('');
  }
}

/** A format was asked for that there is not. */
export class UnknownFormat extends Error {
  constructor(what: string, name: string, known: readonly string[]) {
    super(`${what} cannot be written as "${name}". The formats are ${known.join(', ')}.`);
  }
}
