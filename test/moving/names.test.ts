import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { Assembly } from './assembly';
import { brokenNames } from './differences';
import { namesOfTable } from './table';
import * as ours from '../../src';
import { provideCompiledLibrary } from '../support/compiled-library';

const PROJECT = resolve(__dirname, '..', '..');
const PAGE = readFileSync(join(PROJECT, 'docs', 'moving-from-cdk8s-plus.md'), 'utf8');
const OTHERS = Assembly.of(join(PROJECT, 'node_modules', 'cdk8s-plus-34'), 'k8s');

beforeAll(() => provideCompiledLibrary(), 120_000);

describe('the names of cdk8s-plus', () => {
  test('are here, and can be used alike, but for those in the table of the page', () => {
    const broken = brokenNames(OTHERS, Assembly.of(PROJECT));
    expect(broken.sort()).toEqual([...namesOfTable(PAGE)].sort());
  });

  test('are many', () => {
    const members = [...OTHERS.types.values()].flatMap((type) => (
      [...type.members ?? [], ...OTHERS.propertiesOf(type).values(), ...OTHERS.methodsOf(type).values()]
    ));
    expect(OTHERS.types.size).toBeGreaterThan(200);
    expect(members.length).toBeGreaterThan(1000);
  });

  test('of enums stand for the same values', () => {
    const theirs = jest.requireActual<Record<string, unknown>>('cdk8s-plus-34');
    const enums = [...OTHERS.types.values()].filter(({ kind }) => kind === 'enum').map(({ name }) => name);
    const valuesIn = (library: object) => Object.fromEntries(enums.map((name) => [name, { ...(library as Record<string, object>)[name] }]));
    expect(valuesIn(ours)).toMatchObject(valuesIn(theirs));
  });
});

describe('the comparison finds', () => {
  const [method, optional, text] = [{ name: 'm' }, { optional: true }, { type: { primitive: 'string' } }];
  const type = (more: object) => ({ types: new Map([['T', { name: 'T', kind: 'class', ...more }]]) });
  const assemblies = (before: object, now: object) => [before, now].map((more) => Object.setPrototypeOf(type(more), Assembly.prototype) as Assembly);

  test.each<[string, object, object]>([
    ['a member that is gone', { methods: [method] }, {}],
    ['one that is no longer static', { methods: [{ ...method, static: true }] }, { methods: [method] }],
    ['a parameter that must be given now', { methods: [{ ...method, parameters: [] }] }, { methods: [{ ...method, parameters: [{ name: 'p', ...text }] }] }],
    ['a parameter of another type', { methods: [{ ...method, parameters: [{ name: 'p', ...text }] }] }, { methods: [{ ...method, parameters: [{ name: 'p', type: { primitive: 'number' } }] }] }],
    ['a result that may be missing now', { methods: [{ ...method, returns: text }] }, { methods: [{ ...method, returns: { ...text, ...optional } }] }],
    ['a property that cannot be set any more', { properties: [{ name: 'm', ...text }] }, { properties: [{ name: 'm', ...text, immutable: true }] }],
  ])('%s', (_, before, now) => {
    const [one, other] = assemblies(before, now);
    expect(brokenNames(one, other)).toEqual(['T.m']);
    expect(brokenNames(one, one)).toEqual([]);
  });

  test('a field that must be given now', () => {
    const [one, other] = assemblies({ datatype: true, properties: [{ name: 'm', ...text, ...optional }] }, { datatype: true, properties: [{ name: 'm', ...text }] });
    expect(brokenNames(one, other)).toEqual(['T.m']);
    expect(brokenNames(other, one)).toEqual([]);
  });

  test('a type that is gone', () => {
    const [one] = assemblies({}, {});
    expect(brokenNames(one, Object.setPrototypeOf({ types: new Map() }, Assembly.prototype) as Assembly)).toEqual(['T']);
  });
});
