import { Described, GivenTwice } from '../model/cluster';
import { Problem, Source } from '../model/source';

/** An object as it was read, with what identifies it. */
export interface UniqueObject<T> {
  /** API group, kind, namespace and name; `undefined` where the cluster makes up the name. */
  readonly identity?: string;
  /** Such as `NetworkPolicy shop/web`. */
  readonly object: string;
  readonly manifest: object;
  readonly source: Source;
  readonly read: T;
}

/** What an API server sets aside, and what tools note down. */
const NOT_CONTENT = new Set(['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid', 'namespace']);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Objects by what they are, each once: of one that is given twice the last counts, as where both are applied. */
export class UniqueObjects<T> {
  private readonly objects = new Map<string | object, UniqueObject<T>>();
  private readonly twice = new Map<string, { first: Source; last: UniqueObject<T> }>();
  private equal = 0;

  public add(given: UniqueObject<T>): void {
    const key = given.identity ?? given.manifest;
    const known = this.objects.get(key);
    this.objects.set(key, given);
    if (!known || given.identity === undefined) return;
    if (contentOf(known.manifest) === contentOf(given.manifest)) this.equal++;
    else this.twice.set(given.identity, { first: known.source, last: given });
  }

  public get all(): readonly T[] {
    return [...this.objects.values()].map(({ read }) => read);
  }

  /** How many were given again with the same content. */
  public get repeated(): number {
    return this.equal;
  }

  public problems(): Problem[] {
    return [...this.twice.values()].map(({ first, last: { object, source } }) => (
      { source, object, first, text: 'is given twice with different content; this one counts, as the one that is applied last' }
    ));
  }

  public givenTwice(describe: (read: T) => Described): GivenTwice[] {
    return [...this.twice.values()].map(({ first, last }) => ({ object: last.object, first, last: describe(last.read) }));
  }
}

/** What a person wrote, as a text that is the same for the same. */
function contentOf(manifest: object): string {
  const { status, metadata, ...rest } = manifest as { readonly status?: unknown; readonly metadata?: object };
  const kept = Object.entries(metadata ?? {}).filter(([key]) => !NOT_CONTENT.has(key));
  return JSON.stringify(ordered({ ...rest, metadata: Object.fromEntries(kept) }));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, field]) => key !== LAST_APPLIED && field !== null && field !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, ordered(field)]));
}
