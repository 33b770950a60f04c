import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { allowInvalidManifests } from './check-every-manifest';
import { EmittedManifests } from './emitted-manifests';

const app = {};
const namespace = (name: string, more: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...more } });

const broken = namespace('Shop');
const problemOfBroken = 'Namespace default/Shop (chart/Namespace): metadata.name: "Shop" is not a name of a Namespace';
const complaint = (...problems: string[]) => ['"a test" emits objects that a cluster would refuse:', ...problems].join('\n  ');

describe('what was emitted', () => {
  let emitted: EmittedManifests;
  beforeEach(() => { emitted = new EmittedManifests(); });

  test('a good object passes, however often it is emitted', () => {
    emitted.add(namespace('shop'), 'chart/Namespace', app);
    emitted.add(namespace('shop'), 'chart/Namespace', app);
    emitted.check('a test');
  });

  test('a broken object fails the test with its name and path, once', () => {
    emitted.add(broken, 'chart/Namespace', app);
    emitted.add(broken, 'chart/Namespace', app);
    expect(() => emitted.check('a test')).toThrow(new Error(complaint(problemOfBroken)));
    emitted.check('the next test');
  });

  test('a broken object fails the next test that emits it, too', () => {
    emitted.add(broken, 'chart/Namespace', app);
    expect(() => emitted.check('a test')).toThrow(problemOfBroken);
    emitted.add(broken, 'chart/Namespace', app);
    expect(() => emitted.check('a test')).toThrow(problemOfBroken);
  });

  test('a broken object that is meant passes, a good one that is meant to be broken does not', () => {
    emitted.add(broken, 'chart/Namespace', app);
    emitted.check('a test', true);
    emitted.add(namespace('shop'), 'chart/Namespace', app);
    expect(() => emitted.check('a test', true)).toThrow('"a test" calls allowInvalidManifests(), but every object that it emits is valid. Take the call away.');
  });

  test('two constructs of one app may not share a name, two apps may', () => {
    emitted.add(namespace('shop'), 'chart/One', app);
    emitted.add(namespace('shop'), 'chart/Two', {});
    emitted.check('a test');
    emitted.add(namespace('shop', { labels: { a: 'b' } }), 'chart/Two', app);
    expect(() => emitted.check('a test')).toThrow(complaint('Namespace default/shop: is emitted by chart/One and by chart/Two'));
  });

  test('custom kinds pass, unknown kinds of Kubernetes do not', () => {
    emitted.add({ apiVersion: 'example.com/v1', kind: 'Shop' }, 'chart/Shop', app);
    emitted.check('a test');
    emitted.add({ apiVersion: 'v1', kind: 'Shop', metadata: { name: 'shop' } }, 'chart/Shop', app);
    expect(() => emitted.check('a test')).toThrow(complaint('Shop default/shop (chart/Shop): there is no kind Shop in v1'));
  });
});

// allowInvalidManifests() fails where nothing invalid was seen: so this passes only because the check saw port 0.
test('every object that a test emits is seen', () => {
  allowInvalidManifests();
  const chart = Testing.chart();
  const pod = new ApiObject(chart, 'Pod', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main', image: 'nginx', ports: [{ containerPort: 80 }] }] } });
  pod.addJsonPatch(JsonPatch.replace('/spec/containers/0/ports/0/containerPort', 0));
  expect(Testing.synth(chart)).toHaveLength(1);
});
