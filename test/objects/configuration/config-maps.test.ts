import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Chart, Testing } from 'cdk8s';
import { ConfigMap, ConfigMapProps } from '../../../src';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'config-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function mapIn(chart: Chart, props?: ConfigMapProps): ConfigMap {
  return new ConfigMap(chart, 'Map', props);
}

function written(chart: Chart): { data?: object; binaryData?: object } {
  return (Testing.synth(chart) as { data?: object; binaryData?: object }[])[0];
}

describe('a ConfigMap', () => {
  test('is written with all that was added until then', () => {
    const chart = Testing.chart();
    const map = mapIn(chart, { data: { a: '1' } });
    map.addData('b', '');
    map.addBinaryData('c', 'AAEC');
    expect(written(chart)).toMatchObject({ data: { a: '1', b: '' }, binaryData: { c: 'AAEC' }, immutable: false });
  });

  test('is changed by its methods alone', () => {
    const map = mapIn(Testing.chart(), { data: { a: '1' } });
    map.data.b = '2';
    expect(map.data).toEqual({ a: '1' });
  });

  test('takes text files as text and others as bytes', () => {
    const chart = Testing.chart();
    const map = mapIn(chart);
    map.addFile(file('app.conf', 'grüße\n'));
    map.addFile(file('logo.png', Uint8Array.of(0x89, 0x50, 0xff)), 'logo');
    expect(written(chart)).toMatchObject({ data: { 'app.conf': 'grüße\n' }, binaryData: { logo: 'iVD/' } });
  });

  test('takes the files of a directory, but not those that are excluded', () => {
    const chart = Testing.chart();
    ['a.conf', 'b.conf', 'b.conf.bak'].forEach((name) => file(name, name));
    mapIn(chart).addDirectory(folder, { keyPrefix: 'etc-', exclude: ['*.bak', 'a.*'] });
    expect(written(chart).data).toEqual({ 'etc-b.conf': 'b.conf' });
  });
});

describe('a ConfigMap refuses', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['a key with a space', (chart) => mapIn(chart, { data: { 'a b': '1' } }), 'test/Map: "a key of data" is "a b", but must be at most 253 letters, digits'],
    ['a key that leaves the folder', (chart) => mapIn(chart, { data: { '..': '1' } }), '"a key of data" is ".."'],
    ['a number', (chart) => mapIn(chart, { data: { a: 1 as unknown as string } }), '"data["a"]" is 1, but must be text: a ConfigMap has no numbers'],
    ['nothing', (chart) => mapIn(chart, { data: { a: null as unknown as string } }), '"data["a"]" is null, but is required. Give text, which may be empty.'],
    ['what is not base64', (chart) => mapIn(chart, { binaryData: { a: 'hello' } }), '"binaryData["a"]" is "hello", but must be bytes in base64'],
    ['a key twice', (chart) => mapIn(chart, { data: { a: '1' } }).addBinaryData('a', 'AAEC'), 'test/Map: the key "a" is there already. Give this entry another key'],
    ['a list', (chart) => mapIn(chart, { data: ['a'] as unknown as { [key: string]: string } }), '"data" is ["a"], but must be an object with named fields.'],
    ['a file that is not there', (chart) => mapIn(chart).addFile('/no/such.conf'), '"localFile" is "/no/such.conf", which cannot be read: ENOENT'],
    ['a directory as a file', (chart) => mapIn(chart).addFile(tmpdir()), 'which cannot be read: EISDIR'],
    ['a directory that is not there', (chart) => mapIn(chart).addDirectory('/no/such'), '"localDir" is "/no/such", which cannot be read'],
  ])('%s', (_, make, error) => {
    expect(() => make(Testing.chart())).toThrow(error);
  });

  test('more than 1 MiB in all', () => {
    const map = mapIn(Testing.chart(), { data: { a: 'ä'.repeat(512 * 1024) } });
    expect(() => map.addBinaryData('b', 'AAEC')).toThrow('test/Map: with "b" the values have 1048579 bytes, but a ConfigMap holds at most 1048576. Leave some out');
  });
});
