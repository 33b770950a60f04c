import { readdirSync, readFileSync, statSync } from 'fs';
import { extname, join } from 'path';
import {
  CallExpression, createSourceFile, forEachChild, isCallExpression, isIdentifier, isNewExpression, isPropertyAccessExpression, Node, ScriptTarget,
} from 'typescript';
import { EXAMPLES, PROJECT } from './synth';

interface ClassOfApi {
  readonly kind: string;
  readonly name: string;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly methods?: readonly { readonly name: string; readonly static?: boolean }[];
}

const TYPES: Record<string, ClassOfApi> = JSON.parse(readFileSync(join(PROJECT, 'api', 'cdk8s-netpol.json'), 'utf8')).types;
const CONSTRUCTS = Object.values(TYPES).filter((type) => type.kind === 'class' && !type.abstract && isConstruct(type));
const OTHERS = ['every-kind-python', 'every-kind-java', 'every-kind-go'];

function isConstruct({ base }: ClassOfApi): boolean {
  return base !== undefined && (base === 'constructs.Construct' || (base in TYPES && isConstruct(TYPES[base])));
}

function factoriesOf(name: string): string[] {
  return TYPES[`cdk8s-netpol.${name}`].methods!.filter((method) => method.static).map((method) => `${name}.${method.name}`);
}

/** `new Ingress(…)` is told as `Ingress`, and `Volume.fromNfs(…)` as `Volume.fromNfs`. */
function madeBy(program: string): string[] {
  const made: string[] = [];
  const visit = (node: Node): void => {
    if (isNewExpression(node) && isIdentifier(node.expression)) made.push(node.expression.text);
    if (isCallExpression(node)) made.push(...calledOnClass(node));
    forEachChild(node, visit);
  };
  visit(createSourceFile('example.ts', program, ScriptTarget.Latest));
  return made;
}

function calledOnClass({ expression }: CallExpression): string[] {
  return isPropertyAccessExpression(expression) && isIdentifier(expression.expression) ? [`${expression.expression.text}.${expression.name.text}`] : [];
}

/** The texts of an example, by their paths in it. */
function textsOf(example: string, wanted: (path: string) => boolean): Record<string, string> {
  const folder = join(EXAMPLES, example);
  const isSource = (path: string) => !/^(dist|target|node_modules)\b/.test(path) && statSync(join(folder, path)).isFile();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => isSource(path) && wanted(path)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

const made = new Set(Object.values(textsOf('every-kind', (path) => extname(path) === '.ts')).flatMap(madeBy));
const classes = new Set([...made].map((name) => name.split('.')[0]).filter((name) => `cdk8s-netpol.${name}` in TYPES));

describe('the app with each kind', () => {
  test('has each construct of the package', () => {
    expect(CONSTRUCTS.length).toBeGreaterThan(30);
    expect(CONSTRUCTS.map(({ name }) => name).filter((name) => !classes.has(name))).toEqual([]);
  });

  test.each([
    'EnvValue', 'Env', 'Handler', 'IngressBackend', 'LabelExpression', 'MetricTarget', 'Node', 'NodeLabelQuery', 'NodeTaintQuery', 'Probe', 'Replicas',
    'DeploymentStrategy', 'StatefulSetUpdateStrategy', 'Volume', 'VolumeProjection', 'WellKnownPeer',
  ])('says %s in each way', (name) => {
    expect(factoriesOf(name)).not.toEqual([]);
    expect(factoriesOf(name).filter((factory) => !made.has(factory))).toEqual([]);
  });

  test.each(OTHERS)('has the same classes in %s', (example) => {
    const words = new Set(Object.values(textsOf(example, (path) => /\.(py|java|go)$/.test(path))).flatMap((text) => text.match(/[A-Za-z0-9]+/g) ?? []));
    expect(words.size).toBeGreaterThan(classes.size);
    expect([...classes].filter((name) => !words.has(name) && !words.has(`New${name}`))).toEqual([]);
  });

  test.each(OTHERS)('reads the same files in %s', (example) => {
    const isRead = (path: string) => /^(config|manifests)\b/.test(path) && !/\.(ts|py|java|go)$/.test(path);
    expect(Object.keys(textsOf(example, isRead))).toHaveLength(5);
    expect(textsOf(example, isRead)).toEqual(textsOf('every-kind', isRead));
  });
});
