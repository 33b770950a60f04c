import { Input } from '../../validation/input';

/** The name of a class of storage. Empty text is none at all, which differs from that of the cluster. */
export function storageClass(input: Input, name: string | undefined | null): string | undefined {
  return name === '' ? '' : input.text('storageClassName', name, 'the name of a class of storage, or "" for none') ?? undefined;
}
