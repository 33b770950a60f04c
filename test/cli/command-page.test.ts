import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { call, inFolderOfItsOwn } from './io';
import { CodeBlock, codeBlocks } from '../support/code-blocks/markdown';

const PAGE = resolve(__dirname, '..', '..', 'docs', 'command.md');
const COMMAND = 'npx cdk8s-netpol ';

const blocks = codeBlocks(readFileSync(PAGE, 'utf8'));
const shown = blocks.flatMap((block, index) => (blocks[index + 1]?.language === 'text' ? [[block.text, blocks[index + 1].text] as const] : []));

/** The files of the page, each named by the comment that begins it. What `dist-main/` does not show of itself is as in `dist/`. */
function files(): { readonly [name: string]: string } {
  const named = Object.fromEntries(blocks.flatMap((block): [string, string][] => {
    const name = nameIn(block);
    return name === undefined ? [] : [[name, `${block.text}\n`]];
  }));
  const before = Object.entries(named).filter(([name]) => name.startsWith('dist/')).map(([name, text]) => [join('dist-main', name.slice('dist/'.length)), text]);
  return { ...Object.fromEntries(before), ...named };
}

function nameIn({ language, text }: CodeBlock): string | undefined {
  return language === 'yaml' ? /^# (\S+\.yaml)\n/.exec(text)?.[1] : undefined;
}

describe('the page of the command shows what the command prints', () => {
  const folder = inFolderOfItsOwn();
  beforeEach(() => folder.write(files()));

  test('for every command', () => {
    expect(new Set(shown.map(([command]) => command.split(' ')[2]))).toEqual(new Set(['list', 'explain', 'diff', 'lint', 'check', 'suggest', 'convert']));
  });

  test.each(shown)('%s', async (command, text) => {
    expect(command.startsWith(COMMAND)).toBe(true);
    const { stdout, stderr } = await call(command.slice(COMMAND.length).split(' '));
    expect(`${stdout}${stderr}`).toBe(`${text}\n`);
  });

  test('with the exit codes that it tells of', async () => {
    const codes = await Promise.all(shown.map(async ([command]) => [command.split(' ')[2], (await call(command.slice(COMMAND.length).split(' '))).code]));
    expect(new Map(codes as [string, number][])).toEqual(new Map([['list', 0], ['explain', 0], ['diff', 1], ['lint', 1], ['check', 1], ['suggest', 1], ['convert', 0]]));
  });

  test('and acknowledges a finding in the way that it says', async () => {
    const annotation = blocks.find(({ text }) => text.includes('acknowledge.'))!.text;
    const policies = files()['dist/policies.yaml'];
    folder.write({ 'dist/policies.yaml': policies.replace('metadata: { name: web, namespace: shop }', `${annotation}\n  name: web\n  namespace: shop`) });
    expect(await call(['lint', 'dist/'])).toEqual({ code: 0, stdout: 'No findings; 1 acknowledged\n', stderr: '' });
  });
});
