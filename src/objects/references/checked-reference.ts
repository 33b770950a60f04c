import { Input } from '../../validation/input';

/**
 * An object that is referred to by its name, such as a Secret.
 *
 * It may come from another library: its name counts, and its kind where it tells one.
 *
 * @param kind the kind that it must have
 */
export function checkedReference<T extends { readonly name: string } | undefined | null>(input: Input, field: string, value: T, kind: string): T {
  if (value === undefined || value === null) return value;
  const told = (value as { readonly kind?: unknown }).kind;
  const allowed = `a ${kind}`;
  if (typeof value !== 'object' || typeof value.name !== 'string' || value.name === '') input.refuse(field, value, allowed);
  if (told !== undefined && told !== kind) input.fail(`"${field}" is the ${String(told)} "${value.name}", but must be ${allowed}.`);
  return value;
}

/** The same, where there must be one. */
export function requiredReference<T extends { readonly name: string }>(input: Input, field: string, value: T, kind: string): T {
  return checkedReference(input, field, input.required(field, value, `a ${kind}`), kind);
}
