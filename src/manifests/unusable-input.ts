/** Thrown for input that cannot be read. Its message is for the person who gave the input. */
export class UnusableInput extends Error {
  /**
   * @param line in the file, from 1, where it is known better than by the document
   * @param discreet the same without anything of the input, where the text quotes some
   */
  constructor(text: string, public readonly line?: number, public readonly discreet?: string) {
    super(text);
  }
}

/** What `act` gives, or why the input does not let it. */
export function read<T>(act: () => T): T | UnusableInput {
  try {
    return act();
  } catch (error) {
    if (error instanceof UnusableInput) return error;
    throw error;
  }
}
