import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** By which the jsii runtime sends the lines of the program along. It asks at each call. */
const TELL_LINES = `import os

# Errors name the line of the program that declared a connection. The variable, set to "0", turns that off.
os.environ.setdefault("JSII_HOST_STACK_TRACES", "1")
`;

/** Changes the source in a folder, which jsii-pacmak wrote, where it loses something in silence. */
export function changeSource(folder: string): void {
  const module = join(folder, 'src', 'cdk8s_netpol');
  change(join(module, '_jsii', '__init__.py'), (text) => `${TELL_LINES}\n${text}`);
  change(join(module, '__init__.py'), withoutDictsInLists);
}

/** jsii makes a dict the object that it stands for, but not one in a list or a map: there it loses each key of two words. So these take objects only. */
export function withoutDictsInLists(text: string): string {
  return text.replace(/(typing\.(?:Sequence\[|Mapping\[builtins\.str, ))typing\.Union\[("?[\w.]+"?), typing\.Dict\[builtins\.str, typing\.Any\]\]/g, '$1$2');
}

function change(file: string, act: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = act(before);
  if (after === before) throw new Error(`${file} is not what jsii-pacmak used to write`);
  writeFileSync(file, after);
}
