import { AppConfiguration } from '../app-configuration';
import { Clue } from '../suggestion';

/** One way in which manifests tell of connections. */
export interface EvidenceKind {
  readonly id: string;
  /** What tells of a connection, in a line. */
  readonly title: string;
  /** Whether its hosts are names that whoever connects has to look up. */
  readonly looksUpNames?: boolean;
  /** @param named what the kinds before it found that look up names */
  find(app: AppConfiguration, named: readonly Clue[]): readonly Clue[];
}
