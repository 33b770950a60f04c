import { Input } from '../../validation/input';

/** How many bytes the values of a ConfigMap or a Secret can have together. */
export const MOST_BYTES = 1024 * 1024;

/**
 * A key in the data of a ConfigMap or a Secret, which becomes the name of a file where it is mounted.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object
 */
export function dataKey(input: Input, name: string, key: string): string {
  const allowed = 'at most 253 letters, digits, "-", "_" and ".", not starting with "..", such as "app.conf"';
  input.required(name, key, allowed);
  if (typeof key !== 'string' || !FORM.test(key) || key === '.' || key.startsWith('..')) input.refuse(name, key, allowed);
  return key;
}

const FORM = /^[-._a-zA-Z0-9]{1,253}$/;
