import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join, resolve } from 'path';
import { dependencyViolations } from './support/dependency-violations';
import { diagramOf } from '../scripts/rooms/diagram';
import { rooms } from '../scripts/rooms/rooms';

const PROJECT = resolve(__dirname, '..');
const PAGE = join(PROJECT, 'docs', 'architecture.md');

const ROOMS = [
  'kubernetes', 'validation', 'resource', 'selection', 'peers', 'app', 'synth/run', 'policies', 'connections', 'default-deny',
  'objects/references', 'objects/ingress', 'objects/workloads', 'objects/configuration', 'objects/storage', 'objects/rbac', 'objects/autoscaling', 'reporting', 'page', 'package', 'manifests', 'verification', 'synth', 'cli',
];

type Files = { readonly [path: string]: string };

/** Imports that the table of rooms allows, one room after the other. */
const ALLOWED: Files = {
  'package.json': JSON.stringify({ dependencies: { 'ipaddr.js': '*', 'js-yaml': '*' }, peerDependencies: { cdk8s: '*', constructs: '*' }, devDependencies: { jest: '*', picomatch: '*', preact: '*' } }),
  'src/index.ts': ROOMS.map((room) => `export * from './${room}/${basename(room)}';`).join('\n'),
  'src/kubernetes/kubernetes.ts': 'export {};',
  'src/validation/validation.ts': imports('constructs'),
  'src/resource/resource.ts': imports('cdk8s', '../validation/validation'),
  'src/selection/selection.ts': imports('../validation/validation', '../resource/resource'),
  'src/peers/peers.ts': imports('ipaddr.js', '../selection/selection', '../resource/resource', '../validation/validation', '../kubernetes/kubernetes'),
  'src/app/app.ts': imports('../peers/peers'),
  'src/synth/run/run.ts': imports('../../app/app', '../../peers/peers', 'util'),
  'src/policies/policies.ts': imports('../synth/run/run', '../app/app', '../peers/peers'),
  'src/connections/connections.ts': imports('../policies/policies', '../synth/run/run', '../app/app', '../peers/peers'),
  'src/default-deny/default-deny.ts': imports('../connections/connections', '../policies/policies'),
  'src/objects/references/references.ts': imports('../../resource/resource', '../../validation/validation'),
  'src/objects/ingress/ingress.ts': imports('../references/references', '../../resource/resource'),
  'src/objects/workloads/workloads.ts': imports('../../connections/connections', '../../selection/selection', '../ingress/ingress', '../references/references', './container'),
  'src/objects/workloads/container.ts': 'export {};',
  'src/objects/configuration/configuration.ts': imports('../references/references', 'fs', 'path', 'buffer', 'picomatch'),
  'src/objects/storage/storage.ts': imports('../workloads/workloads', '../references/references'),
  'src/objects/rbac/rbac.ts': imports('../references/references', '../../resource/resource'),
  'src/objects/autoscaling/autoscaling.ts': imports('../workloads/workloads', '../../selection/selection'),
  'src/analysis/sets/sets.ts': imports('ipaddr.js'),
  'src/analysis/model/model.ts': imports('../sets/sets', '../../kubernetes/kubernetes'),
  'src/analysis/reading/reading.ts': imports('../model/model', '../sets/sets', '../../kubernetes/kubernetes'),
  'src/analysis/engine/engine.ts': imports('../model/model', '../sets/sets', '../reading/reading'),
  'src/analysis/questions/questions.ts': imports('../engine/engine', '../model/model', '../sets/sets'),
  'src/analysis/findings/findings.ts': imports('../questions/questions', '../engine/engine', '../model/model', '../sets/sets'),
  'src/reporting/reporting.ts': imports('../analysis/questions/questions', '../analysis/findings/findings', '../analysis/engine/engine'),
  'src/page/page.ts': imports('../kubernetes/kubernetes', '../analysis/engine/engine', '../reporting/reporting', 'preact'),
  'src/package/package.ts': imports('../reporting/reporting', 'crypto', 'fs', 'node:path'),
  'src/manifests/manifests.ts': imports('../analysis/model/model', 'js-yaml', 'fs', 'node:path'),
  'src/verification/verification.ts': imports('./proof/proof', './warnings/warnings', '../app/app', 'cdk8s'),
  'src/verification/proof/proof.ts': imports('../../analysis/engine/engine', '../../objects/workloads/workloads', '../../connections/connections'),
  'src/verification/warnings/warnings.ts': imports('../proof/proof'),
  'src/verification/testing/testing.ts': imports('../proof/proof', '../../reporting/reporting', '../../manifests/manifests', '../../package/package'),
  'src/synth/synth.ts': imports('./run/run', '../app/app', '../verification/verification'),
  'src/cli/cli.ts': imports('../analysis/questions/questions', '../reporting/reporting', '../manifests/manifests', 'fs', 'node:path', 'fs/promises'),
  ...packages('cdk8s', 'constructs', 'ipaddr.js', 'js-yaml', 'picomatch', 'jest', 'preact'),
};

