import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { dependencyViolations } from './support/dependency-violations';

const ROOMS = ['kubernetes', 'input', 'resource', 'selection', 'network', 'workloads', 'analysis', 'reporting', 'page', 'package', 'manifests', 'verification', 'cli'];

type Files = { readonly [path: string]: string };

/** Imports that the table of rooms allows, one room after the other. */
const ALLOWED: Files = {
  'package.json': JSON.stringify({ dependencies: { 'ipaddr.js': '*', 'js-yaml': '*' }, peerDependencies: { cdk8s: '*', constructs: '*' }, devDependencies: { jest: '*', preact: '*' } }),
  'src/index.ts': ROOMS.map((room) => `export * from './${room}/${room}';`).join('\n'),
  'src/kubernetes/kubernetes.ts': 'export {};',
  'src/input/input.ts': imports('constructs'),
  'src/resource/resource.ts': imports('cdk8s', '../input/input'),
  'src/selection/selection.ts': imports('../input/input', '../resource/resource'),
  'src/network/network.ts': imports('ipaddr.js', '../selection/selection', '../resource/resource', '../input/input', '../kubernetes/kubernetes'),
  'src/workloads/workloads.ts': imports('../network/network', '../selection/selection', './container'),
  'src/workloads/container.ts': 'export {};',
  'src/analysis/analysis.ts': imports('../kubernetes/kubernetes'),
  'src/reporting/reporting.ts': imports('../analysis/analysis'),
  'src/page/page.ts': imports('../kubernetes/kubernetes', '../analysis/analysis', '../reporting/reporting', 'preact'),
  'src/package/package.ts': imports('../reporting/reporting', 'crypto', 'fs', 'node:path'),
  'src/manifests/manifests.ts': imports('../analysis/analysis', 'js-yaml', 'fs', 'node:path'),
  'src/verification/verification.ts': imports('../manifests/manifests', '../analysis/analysis', '../reporting/reporting', '../network/network', '../workloads/workloads', '../package/package', 'cdk8s'),
  'src/cli/cli.ts': imports('../analysis/analysis', '../reporting/reporting', '../manifests/manifests', '../package/package', 'fs', 'node:path', 'fs/promises'),
  ...packages('cdk8s', 'constructs', 'ipaddr.js', 'js-yaml', 'jest', 'preact'),
};

/** One file for each rule that is broken. */
const FORBIDDEN: Files = {
  'src/kubernetes/upwards.ts': imports('../input/input'),
  'src/manifests/sideways.ts': imports('../reporting/reporting'),
  'src/input/upwards.ts': imports('../resource/resource'),
  'src/resource/upwards.ts': imports('../selection/selection'),
  'src/selection/upwards.ts': imports('../network/network'),
  'src/network/upwards.ts': imports('../workloads/workloads'),
  'src/workloads/upwards.ts': imports('../analysis/analysis'),
  'src/analysis/sideways.ts': imports('../input/input'),
  'src/reporting/sideways.ts': imports('../network/network'),
  'src/page/sideways.ts': imports('../manifests/manifests', 'fs'),
  'src/reporting/upwards.ts': imports('../page/page'),
  'src/package/upwards.ts': imports('../cli/cli'),
  'src/verification/upwards.ts': imports('../cli/cli'),
  'src/cli/sideways.ts': imports('../verification/verification'),
  'src/selection/type-only.ts': "import type { Pod } from '../workloads/pod'; export type Mine = Pod;",
  'src/workloads/pod.ts': 'export interface Pod {}',
  'src/network/cycle-one.ts': "import type { Two } from './cycle-two'; export interface One { two: Two }",
  'src/network/cycle-two.ts': "import type { One } from './cycle-one'; export interface Two { one: One }",
  'src/analysis/impure.ts': imports('cdk8s', 'constructs', 'fs', 'node:path', 'child_process'),
  'src/cli/impure.ts': imports('cdk8s'),
  'src/common/importing.ts': imports('../input/input'),
  'src/common/alone.ts': 'export {};',
  'src/common/imported.ts': 'export {};',
  'src/network/common.ts': imports('../common/imported'),
  'src/utils.ts': imports('./input/input'),
  'src/workloads/index-user.ts': imports('../index'),
  'src/network/unpublished.ts': imports('jest', '../../test/helper', 'nowhere'),
  'test/helper.ts': 'export {};',
};

