import { existsSync, readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { TestStatus, ToldTest } from './told-test';

interface Told {
  readonly text: string;
}

/** Elements are lists, attributes are texts. */
interface Case {
  readonly 'name': string;
  readonly 'failure'?: readonly Told[];
  readonly 'error'?: readonly Told[];
  readonly 'skipped'?: readonly Told[];
  readonly 'system-out'?: readonly Told[];
  readonly 'system-err'?: readonly Told[];
}

interface Suite {
  readonly testsuites?: readonly Suite[];
  readonly testsuite?: readonly Suite[];
  readonly testcase?: readonly Case[];
}

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: 'text',
  alwaysCreateTextNode: true,
  parseTagValue: false,
  htmlEntities: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/** The tests in files of JUnit's XML, which pytest writes too. */
export function testsOfJUnit(files: readonly string[]): ToldTest[] {
  return files.filter((file) => existsSync(file)).flatMap((file) => casesOf(PARSER.parse(readFileSync(file, 'utf8')) as Suite)).map((one) => ({
    name: one.name,
    status: statusOf(one),
    text: [one.failure, one.error, one.skipped, one['system-out'], one['system-err']].flatMap((all) => all ?? []).map(({ text }) => text).join('\n').trim(),
  }));
}

function casesOf({ testsuites = [], testsuite = [], testcase = [] }: Suite): Case[] {
  return [...testcase, ...[...testsuites, ...testsuite].flatMap(casesOf)];
}

function statusOf({ failure, error, skipped }: Case): TestStatus {
  if (failure ?? error) return 'failed';
  return skipped ? 'skipped' : 'passed';
}
