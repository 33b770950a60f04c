import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PROJECT, readPage } from './pages';
import { runText, saidBy, unbroken } from './said';
import { inFolder, outputOf, transcriptsIn } from './transcripts';
import { codeBlocks } from '../support/code-blocks/markdown';
import { Program, programsOf } from '../support/code-blocks/programs';

const { sections } = readPage('README.md');
const transcripts = transcriptsIn(sections.flatMap(({ blocks }) => blocks));

const README = readFileSync(join(PROJECT, 'README.md'), 'utf8');
const blocks = codeBlocks(README);
const programs = programsOf('README.md', blocks);

/** The texts between a program and the next. */
function textsBelow({ line }: Program): string[] {
  const next = programs.find((other) => other.line > line)?.line ?? Infinity;
  return blocks.filter((block) => block.language === 'text' && block.line > line && block.line < next).map(({ text }) => text);
}

describe('the README', () => {
  const before = process.env.CDK8S_OUTDIR;
  afterEach(() => {
    jest.restoreAllMocks();
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    jest.resetModules();
  });

  test.each(transcripts)('shows what "$command" says of the example app', async ({ command, shown }) => {
    await inFolder(async (folder) => {
      process.env.CDK8S_OUTDIR = join(folder, 'dist');
      jest.spyOn(process.stderr, 'write').mockReturnValue(true);
      jest.requireActual('../../examples/three-tier-shop/main');
      expect(shown).toBe(await outputOf(command, folder));
    });
  });

  test.each(programs)('shows all that $place says, run in an empty folder', (program) => {
    const [shown] = textsBelow(program);
    const folder = process.cwd();
    const empty = mkdtempSync(join(tmpdir(), 'empty-'));
    try {
      process.chdir(empty);
      expect(saidBy((log) => runText(program.text, log)).text).toBe(unbroken(shown ?? ''));
    } finally {
      process.chdir(folder);
      rmSync(empty, { recursive: true });
    }
  });

  test('shows a list and an explanation', () => {
    expect(transcripts.map(({ command }) => command.split(' ')[0])).toEqual(['list', 'explain']);
  });
});
