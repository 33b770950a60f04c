import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { EXAMPLES, PROJECT, synthesize, Synthesized } from './synth';
import { asHere } from '../moving/two-libraries';
import { Written } from '../moving/write';
import { provideCompiledLibrary } from '../support/compiled-library';
import { PolicyReading } from '../support/read-policies';

const FOLDER = join(EXAMPLES, 'moved-shop');
const HERE = "import * as kplus from 'cdk8s-netpol';";
const THERE = "import * as kplus from 'cdk8s-plus-34';";
const WORKLOADS = ['shop/web', 'shop/api', 'shop/db', 'shop/report'];

let here: Synthesized;
let there: Synthesized;

beforeAll(() => {
  provideCompiledLibrary();
  here = synthesize(FOLDER);
  there = beforeItMoved();
}, 120_000);

/** The example with the import line that it had, synthesized in a folder like its own. */
function beforeItMoved(): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'moved-shop-'));
  try {
    cpSync(FOLDER, folder, { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const shop = readFileSync(join(folder, 'shop.ts'), 'utf8');
    expect(shop.split('\n').filter((line) => line === HERE)).toHaveLength(1);
    writeFileSync(join(folder, 'shop.ts'), shop.replace(HERE, THERE));
    return synthesize(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What was written besides policies, by kind and name. */
function objectsOf({ manifests }: Synthesized): Record<string, Written> {
  const objects = (manifests as Written[]).filter(({ kind }) => kind !== 'NetworkPolicy');
  return Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

function openPairs({ manifests }: Synthesized): Record<string, string> {
  const reading = new PolicyReading(manifests);
  const pairs = WORKLOADS.flatMap((from) => WORKLOADS.filter((to) => to !== from).map((to) => [from, to]));
  return Object.fromEntries(pairs.map(([from, to]) => [`${from} => ${to}`, reading.openPorts(from, to)]));
}

describe('the shop that moved over by its import line', () => {
  test('compiles and is synthesized with both libraries', () => {
    expect([here, there].map(({ status }) => status)).toEqual([0, 0]);
  });

  test('has objects of all sorts', () => {
    const kinds = new Set(Object.values(objectsOf(here)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'ConfigMap', 'CronJob', 'Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'PersistentVolumeClaim', 'Role', 'RoleBinding', 'Secret', 'Service',
      'ServiceAccount', 'StatefulSet',
    ]);
  });

  test('writes the same objects', () => {
    expect(objectsOf(here)).toEqual(objectsOf({ ...there, manifests: asHere(there.manifests as Written[]) }));
  });

  test('opens the same connections, by policies of its own', () => {
    expect(openPairs(here)).toEqual(openPairs(there));
    expect(openPairs(here)).toMatchObject({ 'shop/web => shop/api': 'TCP 3000', 'shop/web => shop/db': 'none', 'shop/report => shop/db': 'TCP 5432' });
  });

  test('is told what its policies close', () => {
    expect(there.stderr).toBe('');
    expect([...here.stderr.matchAll(/\[([a-z-]+)\]$/gm)].map(([, id]) => id).sort()).toEqual(['no-dns', 'no-dns', 'no-dns']);
  });
});
