import { execFileSync, execSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { codeBlocks } from './support/code-blocks/markdown';
import { provideCompiledLibrary } from './support/compiled-library';

const PROJECT = resolve(__dirname, '..');
const MANIFEST = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly types: string;
  readonly bin?: string | Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly bundledDependencies: string[];
  readonly peerDependencies: Record<string, string>;
};
const MOST_BYTES = 2_500_000;

/** The folder of an app that installed the packed package, as a user's npm does, beside the newest peers that it allows. */
let app: string;

beforeAll(() => {
  provideCompiledLibrary();
  app = mkdtempSync(join(tmpdir(), 'package-'));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ private: true }));
  npm(PROJECT, `pack --ignore-scripts --pack-destination "${app}"`);
  const peers = Object.entries(MANIFEST.peerDependencies).map(([name, range]) => `"${name}@${range}"`);
  const packages = [`./${MANIFEST.name}-${MANIFEST.version}.tgz`, ...peers, 'typescript@~6.0.0', '@types/node@20'];
  npm(app, `install --prefer-offline --ignore-scripts --no-audit --no-fund ${packages.join(' ')}`);
}, 120_000);

afterAll(() => rmSync(app, { recursive: true }));

function npm(folder: string, command: string): void {
  execSync(`npm ${command}`, { cwd: folder, stdio: 'pipe' });
}

/** What npm put into the folder of the package, by path. */
function published(...below: string[]): string[] {
  const folder = join(installed(), ...below);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile()).sort();
}

function installed(): string {
  return join(app, 'node_modules', MANIFEST.name);
}

describe('the packed package', () => {
  test('holds the compiled code, its jsii assembly, the license and the README, and nothing else', () => {
    expect(readdirSync(installed()).sort()).toEqual(['.jsii', '.jsii.gz', 'LICENSE', 'README.md', 'bin', 'lib', 'node_modules', 'package.json']);
    expect(published('lib').filter((path) => !path.endsWith('.d.ts'))).toEqual(['cli.js', 'facts.js', 'index.js', 'later.js', 'page.css', 'page.js']);
  });

  test('brings the packages that it bundles, and no other', () => {
    expect(MANIFEST.bundledDependencies).toEqual(Object.keys(MANIFEST.dependencies));
    expect(readdirSync(join(installed(), 'node_modules'))).toEqual(MANIFEST.bundledDependencies);
  });

  test('names an entry point, types and commands that are there', () => {
    const { main, types, bin = {} } = MANIFEST;
    const named = [main, types, ...typeof bin === 'string' ? [bin] : Object.values(bin)];
    expect(named.filter((path) => !existsSync(join(installed(), path)))).toEqual([]);
  });

  test('is smaller than 2.5 MB', () => {
    const bytes = published().reduce((sum, path) => sum + statSync(join(installed(), path)).size, 0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  test('has no "any" in its types', () => {
    const places = published('lib').filter((path) => path.endsWith('.d.ts')).flatMap((path) => (
      linesWithAny(readFileSync(join(installed(), 'lib', path), 'utf8')).map((line) => `lib/${path}:${line}`)
    ));
    expect(places).toEqual([]);
  });
});

test('an "any" in types is found wherever it stands, and only as a type', () => {
  const types = [
    'export declare function any(any: string): Promise<any>;',
    'export declare const known: { any: number };',
    '/** any */ export type Loose = Record<string, any[]>;',
  ];
  expect(linesWithAny(types.join('\n'))).toEqual([1, 3]);
});

function linesWithAny(declarations: string): number[] {
  const file = ts.createSourceFile('index.d.ts', declarations, ts.ScriptTarget.Latest);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) lines.push(file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}

test('the lock file holds no download addresses', () => {
  const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { resolved?: string }> };
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

describe('an app that installed the package', () => {
  const EXAMPLE = codeBlocks(readFileSync(join(PROJECT, 'README.md'), 'utf8')).find(({ language }) => language === 'ts')!.text;
  const STRICT = { strict: true, noImplicitAny: true, skipLibCheck: false, module: 'node16', target: 'es2022', types: ['node'], noEmitOnError: true };

  /** What the first example of the README writes, by file. */
  const written: Record<string, Record<string, string>> = {};

  beforeAll(() => {
    written.CommonJS = run('common.cjs', javaScript(ts.ModuleKind.CommonJS));
    written['ES modules'] = run('module.mjs', javaScript(ts.ModuleKind.ES2022));
    writeFileSync(join(app, 'main.ts'), EXAMPLE);
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT, files: ['main.ts'] }));
    node(join('node_modules', 'typescript', 'bin', 'tsc'));
    written.TypeScript = run('main.js', readFileSync(join(app, 'main.js'), 'utf8'));
  }, 60_000);

  test.each(['CommonJS', 'ES modules', 'TypeScript'])("runs the README's first example as %s", (language) => {
    const documents = Object.values(written[language]).flatMap((text) => parseAllDocuments(text));
    const kinds = documents.map((document) => (document.toJS() as { kind: string }).kind);
    expect(kinds).toEqual(expect.arrayContaining(['Deployment', 'NetworkPolicy']));
    expect(written[language]).toEqual(written.TypeScript);
  });

  test('imports everything by its name', () => {
    const program = `
      import { createRequire } from 'node:module';
      import * as imported from '${MANIFEST.name}';
      const required = createRequire(import.meta.url)('${MANIFEST.name}');
      console.log(JSON.stringify({ all: Object.keys(required), missing: Object.keys(required).filter((name) => !(name in imported)) }));`;
    writeFileSync(join(app, 'names.mjs'), program);
    const { all, missing } = JSON.parse(node('names.mjs')) as { all: string[]; missing: string[] };
    expect(all).toContain('Deployment');
    expect(missing).toEqual([]);
  });

  function javaScript(module: ts.ModuleKind): string {
    return ts.transpileModule(EXAMPLE, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } }).outputText;
  }

  function run(file: string, program: string): Record<string, string> {
    const outdir = mkdtempSync(join(app, 'dist-'));
    writeFileSync(join(app, file), program);
    node(file, { CDK8S_OUTDIR: outdir });
    return Object.fromEntries(readdirSync(outdir).sort().map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));
  }

  function node(script: string, variables: Record<string, string> = {}): string {
    try {
      return execFileSync(process.execPath, [script], { cwd: app, env: { ...process.env, ...variables }, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`node ${script} failed:\n${stdout}${stderr}`, { cause: error });
    }
  }
});