/** One file for each rule that is broken. */
const FORBIDDEN: Files = {
  'src/kubernetes/upwards.ts': imports('../validation/validation'),
  'src/manifests/sideways.ts': imports('../reporting/reporting'),
  'src/validation/upwards.ts': imports('../resource/resource'),
  'src/resource/upwards.ts': imports('../selection/selection'),
  'src/selection/upwards.ts': imports('../peers/peers'),
  'src/peers/upwards.ts': imports('../app/app'),
  'src/app/upwards.ts': imports('../synth/run/run'),
  'src/synth/run/upwards.ts': imports('../../policies/policies', '../synth'),
  'src/policies/upwards.ts': imports('../connections/connections'),
  'src/connections/upwards.ts': imports('../default-deny/default-deny'),
  'src/default-deny/upwards.ts': imports('../objects/workloads/workloads'),
  'src/verification/proof/upwards.ts': imports('../warnings/warnings'),
  'src/verification/warnings/sideways.ts': imports('../testing/testing'),
  'src/objects/workloads/upwards.ts': imports('../../analysis/engine/engine'),
  'src/objects/references/upwards.ts': imports('../workloads/workloads'),
  'src/objects/ingress/upwards.ts': imports('../workloads/workloads'),
  'src/objects/configuration/sideways.ts': imports('../storage/storage'),
  'src/objects/storage/sideways.ts': imports('../rbac/rbac'),
  'src/objects/rbac/sideways.ts': imports('../workloads/workloads'),
  'src/objects/autoscaling/sideways.ts': imports('../configuration/configuration'),
  'src/analysis/sets/upwards.ts': imports('../model/model'),
  'src/analysis/model/upwards.ts': imports('../reading/reading'),
  'src/analysis/reading/upwards.ts': imports('../engine/engine'),
  'src/analysis/engine/sideways.ts': imports('../../validation/validation'),
  'src/analysis/engine/upwards.ts': imports('../questions/questions'),
  'src/analysis/questions/upwards.ts': imports('../findings/findings'),
  'src/analysis/findings/upwards.ts': imports('../../reporting/reporting'),
  'src/analysis/analysis.ts': imports('./engine/engine'),
  'src/reporting/sideways.ts': imports('../peers/peers'),
  'src/page/sideways.ts': imports('../manifests/manifests', 'fs'),
  'src/reporting/upwards.ts': imports('../page/page'),
  'src/package/upwards.ts': imports('../cli/cli'),
  'src/verification/upwards.ts': imports('../cli/cli', '../analysis/findings/findings'),
  'src/cli/sideways.ts': imports('../verification/verification'),
  'src/selection/type-only.ts': "import type { Pod } from '../objects/workloads/pod'; export type Mine = Pod;",
  'src/objects/workloads/pod.ts': 'export interface Pod {}',
  'src/peers/cycle-one.ts': "import type { Two } from './cycle-two'; export interface One { two: Two }",
  'src/peers/cycle-two.ts': "import type { One } from './cycle-one'; export interface Two { one: One }",
  'src/analysis/engine/impure.ts': imports('cdk8s', 'constructs', 'fs', 'node:path', 'child_process'),
  'src/cli/impure.ts': imports('cdk8s'),
  'src/common/importing.ts': imports('../validation/validation'),
  'src/common/alone.ts': 'export {};',
  'src/common/imported.ts': 'export {};',
  'src/peers/common.ts': imports('../common/imported'),
  'src/utils.ts': imports('./validation/validation'),
  'src/objects/workloads/index-user.ts': imports('../../index'),
  'src/peers/unpublished.ts': imports('jest', '../../test/helper', 'nowhere'),
  'test/helper.ts': 'export {};',
};

