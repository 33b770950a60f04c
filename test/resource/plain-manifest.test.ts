import { ApiObject, ApiObjectProps, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { ResourceObject } from '../../src/resource/resource-object';
import { ofAnotherLibrary } from '../support/check-every-manifest';

/** Values of which cdk8s makes something of its own, or which it refuses. */
const ODD: readonly unknown[] = [
  new Map([['x', 1]]), new Date(0), Size.gibibytes(1), () => 'x', { resolve: () => ({ y: 1 }) }, { constructor: 'x' }, Object.create(null),
  Symbol.iterator, 5n, { value: 'x' }, new (class Quantity { public readonly value = '1Gi'; })(), [null], [undefined], JSON.parse('{"__proto__": {"x": 1}}'),
];

const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined)) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('b', 'a', 'c', 'spec', 'resolve', 'value'), tie('value'), { maxKeys: 4 }),
    tie('value').map((one) => Lazy.any({ produce: () => one })),
  ),
})).value;

test('writes fields of whatever kind as an ApiObject of cdk8s does', () => {
  let written = 0;
  fc.assert(fc.property(value, value, fc.boolean(), (spec, data, isPatched) => {
    const [own, plain] = [ResourceObject, ApiObject].map((type) => rendered(type, lazily(spec, data), isPatched));
    expect(own).toEqual(plain);
    expect(keysOf(own)).toEqual(keysOf(plain));
    if (typeof own === 'object') written++;
  }), { numRuns: 1000 });
  expect(written).toBeGreaterThan(400);
});

test('asks the resolvers of the app about every value', () => {
  class Shouting implements IResolver {
    public resolve(context: ResolutionContext): void {
      if (context.value === 'quiet') context.replaceValue('LOUD');
    }
  }
  expect(rendered(ResourceObject, lazily({ inner: ['quiet'] }), false, [new Shouting()])).toMatchObject({ spec: { inner: ['LOUD'] } });
});

test('leaves keys as they are where cdk8s is told not to sort them', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expect(keysOf(rendered(ResourceObject, lazily({ b: 1, a: { d: 1, c: 1 } })))).toEqual(['apiVersion', 'kind', 'metadata', 'name', 'spec', 'b', 'a', 'd', 'c']);
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

function lazily(spec: unknown, data?: unknown): ApiObjectProps {
  return { apiVersion: 'v1', kind: 'Example', spec: Lazy.any({ produce: () => spec }), data: Lazy.any({ produce: () => data }) };
}

/** What an object is written as, or what is said instead. */
function rendered(type: typeof ApiObject, props: ApiObjectProps, isPatched = false, resolvers: IResolver[] = []): object | string {
  const object = new type(new Chart(new App({ resolvers }), 'chart'), 'object', props);
  if (isPatched) object.addJsonPatch(JsonPatch.add('/metadata/labels', { x: 'y' }));
  try {
    return ofAnotherLibrary(() => object.toJson() as object);
  } catch (error) {
    return (error as Error).message;
  }
}

/** The keys of a value in their order, those of its parts included. */
function keysOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) => [...Array.isArray(part) ? [] : [key], ...keysOf(inner)]);
}
