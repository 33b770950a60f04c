import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { dependencyViolations } from './support/dependency-violations';

const ROOMS = [
  'input', 'resource', 'selection', 'network', 'references', 'traffic', 'workloads', 'config', 'storage', 'access', 'scaling', 'analysis', 'reporting', 'verification', 'cli',
];

type Files = { readonly [path: string]: string };

/** Imports that the table of rooms allows, one room after the other. */
const ALLOWED: Files = {
  'package.json': JSON.stringify({ dependencies: { 'ipaddr.js': '*', 'js-yaml': '*' }, peerDependencies: { cdk8s: '*', constructs: '*' }, devDependencies: { jest: '*', picomatch: '*' } }),
  'src/index.ts': ROOMS.map((room) => `export * from './${room}/${room}';`).join('\n'),
  'src/input/input.ts': imports('constructs'),
  'src/resource/resource.ts': imports('cdk8s', '../input/input'),
  'src/selection/selection.ts': imports('../input/input', '../resource/resource'),
  'src/network/network.ts': imports('ipaddr.js', '../selection/selection', '../resource/resource', '../input/input'),
  'src/references/references.ts': imports('../resource/resource', '../input/input'),
  'src/traffic/traffic.ts': imports('../references/references', '../resource/resource'),
  'src/workloads/workloads.ts': imports('../network/network', '../selection/selection', '../traffic/traffic', '../references/references', './container'),
  'src/workloads/container.ts': 'export {};',
  'src/config/config.ts': imports('../references/references', 'fs', 'path', 'buffer', 'picomatch'),
  'src/storage/storage.ts': imports('../workloads/workloads', '../references/references'),
  'src/access/access.ts': imports('../references/references', '../resource/resource'),
  'src/scaling/scaling.ts': imports('../workloads/workloads', '../selection/selection'),
  'src/analysis/analysis.ts': 'export {};',
  'src/reporting/reporting.ts': imports('../analysis/analysis'),
  'src/verification/verification.ts': imports('../analysis/analysis', '../reporting/reporting', '../network/network', '../workloads/workloads', 'cdk8s'),
  'src/cli/cli.ts': imports('../analysis/analysis', '../reporting/reporting', 'js-yaml', 'fs', 'node:path', 'fs/promises'),
  ...packages('cdk8s', 'constructs', 'ipaddr.js', 'js-yaml', 'picomatch', 'jest'),
};

/** One file for each rule that is broken. */
const FORBIDDEN: Files = {
  'src/input/upwards.ts': imports('../resource/resource'),
  'src/resource/upwards.ts': imports('../selection/selection'),
  'src/selection/upwards.ts': imports('../network/network'),
  'src/network/upwards.ts': imports('../workloads/workloads'),
  'src/workloads/upwards.ts': imports('../analysis/analysis'),
  'src/references/upwards.ts': imports('../workloads/workloads'),
  'src/traffic/upwards.ts': imports('../workloads/workloads'),
  'src/config/sideways.ts': imports('../storage/storage'),
  'src/storage/sideways.ts': imports('../access/access'),
  'src/access/sideways.ts': imports('../workloads/workloads'),
  'src/scaling/sideways.ts': imports('../config/config'),
  'src/analysis/sideways.ts': imports('../input/input'),
  'src/reporting/sideways.ts': imports('../network/network'),
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
    ['input', 'src/input/upwards.ts → src/resource/resource.ts'],
    ['resource', 'src/resource/upwards.ts → src/selection/selection.ts'],
    ['selection', 'src/selection/upwards.ts → src/network/network.ts'],
    ['network', 'src/network/upwards.ts → src/workloads/workloads.ts'],
    ['workloads', 'src/workloads/upwards.ts → src/analysis/analysis.ts'],
    ['references', 'src/references/upwards.ts → src/workloads/workloads.ts'],
    ['traffic', 'src/traffic/upwards.ts → src/workloads/workloads.ts'],
    ['config', 'src/config/sideways.ts → src/storage/storage.ts'],
    ['storage', 'src/storage/sideways.ts → src/access/access.ts'],
    ['access', 'src/access/sideways.ts → src/workloads/workloads.ts'],
    ['scaling', 'src/scaling/sideways.ts → src/config/config.ts'],
    ['analysis', 'src/analysis/sideways.ts → src/input/input.ts'],
    ['reporting', 'src/reporting/sideways.ts → src/network/network.ts'],
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
