import { Chart, Testing } from 'cdk8s';
import { Deployment, Namespace, Service } from '../../src';

const letters = (count: number) => 'a'.repeat(count);
const deployment = (name: string) => new Deployment(new Chart(Testing.app(), 'shop'), 'web', { metadata: { name }, containers: [{ image: 'x' }] });

test.each([63, 64, 200, 253])('a name of %i characters is taken, as Kubernetes takes it', (count) => {
  expect(() => deployment(letters(count))).not.toThrow();
});

test.each<[string, (chart: Chart, name: string) => unknown, number]>([
  ['a Deployment', (_, name) => deployment(name), 253],
  ['a Service', (chart, name) => new Service(chart, 'web', { metadata: { name }, ports: [{ port: 80 }] }), 63],
  ['a namespace', (chart, name) => new Namespace(chart, 'web', { metadata: { name } }), 63],
])('the name of %s that is too long is refused for its length', (_, make, most) => {
  const chart = new Chart(Testing.app(), 'shop');
  expect(() => make(chart, letters(most + 1))).toThrow(
    `shop/web: "metadata.name" is "${letters(40)}…", which has ${most + 1} characters, but at most ${most} are allowed. Give a shorter one.`,
  );
});

test('a name of a wrong form is refused for its form', () => {
  expect(() => deployment('Web_1')).toThrow('"metadata.name" is "Web_1", but must be lower case letters, digits, "-" and ".", such as "shop-web".');
});
