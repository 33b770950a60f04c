import type { Yaml } from 'cdk8s';

/** How many texts are known at most, before all are forgotten. */
const MOST_KNOWN = 100_000;

/** What the lines of all documents are made of. */
const SAMPLE = {
  'text': 'x',
  'name': 'web-app-c8f8b2d4',
  'with space': 'x: y',
  'none': null,
  'maps': { empty: {}, inner: { flag: true, number: 0.5 } },
  'lists': [[], {}, 'x', ['x', 'y', ['z']], { first: 1, second: [2, 3], third: { inner: [{ last: '4' }, {}] } }, [{ a: 1, b: 2 }]],
};

/** Names with a hyphen, of which there are many. YAML reads nothing else in them, but for numbers such as `e-0` where a single letter comes first. */
const NAME = /^[a-z]{2}[a-z0-9]*(-[a-z0-9]+)+$/;

/** The begin of a text that may be quoted at the begin of a line, and nowhere else. */
const MARKER = /^(%|---|\.\.\.)/;

/** A document holds something beside plain values that stand in one line. */
class NotPlain extends Error {}

/**
 * Writes as cdk8s does, in a fraction of the time: lines are put together here, and what stands in them is asked of cdk8s, once for each text but names.
 * Documents with other values than plain ones are left to cdk8s, and so is everything where a version of it lays out its lines in another way.
 */
export class YamlWriter {
  private readonly keys = new Map<string, string>();
  private readonly values = new Map<unknown, string>();
  private readonly isFaithful: boolean;

  /** @param original how cdk8s itself writes */
  constructor(private readonly original: typeof Yaml.stringify) {
    this.isFaithful = this.write(SAMPLE) === original(SAMPLE);
  }

  /** Several documents in one text. */
  public stringify(documents: readonly unknown[]): string {
    if (!this.isFaithful) return this.original(...documents);
    return documents.map((document) => this.write(document) ?? this.original(document)).join('---\n');
  }

  /** A document; `undefined` where it is not plain. */
  private write(document: unknown): string | undefined {
    if (!isBlock(document)) return undefined;
    try {
      return this.block(document, '', new Set());
    } catch (error) {
      if (error instanceof NotPlain) return undefined;
      throw error;
    }
  }

  /**
   * The lines of a map or a list, the first without its indentation.
   *
   * @param seen what stands in the document already: cdk8s refers to it where it comes again
   */
  private block(value: object, indent: string, seen: Set<object>): string {
    const inside = `${indent}  `;
    let text = '';
    if (Array.isArray(value)) {
      for (const item of noted(value as unknown[], seen)) {
        text += `${text && indent}- ${isBlock(item) ? this.block(item, inside, seen) : `${this.inLine(item, seen)}\n`}`;
      }
      return text;
    }
    for (const key of Object.keys(noted(value, seen))) {
      const item = (value as { readonly [key: string]: unknown })[key];
      text += `${text && indent}${this.key(key)}:${isBlock(item) ? `\n${inside}${this.block(item, inside, seen)}` : ` ${this.inLine(item, seen)}\n`}`;
    }
    return text;
  }

  private key(key: string): string {
    return known(this.keys, key, () => /^([^?].*): 0\n$/.exec(this.original({ [key]: 0 })));
  }

  private inLine(value: unknown, seen: Set<object>): string {
    if (isPlainObject(value)) return Array.isArray(noted(value, seen)) ? '[]' : '{}';
    if (typeof value === 'string' && NAME.test(value)) return value;
    if (Object.is(value, -0) || !isScalar(value)) throw new NotPlain();
    return known(this.values, value, () => /^a: (.*)\n$/.exec(this.original({ a: value })));
  }
}

function known<K>(texts: Map<K, string>, key: K, ask: () => RegExpExecArray | null): string {
  let text = texts.get(key);
  if (text === undefined) {
    const line = typeof key === 'string' && MARKER.test(key) ? null : ask();
    if (!line) throw new NotPlain();
    if (texts.size >= MOST_KNOWN) texts.clear();
    texts.set(key, text = line[1]);
  }
  return text;
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** A map or list that has something in it. */
function isBlock(value: unknown): value is object {
  return isPlainObject(value) && (Array.isArray(value) ? value : Object.keys(value)).length > 0;
}

function noted<T extends object>(value: T, seen: Set<object>): T {
  if (seen.has(value)) throw new NotPlain();
  seen.add(value);
  return value;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
