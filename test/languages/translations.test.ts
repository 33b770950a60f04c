import { spawnSync } from 'child_process';
import { Assembly } from '@jsii/spec';
import { mended } from '../../scripts/examples/mended';
import { syntaxErrors } from '../../scripts/examples/parse';

/** As much of the public API as the examples here use. */
const ASSEMBLY = {
  types: {
    Workload: { name: 'Workload', kind: 'class', properties: [{ name: 'connections' }], methods: [] },
    PodConnections: { name: 'PodConnections', kind: 'class', methods: [{ name: 'allowTo', parameters: [{}, {}] }] },
    Pods: { name: 'Pods', kind: 'class', methods: [{ name: 'all', static: true, parameters: [{}, {}, {}] }] },
    Options: { name: 'Options', kind: 'interface', datatype: true, properties: [{ name: 'connections' }] },
    Port: { name: 'Port', kind: 'class' },
  },
} as unknown as Assembly;

describe('what the translator of examples does not know is mended', () => {
  test.each([
    ['python', 'who.is_open(from="shop/web", to="x", in = "y", from_=1) == from_', 'who.is_open(from_="shop/web", to="x", in = "y", from_=1) == from_'],
    ['java', 'web.connections.allowTo(redis);', 'web.getConnections().allowTo(redis);'],
    ['go', 'web.connections.AllowTo(redis)', 'web.Connections().AllowTo(redis, nil)'],
    ['go', 'web.connections.AllowTo(cdk8snetpol.Pods_All(chart, id("a, (b")))', 'web.Connections().AllowTo(cdk8snetpol.Pods_All(chart, id("a, (b"), nil), nil)'],
    ['go', 'f(&Options{\n}, []Options{}, []Port{}, []*string{})', 'f(&cdk8snetpol.Options{\n}, &[]*cdk8snetpol.Options{}, &[]cdk8snetpol.Port{}, &[]*string{})'],
    ['csharp', 'web.Connections.AllowTo(redis);', 'web.Connections.AllowTo(redis);'],
  ])('in %s: %s', (language, source, expected) => {
    expect(mended(language, source, ASSEMBLY)).toBe(expected);
  });
});

describe('a translation that does not parse is found', () => {
  test.each([
    ['python', 'python3', 'f(from_=1)', 'f(from=1)'],
    ['java', 'javac', 'Unknown x = f(y);', 'f(y'],
    ['go', 'gofmt', 'x := unknown(y)', 'from := import "x"'],
  ])('in %s, where %s is there', async (language, command, right, wrong) => {
    const isThere = spawnSync(command, ['-h']).error === undefined;
    expect((await syntaxErrors(language, [right, wrong])).map((error) => error.split('\n').at(-1))).toEqual(isThere ? [wrong] : []);
  });
});
