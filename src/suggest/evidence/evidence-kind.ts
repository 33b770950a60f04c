import { AppConfiguration } from '../app-configuration';
import { Clue } from '../suggestion';

/** One way in which manifests tell of connections. */
export interface EvidenceKind {
  readonly id: string;
  /** What tells of a connection, in a line. */
  readonly title: string;
  /** @param before what the kinds before it found */
  find(app: AppConfiguration, before: readonly Clue[]): readonly Clue[];
}