test('src keeps its own rules', () => {
  expect(dependencyViolations()).toEqual([]);
});

test('the linter allows what the table of rooms allows', () => {
  expect(violationsIn(ALLOWED)).toEqual([]);
});

describe('the linter finds', () => {
  const found: string[] = [];
  beforeAll(() => { found.push(...violationsIn({ ...ALLOWED, ...FORBIDDEN })); });

  test.each([
    ['kubernetes', 'src/kubernetes/upwards.ts → src/input/input.ts'],
    ['input', 'src/input/upwards.ts → src/resource/resource.ts'],
    ['resource', 'src/resource/upwards.ts → src/selection/selection.ts'],
    ['selection', 'src/selection/upwards.ts → src/network/network.ts'],
    ['network', 'src/network/upwards.ts → src/workloads/workloads.ts'],
    ['workloads', 'src/workloads/upwards.ts → src/analysis/analysis.ts'],
    ['analysis', 'src/analysis/sideways.ts → src/input/input.ts'],
    ['reporting', 'src/reporting/sideways.ts → src/network/network.ts'],
    ['manifests', 'src/manifests/sideways.ts → src/reporting/reporting.ts'],
    ['page', 'src/page/sideways.ts → src/manifests/manifests.ts'],
    ['reporting', 'src/reporting/upwards.ts → src/page/page.ts'],
    ['package', 'src/package/upwards.ts → src/cli/cli.ts'],
    ['verification', 'src/verification/upwards.ts → src/cli/cli.ts'],
    ['cli', 'src/cli/sideways.ts → src/verification/verification.ts'],
  ])('an import of %s that the table forbids', (room, violation) => {
    expect(found).toContain(`${room}-imports-its-rooms-only: ${violation}`);
  });

  test('an import of a type alone', () => {
    expect(found).toContain('selection-imports-its-rooms-only: src/selection/type-only.ts → src/workloads/pod.ts');
  });

  test('a cycle that is made of types alone', () => {
    expect(found).toContain('no-cycle: src/network/cycle-one.ts → src/network/cycle-two.ts');
  });

  test.each(['node_modules/cdk8s/index.js', 'node_modules/constructs/index.js', 'fs', 'path', 'child_process'])('%s in the analysis', (name) => {
    expect(found).toContain(`analysis-imports-its-packages-only: src/analysis/impure.ts → ${name}`);
  });

  test('a module of Node in the page', () => {
    expect(found).toContain('page-imports-its-packages-only: src/page/sideways.ts → fs');
  });

  test('cdk8s in the command line', () => {
    expect(found).toContain('cli-imports-its-packages-only: src/cli/impure.ts → node_modules/cdk8s/index.js');
  });

  test.each([
    ['that imports', 'src/common/importing.ts → src/input/input.ts'],
    ['that is imported', 'src/network/common.ts → src/common/imported.ts'],
    ['that does neither', 'src/common/alone.ts → src/common/alone.ts'],
    ['that is a single file', 'src/utils.ts → src/input/input.ts'],
  ])('a room that is not in the table, %s', (_, violation) => {
    expect(found).toContain(`every-folder-is-a-room: ${violation}`);
  });

  test('an import of index.ts', () => {
    expect(found).toContain('nothing-imports-index: src/workloads/index-user.ts → src/index.ts');
  });

  test.each([
    ['a development dependency', 'no-development-dependency: src/network/unpublished.ts → node_modules/jest/index.js'],
    ['a file of the tests', 'src-imports-only-what-is-published: src/network/unpublished.ts → test/helper.ts'],
    ['what does not exist', 'every-import-resolves: src/network/unpublished.ts → nowhere'],
  ])('an import of %s', (_, violation) => {
    expect(found).toContain(violation);
  });
});

function imports(...modules: string[]): string {
  return modules.map((name, index) => `import * as m${index} from '${name}'; console.log(m${index});`).join('\n');
}

function packages(...names: string[]): Files {
  return Object.fromEntries(names.flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, ''],
  ]));
}

function violationsIn(files: Files): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return dependencyViolations(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
