import { PlainError } from './plain-error';

/**
 * Something that was given cannot be used.
 *
 * Its text says who was given it, what is wrong, what was received and what to write instead.
 */
export class InvalidInput extends PlainError {
  constructor(public readonly who: string, public readonly problem: string) {
    super(`${who}: ${problem}`);
    this.name = 'InvalidInput';
  }
}
