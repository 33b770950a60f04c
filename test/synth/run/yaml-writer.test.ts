import * as fc from 'fast-check';
import { stringify as stringifyYaml } from 'yaml';
import { YamlWriter } from '../../../src/synth/run/yaml-writer';

type Stringify = (...documents: unknown[]) => string;

/** Texts that YAML reads as something else, quotes, folds, or writes differently from place to place. */
const AWKWARD = [
  'yes', 'no', 'on', 'off', 'y', 'n', 'null', '~', '', 'true', '1', '1.0', '0755', '0o7', '1e3', '.inf', '.nan', '2001-01-01', '1:30', '0x1F', '1_000', '+1', '-', '---', '--- x', '...', '... x',
  '%x', '- x', 'x: y', 'x #y', '#x', '!x', '&x', '*x', '|', '>', '@x', '`x', '[', ']', '{', '}', ',', '?', '? x', ': ', 'x:', ':x', 'x\ny', 'x\n', '\n', ' x', 'x ', '\tx', '"', '\'', '\'x\'', '=', '<<',
  '__proto__', 'toJSON', 'x'.repeat(1100), '\u2028', '\u0000', '\u00e9', '\ud800',
];

const text = fc.oneof(fc.constantFrom(...AWKWARD), fc.stringMatching(/^[-a-z0-9.:/_ ]{0,12}$/), fc.stringMatching(/^[a-z][a-z0-9]{0,2}(-[a-z0-9]{1,3}){1,3}$/), fc.string({ unit: 'binary', maxLength: 5 }));
const scalar = fc.oneof(text, text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const document = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(text, tie('value'), { maxKeys: 4 })),
})).value;

const original = stringifyOfCdk8s();

test('writes whatever plain values there are as cdk8s does', () => {
  const writer = new YamlWriter(original);
  fc.assert(fc.property(fc.array(document, { maxLength: 3 }), (documents) => {
    expect(writer.stringify(documents)).toBe(original(...documents));
  }), { numRuns: 3000 });
});

test.each<[string, unknown]>([
  ['an object that occurs twice', twice({ x: 1 })],
  ['an empty object that occurs twice', twice({})],
  ['a date', { x: new Date(0) }],
  ['a map of JavaScript', { x: new Map([['y', 1]]) }],
  ['an object that says itself how it is written', { x: { toJSON: () => 'y' } }],
  ['a value that is undefined', { x: undefined, y: [undefined] }],
  ['a large number', { x: 12345678901234567890n }],
  ['an array with gaps', { x: new Array(2) }],
  ['a document that is undefined', undefined],
  ['a document that is a text', 'x'],
])('leaves %s to cdk8s', (_, value) => {
  expect(new YamlWriter(original).stringify([value])).toBe(original(value));
});

test('asks cdk8s for each text once, and for no line otherwise', () => {
  const asked: unknown[][] = [];
  const writer = new YamlWriter((...documents) => {
    asked.push(documents);
    return original(...documents);
  });
  asked.length = 0;
  const manifest = { kind: 'Pod', metadata: { name: 'web', labels: { kind: 'Pod' } } };
  writer.stringify([manifest]);
  expect(asked).toEqual([[{ kind: 0 }], [{ a: 'Pod' }], [{ metadata: 0 }], [{ a: 'web' }], [{ labels: 0 }]]);
  writer.stringify([manifest, { metadata: manifest.metadata }]);
  expect(asked).toHaveLength(5);
});

test.each<[string, object]>([
  ['indents lists less', { indentSeq: false }],
  ['indents by four', { indent: 4 }],
  ['writes null as a sign', { nullStr: '~' }],
  ['quotes all texts', { defaultStringType: 'QUOTE_SINGLE' }],
  ['writes collections in one line', { collectionStyle: 'flow' }],
])('writes as a cdk8s does that %s', (_, options) => {
  const other: Stringify = (...documents) => documents.map((one) => stringifyYaml(one, { keepUndefined: true, lineWidth: 0, version: '1.1', ...options })).join('---\n');
  const writer = new YamlWriter(other);
  const documents = [{ kind: 'Pod', none: null, list: ['x', { y: 1 }] }, { x: [[1]] }];
  expect(writer.stringify(documents)).toBe(other(...documents));
});

function twice(value: object): object {
  return { first: value, second: [value] };
}

/** How cdk8s writes where this library was not loaded. */
function stringifyOfCdk8s(): Stringify {
  let stringify: Stringify | undefined;
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    stringify = (require('cdk8s') as typeof import('cdk8s')).Yaml.stringify;
  });
  return stringify!;
}
