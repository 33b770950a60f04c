import { Analysis } from '../../analysis/engine/analysis';
import { Warning } from '../../app/warning-settings';
import { Synthesis } from '../../synth/run/synthesis';
import { BrokenConnection } from '../proof/proof';
import { WrittenApp } from '../proof/written-app';

/** An app of which all that was declared holds. */
export interface ProvedApp {
  readonly synthesis: Synthesis;
  /** What is going to be written of it. */
  readonly written: WrittenApp;
  /** Connections that hold, but for policies of the whole cluster in charts that may be applied as well. */
  readonly deniedElsewhere: readonly BrokenConnection[];
}

/** A warning without its id, which is that of its rule. */
export type FoundWarning = Omit<Warning, 'id'>;

/** One thing that a person should know of an app as a whole. */
export interface AppWarningRule {
  /** By which its warnings are acknowledged, and the name of its page in `docs/findings`. */
  readonly id: string;
  find(app: ProvedApp): readonly FoundWarning[];
}

/** One thing that a person should know of charts that are applied together. */
export interface ChartsWarningRule {
  /** The same as that of an `AppWarningRule`. */
  readonly id: string;
  /** What it finds in what these charts mean together. */
  find(analysis: Analysis, app: ProvedApp): readonly FoundWarning[];
}
