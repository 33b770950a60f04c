import { parseArgs } from 'util';
import { Operands, Option } from './option';
import { UsageError } from './usage-error';

/** What a command was given. */
export class Arguments {
  /** @throws UsageError when the options or operands are not those of the command */
  public static parse(given: readonly string[], options: readonly Option[], operands: Operands): Arguments {
    const { tokens } = parseArgs({
      args: [...given],
      options: Object.fromEntries(options.map(({ name, short, value }) => [name, { type: value ? 'string' : 'boolean', ...(short && { short }) }])),
      strict: false,
      tokens: true,
    });
    const paths: string[] = [];
    const values = new Map<string, string[]>();
    for (const token of tokens) {
      if (token.kind === 'positional') paths.push(token.value);
      if (token.kind === 'option') values.set(token.name, [...values.get(token.name) ?? [], checkValue(token, options, values)]);
    }
    const missing = options.find(({ name, required }) => required && !values.has(name));
    if (missing) throw new UsageError(`--${missing.name} ${missing.value} is missing.`);
    checkCount(paths, operands);
    return new Arguments(paths, values, options);
  }

  private constructor(
    public readonly paths: readonly string[],
    private readonly values: ReadonlyMap<string, readonly string[]>,
    private readonly options: readonly Option[],
  ) {}

  public has(name: string): boolean {
    return this.values.has(name);
  }

  /** The value of an option that is required or has a default. */
  public value(name: string): string {
    return this.tryValue(name)!;
  }

  public tryValue(name: string): string | undefined {
    return this.values.get(name)?.[0] ?? this.options.find((option) => option.name === name)?.default;
  }

  /** Every value of an option that may be given several times. */
  public list(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string;
}

function checkValue(token: OptionToken, options: readonly Option[], before: ReadonlyMap<string, readonly string[]>): string {
  const option = options.find(({ name }) => name === token.name);
  if (!option) {
    throw new UsageError(`There is no option ${token.rawName}. The options are ${options.map(({ name }) => `--${name}`).join(', ')}.`);
  }
  if (before.has(option.name) && !option.repeatable) throw new UsageError(`${token.rawName} is given twice.`);
  if (option.value === undefined) {
    if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value, but was given "${token.value}".`);
    return '';
  }
  if (!token.value) throw new UsageError(`${token.rawName} needs a value: ${option.choices?.join(', ') ?? option.value}.`);
  if (option.choices && !option.choices.includes(token.value)) {
    throw new UsageError(`${token.rawName} cannot be "${token.value}". It is one of ${option.choices.join(', ')}.`);
  }
  return token.value;
}

function checkCount(paths: readonly string[], { usage, least, most }: Operands): void {
  if (paths.length < least) throw new UsageError(`${usage} is missing.`);
  if (paths.length > most) throw new UsageError(`${usage} is all that is taken, but there is "${paths[most]}" too.`);
}
