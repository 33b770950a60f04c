import { join } from 'path';
import { readPage } from './pages';
import { inFolder, outputOf, transcriptsIn } from './transcripts';

const { sections } = readPage('README.md');
const transcripts = transcriptsIn(sections.flatMap(({ blocks }) => blocks));

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

  test('shows a list and an explanation', () => {
    expect(transcripts.map(({ command }) => command.split(' ')[0])).toEqual(['list', 'explain']);
  });
});
