import { Input } from './input';

/**
 * The forms that Kubernetes asks of names, label keys and label values.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;
const SERVICE_NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

export function isDnsLabel(value: unknown): boolean {
  return typeof value === 'string' && DNS_LABEL.test(value);
}

export function isDnsSubdomain(value: string): boolean {
  return value.length <= LONGEST_NAME && DNS_SUBDOMAIN.test(value);
}

export function isLabelKey(key: string): boolean {
  const [name, prefix, ...more] = key.split('/').reverse();
  return more.length === 0 && LABEL_NAME.test(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

export function isLabelValue(value: string): boolean {
  return value === '' || LABEL_NAME.test(value);
}

/** The name of a namespace or a container: at most 63 characters. */
export function dnsLabel<T extends string | undefined | null>(input: Input, name: string, value: T): T {
  checkLength(input, name, value, LONGEST_LABEL);
  return checked(input, name, value, (text) => DNS_LABEL.test(text), 'at most 63 lower case letters, digits and "-", such as "shop-web"');
}

/** The name of a Service: a DNS label that starts with a letter. */
export function serviceName<T extends string | undefined | null>(input: Input, name: string, value: T): T {
  checkLength(input, name, value, LONGEST_LABEL);
  return checked(input, name, value, (text) => SERVICE_NAME.test(text), 'at most 63 lower case letters, digits and "-" that start with a letter, such as "redis"');
}

/** The name of most objects: at most 253 characters. */
export function dnsSubdomain<T extends string | undefined | null>(input: Input, name: string, value: T): T {
  checkLength(input, name, value, LONGEST_NAME);
  return checked(input, name, value, isDnsSubdomain, 'lower case letters, digits, "-" and ".", such as "shop-web"');
}

/** The name of an object of RBAC, such as `system:node`: whatever can stand in a URL. */
export function pathSegment<T extends string | undefined | null>(input: Input, name: string, value: T): T {
  return checked(input, name, value, (text) => text !== '' && text !== '.' && text !== '..' && !/[/%]/.test(text), 'text without "/" and "%", such as "system:node"');
}

/** The name of a port. */
export function portName<T extends string | undefined | null>(input: Input, name: string, value: T): T {
  return checked(input, name, value, (text) => PORT_NAME.test(text),
    'at most 15 lower case letters, digits and single "-", with at least one letter, such as "http"');
}

export function labelKey<T extends string | undefined | null>(input: Input, name: string, value: T): T {
  return checked(input, name, value, isLabelKey,
    'at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" if wanted, such as "app" or "example.com/app"');
}

export function labelValue<T extends string | undefined | null>(input: Input, name: string, value: T): T {
  return checked(input, name, value, isLabelValue, 'at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit');
}

/** Labels: every key and every value in Kubernetes' form. */
export function labels(input: Input, name: string, value: { [key: string]: string } | undefined | null): { [key: string]: string } {
  const given = input.struct(name, value) ?? {};
  for (const [key, text] of Object.entries(given)) {
    labelKey(input, `a key of ${name}`, key);
    labelValue(input, `${name}["${key}"]`, input.required(`${name}["${key}"]`, text, 'a label value, or leave the key out'));
  }
  return { ...given };
}

/** A name that is only too long says how long it is. */
function checkLength(input: Input, name: string, value: unknown, most: number): void {
  if (typeof value !== 'string' || value.length <= most || !DNS_SUBDOMAIN.test(value)) return;
  input.fail(`"${name}" is "${value.slice(0, 40)}…", which has ${value.length} characters, but at most ${most} are allowed. Give a shorter one.`);
}

function checked<T extends string | undefined | null>(input: Input, name: string, value: T, holds: (text: string) => boolean, allowed: string): T {
  if (value === undefined || value === null) return value;
  if (typeof value !== 'string' || !holds(value)) input.refuse(name, value, allowed);
  return value;
}
