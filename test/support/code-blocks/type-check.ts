import { join, resolve } from 'path';
import * as ts from 'typescript';
import { Program } from './programs';

const PROJECT = resolve(__dirname, '..', '..', '..');
const OPTIONS = ts.parseJsonConfigFileContent(
  { ...ts.readConfigFile(join(PROJECT, 'test', 'tsconfig.json'), ts.sys.readFile).config as object, files: [], include: [] }, ts.sys, join(PROJECT, 'test'),
).options;

/**
 * What the compiler says about each program, with the options of the project. All are compiled at once, because most of the
 * time goes into the types of the packages.
 *
 * A name that nobody uses is no error here: a page may well show how to make something and stop there.
 */
export function typeProblems(programs: readonly Program[]): ReadonlyMap<Program, readonly string[]> {
  const files = new Map(programs.map((program, index) => [join(PROJECT, `code-block-${index}.ts`), program]));
  const lenient = { ...OPTIONS, noEmit: true, rootDir: PROJECT, noUnusedLocals: false, noUnusedParameters: false };
  const texts = new Map([...files].map(([name, { text }]) => [name, text]));
  const compilation = ts.createProgram([...files.keys()], lenient, hostWith(texts, lenient));
  return new Map([...files].map(([name, program]) => [program, problemsIn(compilation, compilation.getSourceFile(name)!, program)]));
}

/** The program as JavaScript. */
export function toJavaScript(text: string): string {
  const compilerOptions = { ...OPTIONS, module: ts.ModuleKind.CommonJS, inlineSourceMap: false, inlineSources: false };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

function problemsIn(compilation: ts.Program, file: ts.SourceFile, { place, line }: Program): string[] {
  const [page] = place.split(/:\d+$/);
  return [...compilation.getSyntacticDiagnostics(file), ...compilation.getSemanticDiagnostics(file)]
    .map(({ start = 0, messageText }) => ({ line: file.getLineAndCharacterOfPosition(start).line + 1, text: ts.flattenDiagnosticMessageText(messageText, ' ') }))
    .filter((problem) => problem.line >= line)
    .map((problem) => `${page}:${problem.line}: ${problem.text}`);
}

/** The files of the disk, and the programs as though they lay at the top of the project. */
function hostWith(programs: ReadonlyMap<string, string>, compilerOptions: ts.CompilerOptions): ts.CompilerHost {
  const disk = ts.createCompilerHost(compilerOptions);
  return {
    ...disk,
    getCurrentDirectory: () => PROJECT,
    fileExists: (name) => programs.has(name) || disk.fileExists(name),
    readFile: (name) => programs.get(name) ?? disk.readFile(name),
    getSourceFile: (name, language, ...more) => {
      const text = programs.get(name);
      return text === undefined ? disk.getSourceFile(name, language, ...more) : ts.createSourceFile(name, text, language, true);
    },
  };
}
