/** Labels of a pod or a namespace. */
export type Labels = { readonly [key: string]: string };

/** One thing that a selector asks of labels. An equal value of `matchLabels` is `In` with that one value. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** What labels must be like, parsed once. */
export class Selector {
  public static readonly EVERYTHING = new Selector([]);

  /** What has all of these labels. */
  public static ofLabels(labels: Labels): Selector {
    return new Selector(Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })));
  }

  /** The same for selectors that ask for the same. */
  public readonly key: string;

  constructor(public readonly requirements: readonly Requirement[]) {
    this.key = requirements.map(({ key, operator, values }) => `${key} ${operator} ${[...values].sort().join(' ')}`).sort().join('&');
  }

  public get isEverything(): boolean {
    return this.requirements.length === 0;
  }

  public matches(labels: Labels): boolean {
    return this.requirements.every((requirement) => holds(requirement, labels[requirement.key]));
  }

  /** The same, but for some of what it asks for. */
  public without(requirements: readonly Requirement[]): Selector {
    return new Selector(this.requirements.filter((requirement) => !requirements.includes(requirement)));
  }

  /** As a person reads it, such as `app=web,tier in (a,b),!old`. */
  public toString(): string {
    return this.requirements.map(({ key, operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      if (operator === 'In' && values.length === 1) return `${key}=${values[0]}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
    }).join(',');
  }
}

function holds({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
  }
}
