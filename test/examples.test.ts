import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, Synthesized, synthesize } from './examples/synth';
import { CodeBlock, codeBlocks } from './support/code-blocks/markdown';
import { yamlDifferences } from './support/code-blocks/shown-yaml';
import { provideCompiledLibrary } from './support/compiled-library';
import { problemsOfManifests } from './support/kubernetes-schemas';
import { PolicyReading } from './support/read-policies';

const NAMES = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts'))).sort();

/** What `cdk8s synth` writes and says for each example, run as a user runs it. */
const synthesized = new Map<string, Synthesized>();

beforeAll(() => {
  provideCompiledLibrary();
  for (const name of NAMES) synthesized.set(name, synthesize(join(EXAMPLES, name)));
}, 60_000);

function written(name: string): readonly object[] {
  return synthesized.get(name)!.manifests;
}

describe.each(NAMES)('the example %s', (name) => {
  test('writes what a cluster takes', () => {
    expect(written(name)).not.toEqual([]);
    expect(problemsOfManifests(written(name), ['ClusterNetworkPolicy'])).toEqual([]); // of which test:cluster asks the published definition
  });

  test('is synthesized', () => {
    expect(synthesized.get(name)).toMatchObject({ status: 0 });
  });

  test('shows in its README what it writes', () => {
    const shown = blocksOfReadme(name, 'yaml');
    expect(shown).not.toEqual([]);
    expect(shown.flatMap(({ text }) => yamlDifferences(`${text}\n# …`, written(name)))).toEqual([]);
  });

  test('shows in its README lines of its programs', () => {
    const shown = blocksOfReadme(name, 'ts').flatMap(({ text }) => text.split('\n'));
    expect(shown).not.toEqual([]);
    expect(shown.filter((line) => !linesOf(name, '.ts').includes(line.trim()))).toEqual([]);
  });

  test('shows in its README lines of its texts, and files that are there', () => {
    const shown = blocksOfReadme(name, 'text').flatMap(({ text }) => text.split('\n'));
    expect(shown.filter((line) => !linesOf(name, '.txt').includes(line))).toEqual([]);
    const links = [...readme(name).matchAll(/\]\((?!https:)([^)#]+)[^)]*\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !existsSync(join(EXAMPLES, name, link)))).toEqual([]);
  });
});

test.each(['adopted-charts', 'every-kind', 'mistakes'])('the example %s is synthesized without a warning', (name) => {
  expect(synthesized.get(name)!.stderr).toBe('');
});

function readme(name: string): string {
  return readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
}

function blocksOfReadme(name: string, language: string): CodeBlock[] {
  return codeBlocks(readme(name)).filter((block) => block.language === language);
}

/** The lines of all files of an example whose names end so, without the spaces before them. */
function linesOf(name: string, ending: string): string[] {
  const files = readdirSync(join(EXAMPLES, name)).filter((file) => file.endsWith(ending));
  return files.flatMap((file) => readFileSync(join(EXAMPLES, name, file), 'utf8').split('\n')).map((line) => line.trim());
}

describe('in the three-tier shop', () => {
  const DNS = 'kube-system/kube-dns';
  const [PAYMENT, ELSEWHERE, IPV6] = ['203.0.113.7', '198.51.100.7', '2001:db8::7'];
  const STRANGERS = ['default/stranger', 'shop-web/stranger', 'shop-app/stranger', 'shop-data/stranger'];

  /** The shop, in a cluster with a DNS and with pods that are not of the shop. */
  function cluster(): PolicyReading {
    const dns = pod(DNS, { 'k8s-app': 'kube-dns' });
    return new PolicyReading([...written('three-tier-shop'), dns, ...STRANGERS.map((ref) => pod(ref, {}))]);
  }

  function pod(ref: string, labels: object): object {
    const [namespace, name] = ref.split('/');
    return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: { containers: [{ name: 'main', image: 'x' }] } };
  }

  /** Every pair of which one is of the shop and between which anything is open. */
  function openPairs(reading: PolicyReading, ends: readonly string[]): Record<string, string> {
    const isShop = (end: string) => end.startsWith('shop-') && !STRANGERS.includes(end);
    const pairs = ends.flatMap((from) => ends.map((to) => [from, to])).filter(([from, to]) => from !== to && (isShop(from) || isShop(to)));
    return Object.fromEntries(pairs.map(([from, to]) => [`${from} => ${to}`, reading.openPorts(from, to)]).filter(([, ports]) => ports !== 'none'));
  }

  test('just those reach each other who were connected', () => {
    const reading = cluster();
    expect(openPairs(reading, [...reading.pods, PAYMENT, ELSEWHERE, IPV6])).toEqual({
      [`${PAYMENT} => shop-web/storefront`]: 'TCP 8080',
      [`${ELSEWHERE} => shop-web/storefront`]: 'TCP 8080',
      'shop-web/storefront => shop-app/api': 'TCP 3000',
      'shop-app/api => shop-data/postgres': 'TCP 5432',
      'shop-app/api => shop-data/redis': 'TCP 6379',
      'shop-app/api => shop-data/queue': 'TCP 4222',
      'shop-app/worker => shop-data/queue': 'TCP 4222',
      'shop-app/worker => shop-data/postgres': 'TCP 5432',
      [`shop-app/worker => ${PAYMENT}`]: 'TCP 443',
      'shop-app/report => shop-data/postgres': 'TCP 5432',
      [`shop-web/storefront => ${DNS}`]: 'TCP 53; UDP 53',
      [`shop-app/api => ${DNS}`]: 'TCP 53; UDP 53',
      [`shop-app/worker => ${DNS}`]: 'TCP 53; UDP 53',
      [`shop-app/report => ${DNS}`]: 'TCP 53; UDP 53',
    });
  });

  test('replicas of one workload do not reach each other', () => {
    const reading = cluster();
    const shop = reading.pods.filter((ref) => ref.startsWith('shop-') && !STRANGERS.includes(ref));
    expect(shop).toHaveLength(7);
    expect(shop.map((ref) => reading.openPorts(ref, `${ref}#2`))).toEqual(shop.map(() => 'none'));
  });

  test('the DNS of the cluster keeps the policies that it has', () => {
    expect(cluster().openPorts('default/stranger', DNS)).toBe('all');
    expect(written('three-tier-shop').filter((manifest: any) => manifest.metadata.namespace === 'kube-system')).toEqual([]);
  });

  test('whatever else is put into a namespace of the shop is closed', () => {
    const reading = cluster();
    expect(reading.openPorts('shop-data/stranger', ELSEWHERE)).toBe('none');
    expect(reading.openPorts('default/stranger', 'shop-data/stranger')).toBe('none');
  });
});
