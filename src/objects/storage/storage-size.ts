import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Input } from '../../validation/input';

/** What is wrong where nothing says how much storage there is. */
export const NO_STORAGE = '"storage" is not given, but Kubernetes asks for it. Give an amount such as Size.gibibytes(10).';

/** An amount of storage in GiB, as Kubernetes writes it. */
export function storageSize(input: Input, value: Size | undefined | null): Size | undefined {
  const allowed = 'a Size of cdk8s, such as Size.gibibytes(10)';
  input.implementing('storage', value, 'toGibibytes', allowed);
  if (value && value.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) <= 0) input.fail('"storage" is 0, but must be more than nothing.');
  return value ?? undefined;
}

export function kubeSize(size: Size): string {
  return `${size.toGibibytes({ rounding: SizeRoundingBehavior.NONE })}Gi`;
}
