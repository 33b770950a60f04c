import { PlainError } from './plain-error';

/**
 * Something that was given cannot be used.
 *
 * Its text says who was given it, what is wrong, what was received and what to write instead.
 */
export class InvalidInput extends PlainError {
  declare public readonly who: string;
  declare public readonly problem: string;

  constructor(who: string, problem: string) {
    super(`${who}: ${problem}`);
    // Node prints what can be enumerated once more below an error that nobody catches.
    Object.defineProperties(this, { name: { value: 'InvalidInput' }, who: { value: who }, problem: { value: problem } });
  }
}
