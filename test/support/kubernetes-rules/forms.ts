/** The forms of names, labels and ports, written down from the Kubernetes documentation. */
const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const QUALIFIED = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';

export const isDnsLabel = (text: string) => matches(LABEL, text);
export const isDnsLabelFromLetter = (text: string) => matches(`(?=[a-z])${LABEL}`, text);
export const isDnsSubdomain = (text: string) => text.length <= 253 && matches(`${LABEL}(\\.${LABEL})*`, text);
export const isLabelKey = (text: string) => {
  const slash = text.indexOf('/');
  return matches(QUALIFIED, text.slice(slash + 1)) && (slash < 0 || isDnsSubdomain(text.slice(0, slash)));
};
export const isLabelValue = (text: string) => text === '' || matches(QUALIFIED, text);
export const isPortName = (text: string) => text.length <= 15 && /[a-z]/.test(text) && matches('[a-z0-9]+(-[a-z0-9]+)*', text);

/** What is wrong with a port that may be a number or the name of a container's port. */
export function portProblems(path: string, port: unknown): string[] {
  if (port === undefined) return [];
  if (typeof port === 'string') return isPortName(port) ? [] : [`${path}: "${port}" is not the name of a port`];
  return Number.isInteger(port) && (port as number) >= 1 && (port as number) <= 65535 ? [] : [`${path}: ${String(port)} is not a port (1 to 65535)`];
}

/** What stands in the list more than once. */
export function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern}$`).test(text);
}
