import { closeSync, openSync, readFileSync, readSync, statSync } from 'fs';
import { systemSays } from './system-error';
import { UnusableInput } from '../unusable-input';

export const STANDARD_INPUT = 0;

const MEBIBYTE = 2 ** 20;

/** About the longest text that JavaScript has. */
const MOST = 500 * MEBIBYTE;

export function bytesOfFile(path: string): Buffer {
  try {
    checkSize(statSync(path).size);
    return readFileSync(path);
  } catch (error) {
    throw error instanceof UnusableInput ? error : systemSays(error);
  }
}

/** Everything that comes out of a pipe or a device, which may never end. */
export function bytesOfStream(source: number | string): Buffer {
  try {
    const descriptor = typeof source === 'number' ? source : openSync(source, 'r');
    try {
      return readToEnd(descriptor);
    } finally {
      if (descriptor !== source) closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof UnusableInput ? error : systemSays(error);
  }
}

function readToEnd(descriptor: number): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(MEBIBYTE / 16);
    const length = readSome(descriptor, part);
    if (length === 0) return Buffer.concat(parts, size);
    parts.push(part.subarray(0, length));
    checkSize(size += length);
  }
}

/** Some pipes say "try again" instead of waiting; some ends of input are an error on Windows. */
function readSome(descriptor: number, part: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, part);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function checkSize(size: number): void {
  if (size > MOST) throw new UnusableInput(`is larger than ${MOST / MEBIBYTE} MiB, the most that is read of one file. Split it`);
}
