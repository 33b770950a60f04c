/** A part of a manifest, looked at leniently: what is absent or of another type has no text, no items and no fields. */
export class Tree {
  /** @param path the place of the part in its object, such as `spec.containers[0]` */
  constructor(private readonly value: unknown, public readonly path = '') {}

  public at(...keys: readonly string[]): Tree {
    const [key, ...rest] = keys;
    if (key === undefined) return this;
    return new Tree(this.fields[key], this.pathOf(key)).at(...rest);
  }

  public get isGiven(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  public get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  public get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  public get flag(): boolean | undefined {
    return typeof this.value === 'boolean' ? this.value : undefined;
  }

  public get items(): readonly Tree[] {
    return Array.isArray(this.value) ? this.value.map((item, index) => new Tree(item, `${this.path}[${index}]`)) : [];
  }

  /** The texts of a list. */
  public get texts(): readonly string[] {
    return this.items.flatMap(({ text }) => text ?? []);
  }

  public get entries(): readonly (readonly [string, Tree])[] {
    return Object.keys(this.fields).map((key) => [key, this.at(key)] as const);
  }

  /** Labels or annotations. */
  public get map(): { readonly [key: string]: string } {
    return Object.fromEntries(this.entries.flatMap(([key, { text }]) => (text === undefined ? [] : [[key, text] as const])));
  }

  private get fields(): { readonly [key: string]: unknown } {
    const isFields = typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
    return isFields ? this.value as { readonly [key: string]: unknown } : {};
  }

  private pathOf(key: string): string {
    if (!/^[\w-]+$/.test(key)) return `${this.path}["${key}"]`;
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}
