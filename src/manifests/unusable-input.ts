/** Thrown for input that cannot be read. Its message is for the person who gave the input. */
export class UnusableInput extends Error {
  /** @param line in the file, from 1, where it is known better than by the document */
  constructor(text: string, public readonly line?: number) {
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
