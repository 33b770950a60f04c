import { dnsSubdomain } from '../input/forms';
import { Input } from '../input/input';

/** The name of an object that exists elsewhere. */
export function checkedName(input: Input, name: string, what: string): string {
  return dnsSubdomain(input, 'name', input.required('name', name, what));
}

/** An object that exists elsewhere and is known by its name. */
export function checkedReference<T extends { readonly name: string } | undefined | null>(input: Input, field: string, value: T, allowed: string): T {
  if (value === undefined || value === null) return value;
  if (typeof value !== 'object' || typeof value.name !== 'string' || value.name === '') input.refuse(field, value, allowed);
  return value;
}
