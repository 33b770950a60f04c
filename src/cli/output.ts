import { Output } from './io';

const ENOUGH = 65_536;

/** Writes pieces in chunks, each when the one before is through. Who reads may stop to: that is their right, and no error. */
export async function writeAll(output: Output, pieces: Iterable<string>): Promise<void> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < ENOUGH) continue;
    if (!await write(output, waiting)) return;
    waiting = '';
  }
  if (waiting !== '') await write(output, waiting);
}

/** Gives back whether somebody still reads. */
async function write(output: Output, text: string): Promise<boolean> {
  const error = await new Promise<Error | null | undefined>((resolve) => {
    output.write(text, resolve);
  });
  if (error && !isGone(error)) throw error;
  return !error;
}

/** Whether the reader of a pipe went away. */
export function isGone(error: Error): boolean {
  return ['EPIPE', 'ERR_STREAM_DESTROYED'].includes((error as NodeJS.ErrnoException).code ?? '');
}
