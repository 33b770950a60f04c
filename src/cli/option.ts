/** An option of a command. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help, such as `FORMAT`; an option without is there or not. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly required?: boolean;
  /** Whether it may be given several times. */
  readonly repeatable?: boolean;
  /** The value where the option is not given. */
  readonly default?: string;
  readonly text: string;
}

/** The arguments that are no options. */
export interface Operands {
  /** As the help has them, such as `PATH…`. */
  readonly usage: string;
  readonly text: string;
  readonly least: number;
  readonly most: number;
}
