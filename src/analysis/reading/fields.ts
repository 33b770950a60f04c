import { Problem, Source } from '../model/source';

/** A value that cannot be used, with its place in the object. */
export class Malformed extends Error {
  /** @param discreet the same without the value, where the text has it */
  constructor(public readonly field: string, text: string, public readonly discreet?: string) {
    super(text);
  }
}

/** One manifest, or a part of it, read field by field: whatever has another type than Kubernetes asks for is refused by its place. */
export class Fields {
  public static of(value: unknown, around?: Fields, key = '', index?: number): Fields {
    if (isObject(value)) return new Fields(value, around, key, index);
    throw unlike(placeIn(around, key, index), value, 'an object');
  }

  /**
   * @param around the object that this is a part of, in the field `key`
   * @param index the number of this item, where the field is a list
   */
  constructor(
    private readonly value: { readonly [key: string]: unknown },
    private readonly around?: Fields,
    private readonly key = '',
    private readonly index?: number,
  ) {}

  /** Where this is in the object. */
  public get path(): string {
    return placeIn(this.around, this.key, this.index);
  }

  public pathOf(key: string): string {
    const { path } = this;
    return path === '' ? key : `${path}.${key}`;
  }

  public has(key: string): boolean {
    return this.value[key] !== undefined && this.value[key] !== null;
  }

  public raw(key: string): unknown {
    return this.value[key] ?? undefined;
  }

  public get keys(): readonly string[] {
    return Object.keys(this.value).filter((key) => this.has(key));
  }

  /** The first key that is none of these. */
  public keyBeside(known: readonly string[]): string | undefined {
    for (const key in this.value) {
      if (!known.includes(key) && this.has(key)) return key;
    }
    return undefined;
  }

  public fail(key: string, allowed: string): never {
    throw unlike(this.pathOf(key), this.value[key], allowed);
  }

  public text(key: string): string | undefined {
    const value = this.raw(key);
    return value === undefined || typeof value === 'string' ? value : this.fail(key, asText(value));
  }

  public number(key: string, least: number, most: number): number | undefined {
    const value = this.raw(key);
    if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)) return value as number | undefined;
    return this.fail(key, `a whole number from ${least} to ${most}`);
  }

  public flag(key: string): boolean {
    const value = this.raw(key) ?? false;
    return typeof value === 'boolean' ? value : this.fail(key, 'true or false');
  }

  public oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.raw(key);
    return value === undefined || allowed.includes(value as T) ? value as T | undefined : this.fail(key, `one of ${allowed.join(', ')}`);
  }

  public object(key: string): Fields | undefined {
    const value = this.raw(key);
    return value === undefined ? undefined : Fields.of(value, this, key);
  }

  public list(key: string): readonly unknown[] {
    const value = this.raw(key) ?? [];
    return Array.isArray(value) ? value : this.fail(key, 'a list');
  }

  public objects(key: string): Fields[] {
    return this.list(key).map((item, index) => Fields.of(item, this, key, index));
  }

  public texts(key: string): string[] {
    return this.list(key).map((item, index) => {
      if (typeof item !== 'string') throw unlike(`${this.pathOf(key)}[${index}]`, item, asText(item));
      return item;
    });
  }

  /** Labels or annotations. A value that is null is stored by an API server as the empty text. */
  public map(key: string): { [key: string]: string } {
    const fields = this.object(key);
    const entries = Object.entries(fields?.value ?? {}).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries.map(([name, value]) => {
      if (value !== null && typeof value !== 'string') throw unlike(fields!.pathOf(name), value, asText(value));
      return [name, value ?? ''];
    }));
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The path of a part, put together only where it is told: few ever are. */
function placeIn(around: Fields | undefined, key: string, index: number | undefined): string {
  const path = around ? around.pathOf(key) : key;
  return index === undefined ? path : `${path}[${index}]`;
}

/** Reads, and makes a problem of what is malformed, with what follows from it. */
export function attempt<T>(problems: Problem[], source: Source, object: string | undefined, read: () => T, consequence?: string): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const { field, message, discreet } = error;
    const withConsequence = (text: string) => (consequence === undefined ? text : `${text}; ${consequence}`);
    problems.push({
      source,
      object,
      ...(field !== '' && { field }),
      text: withConsequence(message),
      ...(discreet !== undefined && { discreet: withConsequence(discreet) }),
    });
    return undefined;
  }
}

function unlike(field: string, value: unknown, allowed: string): Malformed {
  return new Malformed(field, `is ${show(value)}, but must be ${allowed}`, `must be ${allowed}`);
}

/** What must stand in place of a value: numbers and truth values are what YAML makes of text without quotes. */
function asText(value: unknown): string {
  if (typeof value === 'boolean') return `text; quote it, for YAML takes ${value ? 'y, yes and on for true' : 'n, no and off for false'}`;
  return typeof value === 'number' ? 'text; quote it' : 'text';
}

function show(value: unknown): string {
  const text = value === undefined ? 'not given' : JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
