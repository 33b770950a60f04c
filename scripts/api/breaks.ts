import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly } from '@jsii/spec';
import { node } from '../process/run';
import { readAssembly, writeAssembly } from '../project/assembly';
import { JSII_DIFF } from '../project/programs';
import { NODE_MODULES, ROOT } from '../project/root';
import { inTemporaryFolder } from '../project/temporary';

/** What breaks those who use the API in a file, by jsii-diff. */
export async function breaksSince(accepted: string): Promise<string[]> {
  return inTemporaryFolder('compatibility', async (folder) => {
    asPackage(join(folder, 'accepted'), JSON.parse(readFileSync(accepted, 'utf8')) as Assembly);
    asPackage(join(folder, 'current'), readAssembly(ROOT));
    const { status, output } = await node(JSII_DIFF, ['accepted', 'current'], { cwd: folder, fails: true });
    if (status === 0) return [];
    const breaks = output.split('\n').filter((line) => line.startsWith('err'));
    return breaks.length > 0 ? breaks : [output];
  });
}

function asPackage(folder: string, assembly: Assembly): void {
  mkdirSync(folder);
  writeAssembly(folder, assembly);
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(NODE_MODULES, join(folder, 'node_modules'), 'junction');
}
