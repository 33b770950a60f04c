import { parseAllDocuments } from 'yaml';
import { excerptProblems } from './code-blocks/excerpts';
import { CodeBlock, codeBlocks } from './code-blocks/markdown';
import { isTypeScript, isYaml, looseYamlOf, Program, programsOf, startsProgram } from './code-blocks/programs';
import { runProgram } from './code-blocks/run-program';
import { commandProblems } from './code-blocks/shell-commands';
import { yamlDifferences } from './code-blocks/shown-yaml';
import { typeProblems } from './code-blocks/type-check';
import { Manifest } from './kubernetes-rules/manifest';
import { isKubernetesVersion, problemsOfManifests } from './kubernetes-schemas';

/** A page of Markdown. */
export interface Page {
  /** Its path in the project, such as `docs/peers.md`. */
  readonly path: string;
  readonly text: string;
}

const COMMANDS = ['sh', 'bash', 'console', 'shell'];
const PROSE = ['text'];
const OTHER_LANGUAGES = ['python', 'java', 'go', 'csharp'];

/**
 * What is wrong with the code of each page, by its path.
 *
 * - `ts`: compiles with the project's strict options, runs, and writes what a cluster takes. A block without `import` continues the
 *   one above it. A comment `// throws: some text` says that it ends in an error that contains this text.
 * - `yaml` below a `ts` block: the objects that it writes, compared as data. `# …` at the end of the block: some of them. `# …`,
 *   indented, in an object: some of its fields. Any other YAML must be YAML.
 * - `mermaid`: a drawing, which the test of what it draws compares.
 * - `python`, `java`, `go`, `csharp`: lines of the file that the fence names, which is tested in its language.
 * - `json` must be JSON; `sh`, `bash`, `console`: commands that exist; `text` is not read.
 */
export function problemsOfPages(pages: readonly Page[]): ReadonlyMap<string, readonly string[]> {
  const contents = pages.map(({ path, text }) => ({ path, blocks: codeBlocks(text) }));
  const programs = new Map(contents.map(({ path, blocks }) => [path, programsOf(path, blocks)]));
  const typed = typeProblems([...programs.values()].flat());
  return new Map(contents.map(({ path, blocks }) => [path, [
    ...blocks.flatMap((block, index) => blockProblems(block, blocks.slice(0, index)).map((problem) => `${path}:${block.line}: ${problem}`)),
    ...looseYamlOf(blocks).flatMap((block) => syntaxProblems(block).map((problem) => `${path}:${block.line}: ${problem}`)),
    ...programs.get(path)!.flatMap((program) => {
      const mistyped = typed.get(program)!;
      return mistyped.length > 0 ? mistyped : runProblems(path, program);
    }),
  ]]));
}

function blockProblems(block: CodeBlock, above: readonly CodeBlock[]): string[] {
  const { language, text } = block;
  if (isTypeScript(block)) return startsProgram(block) || above.some(startsProgram) ? [] : ['has no import, and no program above it to continue'];
  if (isYaml(block) || language === 'mermaid' || PROSE.includes(language)) return [];
  if (language === 'json') return jsonProblems(text);
  if (COMMANDS.includes(language)) return commandProblems(text);
  if (OTHER_LANGUAGES.includes(language)) return excerptProblems(block);
  return [`"${language}" is a language that no test reads`];
}

function runProblems(page: string, { place, text, throws, yaml }: Program): string[] {
  const { files, error } = runProgram(text);
  const manifests = files.flat();
  if (throws === undefined && error !== undefined) return [`${place}: ends in an error: ${error}`];
  if (throws !== undefined && error === undefined) return [`${place}: ends without the error "${throws}"`];
  if (throws !== undefined && !error!.includes(throws)) return [`${place}: ends in another error than "${throws}": ${error}`];
  return [
    // Files may be for different clusters, in which an object stands again.
    ...files.flatMap((file) => problemsOfManifests(file.filter((manifest) => isKubernetesVersion((manifest as Manifest).apiVersion)))).map((problem) => `${place}: ${problem}`),
    ...yaml.flatMap((block) => yamlDifferences(block.text, manifests).map((difference) => `${page}:${block.line}: ${difference}`)),
  ];
}

function syntaxProblems({ text }: CodeBlock): string[] {
  return parseAllDocuments(text, { uniqueKeys: true, prettyErrors: false }).flatMap((document) => document.errors.map((error) => error.message));
}

function jsonProblems(text: string): string[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
