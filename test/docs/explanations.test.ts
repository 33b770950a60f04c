import { writeFileSync } from 'fs';
import { join } from 'path';
import { readPage } from './pages';
import { inFolder, outputOf, transcriptsIn } from './transcripts';

const { top, sections } = readPage('docs/explanations.md');
const blocks = [top, ...sections].flatMap((section) => section.blocks);
const transcripts = transcriptsIn(blocks);

/** The YAML of the page, each block in the file that its first line names. */
function writeFiles(folder: string): void {
  for (const { language, text } of blocks) {
    if (language === 'yaml') writeFileSync(join(folder, /^# (\S+\.yaml)$/m.exec(text)![1]), `${text}\n`);
  }
}

describe('the page of explanations', () => {
  test.each(transcripts)('shows what "$command" says', async ({ command, shown }) => {
    const said = await inFolder(async (folder) => {
      writeFiles(folder);
      return outputOf(command, folder);
    });
    expect(shown).toBe(said);
  });

  test('explains parts that are there', () => {
    const said = transcripts.map(({ shown }) => shown).join('\n');
    const parts = [...top.text.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, part]) => part.split('…')));
    expect(parts.length).toBeGreaterThan(8);
    expect(parts.filter((part) => !said.includes(part))).toEqual([]);
  });

  test.each(['is open', 'it opens TCP', 'in other namespaces', 'is an address', 'the port named', 'Admin tier'])('has an explanation with "%s"', (text) => {
    expect(transcripts.some(({ shown }) => shown.includes(text))).toBe(true);
  });
});
