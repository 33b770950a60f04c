import { Chart, Testing } from 'cdk8s';
import { Checker } from './support/checker';
import { Cluster } from './support/cluster';
import { Field, FIELDS } from './values';
import { FIELDS_OF_OBJECTS } from './values-of-objects';
import { manifestsOf } from '../support/who-reaches-whom';

let cluster: Cluster;
let checker: Checker;
beforeAll(async () => {
  cluster = await Cluster.start();
  checker = new Checker('1.36');
}, 120_000);
afterAll(async () => {
  await cluster?.end();
  await checker?.close();
});

describe.each([...FIELDS, ...FIELDS_OF_OBJECTS].map((field) => [field.field, field] as const))('%s', (_, field) => {
  test.each(casesOf(field))('$title', async ({ value, byServer, byLibrary }) => {
    const verdict = await refusals(field.byHand(value));
    expect(verdict.length === 0 ? 'taken' : verdict).toEqual(byServer ? 'taken' : expect.any(Array));
    if (byLibrary) expect(await refusals(...written(field, value))).toEqual([]);
    else expect(() => written(field, value)).toThrow();
  });
});

interface Case {
  readonly title: string;
  readonly value: unknown;
  readonly byServer: boolean;
  readonly byLibrary: boolean;
}

function casesOf({ taken, refused, refusedHere = [], mendedHere = [] }: Field): Case[] {
  const show = (value: unknown) => (value === undefined ? 'left out' : JSON.stringify(value));
  return [
    ...taken.map((value) => ({ title: `may be ${show(value)}`, value, byServer: true, byLibrary: true })),
    ...refused.map((value) => ({ title: `may not be ${show(value)}`, value, byServer: false, byLibrary: false })),
    ...refusedHere.map(([value]) => ({ title: `may be ${show(value)}, but not here`, value, byServer: true, byLibrary: false })),
    ...mendedHere.map(([value]) => ({ title: `may not be ${show(value)}, which is written in another form here`, value, byServer: false, byLibrary: true })),
  ];
}

function written({ give }: Field, value: unknown): object[] {
  const app = Testing.app();
  give(new Chart(app, 'chart', { namespace: 'default' }), value);
  return manifestsOf(app) as object[];
}

/** Why the server refuses some of the objects. The checker must agree with it. */
async function refusals(...objects: object[]): Promise<string[]> {
  const said = await Promise.all(objects.map(async (object) => cluster.refusal(object)));
  const judged = await checker.refused(objects);
  expect(judged.map(({ object }) => object)).toEqual(objects.filter((__, index) => said[index] !== undefined));
  return said.filter((text) => text !== undefined);
}
