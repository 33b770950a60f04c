import { Analysis } from '../../analysis/engine/analysis';
import { shownSource } from '../../analysis/model/source';
import { Evidence, Suggestion } from '../../suggest/suggestion';

/** What is suggested, and of what. */
export interface Suggesting {
  readonly suggestions: readonly Suggestion[];
  readonly analysis: Analysis;
  /** The files that the manifests are of, as they were named. */
  readonly paths: readonly string[];
}

/** Such as `redis.data:6379`. */
export function addressText({ host, port }: Evidence): string | undefined {
  if (host === undefined) return port === undefined ? undefined : `port ${port}`;
  const shown = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? shown : `${shown}:${port}`;
}

/** A piece of evidence as plain data. */
export function evidenceJson({ kind, place, host, port }: Evidence): object {
  const { file, line } = shownSource(place.on.source, place.field);
  return {
    kind,
    name: place.name,
    object: place.object,
    field: place.field,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
  };
}
