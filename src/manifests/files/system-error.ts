import { getSystemErrorMap } from 'util';
import { UnusableInput } from '../unusable-input';

/** What the operating system has against reading something, in its own words. */
export function systemSays(error: unknown, what = 'cannot be read'): UnusableInput {
  const { errno, message } = error as NodeJS.ErrnoException;
  const words = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
  return new UnusableInput(`${what}: ${words ?? message}`);
}
