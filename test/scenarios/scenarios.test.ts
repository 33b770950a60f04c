import { readScenario, Scenario, scenarios, wrongAnswers } from './scenario';
import { engine, Verdicts } from '../analysis/engine';
import { Reference } from '../analysis/reference/reference';

const ALL = scenarios();
const READERS: [string, (manifests: readonly object[]) => Verdicts][] = [['the reference', (manifests) => new Reference(manifests)], ['the engine', engine]];

describe.each(READERS)('%s says that', (_, read) => {
  test.each(ALL.map((scenario) => [`${scenario.says} (${scenario.rule})`, scenario] as const))('%s', (__, scenario) => {
    expect(wrongAnswers(scenario, read(scenario.manifests))).toEqual([]);
  });
});

describe('the scenarios', () => {
  test('show every rule', () => {
    expect([...new Set(ALL.map(({ rule }) => rule))]).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test('begin their file names with their rules', () => {
    expect(ALL.filter(({ file, rule }) => Number(/^(\d\d)-/.exec(file)?.[1]) !== rule).map(({ file }) => file)).toEqual([]);
  });

  test('say what is open and what is closed', () => {
    expect(ALL.filter((scenario) => !says(scenario, true) || !says(scenario, false)).map(({ file }) => file)).toEqual([]);
  });
});

/** What is open and nothing else says both. */
function says({ expectations }: Scenario, open: boolean): boolean {
  return expectations.some(({ isOpen, traffic }) => isOpen === open || isOpen && traffic !== undefined);
}

describe('a wrong answer', () => {
  const HEADER = 'kind: Scenario\nrule: 1\nsays: Nothing\nexpect: |\n';
  const PODS = ['web', 'db'].map((name) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: shop }, spec: {} }`);
  const POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 90 }, { protocol: UDP }] }] }`;

  test.each([
    ['shop/web -> shop/db: TCP 80-90; UDP', []],
    ['shop/web -> shop/db: TCP 80-90; UDP 1-65534', ['shop/web -> shop/db: TCP 80-90; UDP 1-65534 (UDP 65535 is open)']],
    ['shop/web -> shop/db: TCP 81-90; UDP', ['shop/web -> shop/db: TCP 81-90; UDP (TCP 80 is open)']],
    ['shop/web -> shop/db: TCP 80-91; UDP', ['shop/web -> shop/db: TCP 80-91; UDP (TCP 91 is closed)']],
    ['!shop/web -> shop/db: TCP 79', []],
    ['!shop/web -> shop/db: TCP 79-80', ['!shop/web -> shop/db: TCP 79-80 (TCP 80 is open)']],
    ['!shop/web -> shop/db: SCTP', []],
    ['shop/web -> shop/web', []],
    ['!shop/web -> shop/web: TCP 1', ['!shop/web -> shop/web: TCP 1 (TCP 1 is open)']],
  ])('in "%s" is found', (line, wrong) => {
    const scenario = readScenario('some.yaml', [`${HEADER}  ${line}`, ...PODS, POLICY].join('\n---\n'));
    expect(wrongAnswers(scenario, new Reference(scenario.manifests))).toEqual(wrong);
  });

  test.each([
    ['noPods: [shop/web]', ['shop/web takes part']],
    ['noPods: [shop/nowhere]', []],
    ['refused: [shop/closed]', ['shop/closed is not refused']],
  ])('in "%s" is found', (line, wrong) => {
    const scenario = readScenario('some.yaml', [`${HEADER}  shop/web -> shop/web\n${line}`, ...PODS, POLICY].join('\n---\n'));
    expect(wrongAnswers(scenario, new Reference(scenario.manifests))).toEqual(wrong);
  });

  test.each(['web to db', 'shop/web -> shop/db: tcp/80', 'shop/web -> shop/db: TCP 80, UDP 53'])('cannot hide in a line such as "%s"', (line) => {
    expect(() => readScenario('some.yaml', `${HEADER}  ${line}`)).toThrow('is not of the form');
  });
});