test('src keeps its own rules', () => {
  expect(dependencyViolations()).toEqual([]);
});

test('the diagram of the rooms is that of their imports', async () => {
  const diagram = diagramOf(await rooms());
  expect(diagram).toContain('analysis_questions --> analysis_engine');
  expect(readFileSync(PAGE, 'utf8')).toContain(diagram);
}, 60_000);

test('every room has a row in docs/architecture.md, and every row is a room', () => {
  const page = readFileSync(PAGE, 'utf8');
  const rows = [...page.matchAll(/^\| ((?:`[a-z/-]+`(?:, )?)+) \|/gm)].flatMap(([, names]) => names.split(', ').map((name) => name.slice(1, -1)));
  const drawn = [...page.matchAll(/\["([a-z/-]+)"\]$/gm)].map(([, name]) => name).filter((name) => !name.startsWith('src/'));
  expect(drawn).toContain('connections');
  expect(rows.sort()).toEqual(drawn.sort());
});

test('the linter allows what the table of rooms allows', () => {
  expect(violationsIn(ALLOWED)).toEqual([]);
});

describe('the linter finds', () => {
  const found: string[] = [];
  beforeAll(() => { found.push(...violationsIn({ ...ALLOWED, ...FORBIDDEN })); });

  test.each([
    ['kubernetes', 'src/kubernetes/upwards.ts → src/validation/validation.ts'],
    ['validation', 'src/validation/upwards.ts → src/resource/resource.ts'],
    ['resource', 'src/resource/upwards.ts → src/selection/selection.ts'],
    ['selection', 'src/selection/upwards.ts → src/peers/peers.ts'],
    ['peers', 'src/peers/upwards.ts → src/app/app.ts'],
    ['app', 'src/app/upwards.ts → src/synth/run/run.ts'],
    ['synth/run', 'src/synth/run/upwards.ts → src/policies/policies.ts'],
    ['synth/run', 'src/synth/run/upwards.ts → src/synth/synth.ts'],
    ['policies', 'src/policies/upwards.ts → src/connections/connections.ts'],
    ['connections', 'src/connections/upwards.ts → src/default-deny/default-deny.ts'],
    ['default-deny', 'src/default-deny/upwards.ts → src/objects/workloads/workloads.ts'],
    ['verification/proof', 'src/verification/proof/upwards.ts → src/verification/warnings/warnings.ts'],
    ['verification/warnings', 'src/verification/warnings/sideways.ts → src/verification/testing/testing.ts'],
    ['objects/workloads', 'src/objects/workloads/upwards.ts → src/analysis/engine/engine.ts'],
    ['objects/references', 'src/objects/references/upwards.ts → src/objects/workloads/workloads.ts'],
    ['objects/ingress', 'src/objects/ingress/upwards.ts → src/objects/workloads/workloads.ts'],
    ['objects/configuration', 'src/objects/configuration/sideways.ts → src/objects/storage/storage.ts'],
    ['objects/storage', 'src/objects/storage/sideways.ts → src/objects/rbac/rbac.ts'],
    ['objects/rbac', 'src/objects/rbac/sideways.ts → src/objects/workloads/workloads.ts'],
    ['objects/autoscaling', 'src/objects/autoscaling/sideways.ts → src/objects/configuration/configuration.ts'],
    ['analysis/sets', 'src/analysis/sets/upwards.ts → src/analysis/model/model.ts'],
    ['analysis/model', 'src/analysis/model/upwards.ts → src/analysis/reading/reading.ts'],
    ['analysis/reading', 'src/analysis/reading/upwards.ts → src/analysis/engine/engine.ts'],
    ['analysis/engine', 'src/analysis/engine/sideways.ts → src/validation/validation.ts'],
    ['analysis/engine', 'src/analysis/engine/upwards.ts → src/analysis/questions/questions.ts'],
    ['analysis/questions', 'src/analysis/questions/upwards.ts → src/analysis/findings/findings.ts'],
    ['analysis/findings', 'src/analysis/findings/upwards.ts → src/reporting/reporting.ts'],
    ['reporting', 'src/reporting/sideways.ts → src/peers/peers.ts'],
    ['manifests', 'src/manifests/sideways.ts → src/reporting/reporting.ts'],
    ['page', 'src/page/sideways.ts → src/manifests/manifests.ts'],
    ['reporting', 'src/reporting/upwards.ts → src/page/page.ts'],
    ['package', 'src/package/upwards.ts → src/cli/cli.ts'],
    ['verification', 'src/verification/upwards.ts → src/cli/cli.ts'],
    ['verification', 'src/verification/upwards.ts → src/analysis/findings/findings.ts'],
    ['cli', 'src/cli/sideways.ts → src/verification/verification.ts'],
  ])('an import of %s that the table forbids', (room, violation) => {
    expect(found).toContain(`${room}-imports-its-rooms-only: ${violation}`);
  });

  test('an import of a type alone', () => {
    expect(found).toContain('selection-imports-its-rooms-only: src/selection/type-only.ts → src/objects/workloads/pod.ts');
  });

  test('a cycle that is made of types alone', () => {
    expect(found).toContain('no-cycle: src/peers/cycle-one.ts → src/peers/cycle-two.ts');
  });

  test.each(['node_modules/cdk8s/index.js', 'node_modules/constructs/index.js', 'fs', 'path', 'child_process'])('%s in the analysis', (name) => {
    expect(found).toContain(`analysis/engine-imports-its-packages-only: src/analysis/engine/impure.ts → ${name}`);
  });

  test('a module of Node in the page', () => {
    expect(found).toContain('page-imports-its-packages-only: src/page/sideways.ts → fs');
  });

  test('cdk8s in the command line', () => {
    expect(found).toContain('cli-imports-its-packages-only: src/cli/impure.ts → node_modules/cdk8s/index.js');
  });

  test.each([
    ['that imports', 'src/common/importing.ts → src/validation/validation.ts'],
    ['that is imported', 'src/peers/common.ts → src/common/imported.ts'],
    ['that does neither', 'src/common/alone.ts → src/common/alone.ts'],
    ['that is a single file', 'src/utils.ts → src/validation/validation.ts'],
    ['that is a file beside rooms', 'src/analysis/analysis.ts → src/analysis/engine/engine.ts'],
  ])('a room that is not in the table, %s', (_, violation) => {
    expect(found).toContain(`every-folder-is-a-room: ${violation}`);
  });

  test('an import of index.ts', () => {
    expect(found).toContain('nothing-imports-index: src/objects/workloads/index-user.ts → src/index.ts');
  });

  test.each([
    ['a development dependency', 'no-development-dependency: src/peers/unpublished.ts → node_modules/jest/index.js'],
    ['a file of the tests', 'src-imports-only-what-is-published: src/peers/unpublished.ts → test/helper.ts'],
    ['what does not exist', 'every-import-resolves: src/peers/unpublished.ts → nowhere'],
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
