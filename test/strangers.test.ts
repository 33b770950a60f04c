import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { provideCompiledLibrary } from './support/compiled-library';

const PROJECT = resolve(__dirname, '..');

/** A second copy of what is published, as npm leaves one behind where two packages ask for different versions. */
let copy: string;

beforeAll(() => {
  provideCompiledLibrary();
  copy = mkdtempSync(join(tmpdir(), 'second-copy-'));
  for (const path of ['lib', 'package.json']) cpSync(join(PROJECT, path), join(copy, path), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'), 'junction');
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true }));

/** What a program says with the bundle that is published: the text of its error. */
function errorOf(program: string): string {
  const text = `
    const { App, Chart } = require('cdk8s');
    const plus = require('cdk8s-plus-34');
    const netpol = require(${JSON.stringify(PROJECT)});
    const second = require(${JSON.stringify(copy)});
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const web = new netpol.Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'x', portNumber: 80 }] });
    try { ${program} } catch (error) { console.log(error.message); }`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', text], { cwd: PROJECT, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim();
}

describe.each([
  ['cdk8s-plus', 'plus', 'of cdk8s-plus-34, but must be one of cdk8s-netpol. Import'],
  ['a second copy of this package', 'second', 'of another package, or of a second copy of cdk8s-netpol, and cannot be read here. Import'],
])('values of %s are named with their package', (_, from, said) => {
  test.each([
    ['a port', 'NetworkPolicyPort', `web.connections.allowTo(web, { ports: [${from}.NetworkPolicyPort.tcp(80)] })`],
    ['a probe', 'Probe', `web.addContainer({ image: 'y', name: 'y', liveness: ${from}.Probe.fromCommand(['x']) })`],
    ['the value of a variable', 'EnvValue', `web.addContainer({ image: 'y', name: 'y', envVariables: { A: ${from}.EnvValue.fromValue('b') } })`],
    ['a volume', 'Volume', `web.addVolume(${from}.Volume.fromEmptyDir(${from === 'plus' ? "chart, 'v', " : "chart, 'v', "}'v'))`],
  ])('%s', (__, name, program) => {
    const error = errorOf(program);
    expect(error).toContain(`is a ${name} ${said} ${name} from cdk8s-netpol`);
    expect(error).not.toContain(' _');
  });
});

test.each(['require(\'cdk8s-plus-34\').LabelSelector;', ''])('a workload of cdk8s-plus is to be adopted, whatever was loaded before: %s', (before) => {
  expect(errorOf(`${before} web.connections.allowTo(new plus.Deployment(chart, 'db', { metadata: { name: 'db' }, containers: [{ image: 'x' }] }))`)).toBe(
    'shop/web: shop/db is a Deployment of cdk8s-plus-34, whose labels are values of that package. Adopt its pods: write AdoptedPods.of(…) around it, here and wherever its connections are said.',
  );
});

test('a workload of a second copy of this package is told as that', () => {
  expect(errorOf('web.connections.allowTo(new second.Deployment(chart, \'db\', { metadata: { name: \'db\' }, containers: [{ image: \'x\' }] }))')).toContain('second copy of cdk8s-netpol');
});

test('an IP block of cdk8s-plus is told as that', () => {
  expect(errorOf('web.connections.allowTo(plus.NetworkPolicyIpBlock.ipv4(chart, \'block\', \'10.0.0.0/8\'))')).toContain('is a NetworkPolicyIpBlock of cdk8s-plus-34');
});
