import { IConstruct } from 'constructs';

/** What a person should know of a construct. */
export interface Warning {
  readonly construct: IConstruct;
  /** What it is about, by which it is acknowledged and explained in the documentation. */
  readonly id: string;
  readonly text: string;
}

/** What was said about warnings of a construct and of all that lies below it. */
export class WarningSettings {
  public static of(scope: IConstruct): WarningSettings {
    let settings = OF_SCOPE.get(scope);
    if (!settings) OF_SCOPE.set(scope, settings = new WarningSettings());
    return settings;
  }

  /** Whether a scope of the construct, or the construct itself, acknowledges it. */
  public static acknowledges({ construct, id }: Omit<Warning, 'text'>): boolean {
    return construct.node.scopes.some((scope) => OF_SCOPE.get(scope)?.reasons.has(id));
  }

  /** Whether it is an error, by a setting of a scope or of the environment. */
  public static refuses({ construct, id }: Omit<Warning, 'text'>): boolean {
    return [...failOnOfEnvironment(), ...construct.node.scopes.flatMap((scope) => [...OF_SCOPE.get(scope)?.errors ?? []])]
      .some((one) => one === id || one === ALL);
  }

  /** The reasons for which warnings are as they should be, by their ids. */
  public readonly reasons = new Map<string, string>();

  /** The ids of those that are errors; `all` is every one. */
  public readonly errors = new Set<string>();

  private constructor() {}
}

/** Every warning. */
export const ALL = 'all';

/** The variable of the environment that holds ids of warnings, with commas in between, that are errors. */
export const FAIL_ON = 'CDK8S_NETPOL_FAIL_ON';

const OF_SCOPE = new WeakMap<IConstruct, WarningSettings>();

/** The ids of warnings that the environment makes errors. */
export function failOnOfEnvironment(): string[] {
  return (process.env[FAIL_ON] ?? '').split(',').map((id) => id.trim()).filter((id) => id !== '');
}
