import { Failure, Missing } from './failure';
import { run } from './run';

/** The version that a toolchain tells; `Missing` where it is not there, or older than `least`. */
export async function versionOf(command: string, args: readonly string[], pattern: RegExp, least: string): Promise<string> {
  const { output } = await run(command, args).catch((error: Failure) => { throw new Missing(error.message.split('\n')[0]); });
  const found = pattern.exec(output)?.[1];
  if (found === undefined || isOlder(found, least)) throw new Missing(`"${command}" is ${found ?? 'of an unknown version'}, but ${least} or later is needed`);
  return found;
}

function isOlder(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.split('.').map(Number));
  const index = b.findIndex((number, at) => (a[at] ?? 0) !== number);
  return index >= 0 && (a[index] ?? 0) < b[index];
}
