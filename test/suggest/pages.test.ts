import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { EVIDENCE_KINDS } from '../../src/suggest/evidence/registry';
import { call, inFolderOfItsOwn } from '../cli/io';
import { runText, saidBy } from '../docs/said';
import { CodeBlock, codeBlocks } from '../support/code-blocks/markdown';

const DOCS = resolve(__dirname, '..', '..', 'docs');
const COMMAND = 'npx cdk8s-netpol ';

const blocksOf = (path: string) => codeBlocks(readFileSync(join(DOCS, path), 'utf8'));
const folder = inFolderOfItsOwn();

async function printed(command: string): Promise<string> {
  const { stdout, stderr } = await call(command.split(' '));
  return stdout + stderr;
}

describe('the page of suggestions', () => {
  const blocks = blocksOf('suggest.md');
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.slice(COMMAND.length));
  const shown = blocks.flatMap((block, index) => (blocks[index + 1]?.language === 'text' && !block.text.includes(' > ') ? [[block.text.slice(COMMAND.length), blocks[index + 1].text] as const] : []));
  const named = ({ text }: CodeBlock) => /^# (\S+\.yaml)\n/.exec(text)?.[1];
  const written = (format: string) => commands.find((command) => command.includes(`-o ${format}`))!.split(' > ');

  /** The files that the page shows, and those that its commands write. */
  beforeEach(async () => {
    const files = blocks.filter(({ language }) => language === 'yaml').map((block) => [named(block)!, `${block.text}\n`] as const);
    folder.write(Object.fromEntries(files));
    const [command, file] = written('yaml');
    folder.write({ [file]: (await call(command.split(' '))).stdout });
  });

  test.each(shown)('shows what "%s" prints', async (command, text) => {
    expect(await printed(command)).toBe(`${text}\n`);
  });

  test('shows the expectations that are written', async () => {
    const [command, file] = written('expectations');
    const block = blocks.find((one) => named(one) === file)!;
    expect(`# ${file}\n${(await call(command.split(' '))).stdout}`).toBe(`${block.text}\n`);
  });

  test('shows the app that is written, which runs without a warning and opens what is suggested', async () => {
    const [command] = written('ts');
    const { stdout } = await call(command.split(' '));
    expect(blocks.find(({ text }) => text.startsWith('import { App'))!.text).toBe(stdout.trimEnd());
    const outdir = mkdtempSync(join(tmpdir(), 'suggested-'));
    try {
      const said = saidBy(() => runText(stdout.replace('new App()', `new App({ outdir: ${JSON.stringify(outdir)} })`), () => undefined));
      expect(said.text).toBe('');
      const [, text] = shown.find(([one]) => one.startsWith('list '))!;
      expect(await printed(`list ${outdir}`)).toBe(`${text}\n`);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});

describe.each(EVIDENCE_KINDS)('the page of $id', ({ id, title }) => {
  test('has the title of its kind, and shows what is suggested for its manifests', async () => {
    expect(readFileSync(join(DOCS, 'evidence', `${id}.md`), 'utf8').split('\n')[0]).toBe(`# ${title}`);
    const [manifests, text] = blocksOf(join('evidence', `${id}.md`));
    folder.write({ 'shop.yaml': `${manifests.text}\n` });
    expect(await printed('suggest shop.yaml --likely')).toBe(`${text.text}\n`);
    const kinds = JSON.parse((await call(['suggest', 'shop.yaml', '--likely', '-o', 'json'])).stdout) as { evidence: { kind: string }[] }[];
    expect(kinds.flatMap(({ evidence }) => evidence.map(({ kind }) => kind))).toContain(id);
  });
});

test('there is a page for each kind of evidence, and the index lists them', () => {
  expect(readdirSync(join(DOCS, 'evidence')).sort()).toEqual(['README.md', ...EVIDENCE_KINDS.map(({ id }) => `${id}.md`)].sort());
  const rows = readFileSync(join(DOCS, 'evidence', 'README.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(EVIDENCE_KINDS.map(({ id, title }) => `| \`${id}\` | [${title}](${id}.md) |`));
  expect(existsSync(join(DOCS, 'suggest.md'))).toBe(true);
});
