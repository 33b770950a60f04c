export type Labels = Readonly<Record<string, string>>;

export interface LabelSelector {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?: readonly Requirement[] | null;
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | null;
}

/** Whether labels fulfill everything that a selector asks for. A selector that is absent or empty asks for nothing (rules 2 and 3). */
export function fulfills(labels: Labels, selector: LabelSelector | null | undefined): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => has(labels, key) && labels[key] === value)
    && (selector?.matchExpressions ?? []).every((requirement) => holds(labels, requirement));
}

function holds(labels: Labels, { key, operator, values }: Requirement): boolean {
  switch (operator) {
    case 'In': return has(labels, key) && (values ?? []).includes(labels[key]);
    case 'NotIn': return !has(labels, key) || !(values ?? []).includes(labels[key]);
    case 'Exists': return has(labels, key);
    case 'DoesNotExist': return !has(labels, key);
    default: throw new Error(`a selector that should have been refused, with the operator ${operator}`);
  }
}

function has(labels: Labels, key: string): boolean {
  return Object.hasOwn(labels, key);
}

/** Whether the API server takes a selector. One that is absent is fine. */
export function isSelector(selector: LabelSelector | null | undefined): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => isKey(key) && isValue(value))
    && (selector?.matchExpressions ?? []).every(isRequirement);
}

function isRequirement({ key, operator, values }: Requirement): boolean {
  const count = (values ?? []).length;
  const countFits = ['In', 'NotIn'].includes(operator) && count > 0 || ['Exists', 'DoesNotExist'].includes(operator) && count === 0;
  return countFits && isKey(key) && (values ?? []).every(isValue);
}

/** `app`, `example.com/app` */
function isKey(key: unknown): boolean {
  if (typeof key !== 'string') return false;
  const [name, prefix, ...more] = key.split('/').reverse();
  return more.length === 0 && name !== '' && isValue(name)
    && (prefix === undefined || prefix.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(prefix));
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 63 && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value);
}
