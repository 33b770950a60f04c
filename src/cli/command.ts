import { Arguments } from './arguments';
import { Operands, Option } from './option';
import { Analysis } from '../analysis/engine/analysis';
import { Problem, SourcedManifest } from '../analysis/model/source';
import { Style } from '../reporting/style';

/** One thing that the command line can do. */
export interface Command {
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  readonly operands: Operands;
  readonly options: readonly Option[];
  /** What is worth knowing beyond the options. */
  readonly details?: string;
  readonly examples: readonly Example[];

  /** @throws UsageError when the arguments cannot be meant */
  run(given: Arguments, session: Session): Outcome;
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

/** What a command works with. */
export interface Session {
  /** What is worth knowing beside the result so far. */
  readonly notes: ReadonlySet<string>;

  /** The style of the standard output. */
  readonly style: Style;
  /** What could not be used so far. */
  readonly problems: readonly Problem[];
  /** Reads manifests. What cannot be read is kept, and said when the command is done. */
  read(paths: readonly string[], options?: ReadingOptions): readonly SourcedManifest[];

  /** Reads and analyzes manifests. What cannot be used of them is kept, and said when the command is done. */
  analyze(paths: readonly string[], options?: ReadingOptions): Analysis;
  /** Keeps what is worth knowing beside the result. */
  note(text: string): void;
  /** Keeps what could not be used of other input. */
  report(problems: readonly Problem[]): void;
}

/** How manifests are read. */
export interface ReadingOptions {
  /** The namespace of what names none; `default` where it is left out. */
  readonly namespace?: string;
  /** Globs of files and folders that are left alone. */
  readonly exclude?: readonly string[];
  /** Whether the answer means nothing where a kustomization or a chart is not rendered. */
  readonly needsRendered?: boolean;
}

export interface Outcome {
  /** The result, in pieces. */
  readonly text: Iterable<string>;
  /** Whether there are differences, findings or failed expectations, whatever the command looks for. */
  readonly found: boolean;
}
