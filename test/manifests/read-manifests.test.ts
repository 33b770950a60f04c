import { spawnSync } from 'child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { buildSync } from 'esbuild';
import { Source } from '../../src/analysis/model/source';
import { readManifests } from '../../src/manifests/read-manifests';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes files into the folder of the test, and gives back the path of the first. */
function write(files: { readonly [name: string]: string | Buffer }): string {
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
  return paths[0];
}

/** What was read, files by their place in the folder of the test. */
function result(...paths: string[]) {
  const { manifests, problems } = readManifests(paths);
  const inFolder = <T extends { readonly source: Source }>({ source: { text, ...source }, ...item }: T) => (
    { ...item, source: { ...source, file: source.file?.replace(join(folder, '/'), '') } }
  );
  return { manifests: manifests.map(inFolder), problems: problems.map(inFolder) };
}

const readFile = (content: string | Buffer, name = 'a.yaml') => result(write({ [name]: content }));

/** The only object of a file without problems. */
function only(content: string | Buffer, name?: string): unknown {
  const { manifests, problems } = readFile(content, name);
  expect(problems).toEqual([]);
  expect(manifests).toHaveLength(1);
  return manifests[0].manifest;
}

/** The text of the only problem of a file of which nothing could be read. */
function refusal(content: string | Buffer, name?: string): string {
  const { manifests, problems } = readFile(content, name);
  expect(manifests).toEqual([]);
  expect(problems).toHaveLength(1);
  return problems[0].text;
}

const filesRead = (...paths: string[]) => result(...paths).manifests.map(({ source }) => source.file);

describe('scalars are what they are to Kubernetes', () => {
  test.each([
    ['yes', true], ['Yes', true], ['YES', true], ['on', true], ['ON', true], ['y', true], ['true', true], ['True', true],
    ['no', false], ['off', false], ['Off', false], ['n', false], ['N', false], ['false', false], ['FALSE', false],
    ['"yes"', 'yes'], ["'on'", 'on'], ['yEs', 'yEs'], ['!!str yes', 'yes'], ['!!bool "yes"', true],
    ['~', null], ['', null], ['null', null], ['Null', null], ['nULL', 'nULL'], ['"~"', '~'],
    ['80', 80], ['+80', 80], ['-80', -80], ['0', 0], ['-0', 0], ['8_080', 8080], ['"80"', '80'], ['!!str 80', '80'], ['!!int "80"', 80],
    ['0777', 511], ['0o777', 511], ['-0777', -511], ['00', 0], ['007', 7], ['08', 8], ['0o8', '0o8'],
    ['0x1F', 31], ['-0x1f', -31], ['0b101', 5], ['0xG', '0xG'], ['0x', '0x'], ['0xFFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFFF'],
    ['1.50', 1.5], ['.5', 0.5], ['1.', 1], ['1e3', 1000], ['-1.5E-1', -0.15], ['1e400', '1e400'], ['1.2.3', '1.2.3'], ['.', '.'], ['-', undefined],
    ['12:30', '12:30'], ['10:30:00', '10:30:00'], ['1,000', '1,000'], ['_1', '_1'], ['infinity', 'infinity'],
    ['2001-12-14', '2001-12-14'], ['2001-12-14T21:59:43Z', '2001-12-14T21:59:43Z'], ['!!timestamp 2001-12-14', '2001-12-14'],
    ['!!binary aGVsbG8=', 'hello'], ['!Ref 80', '80'], ['!Ref [80]', [80]], ['!Ref {port: 80}', { port: 80 }], ['!Ref', ''],
    ['=', '='], ['<<', '<<'], ['10.0.0.0/8', '10.0.0.0/8'], ['::', undefined], ['fe80::1', 'fe80::1'],
  ])('%s', (written, expected) => {
    if (expected === undefined) expect(refusal(`a: ${written}`)).toContain('is not readable as YAML');
    else expect(only(`a: ${written}`)).toEqual({ a: expected });
  });

  test('a whole number beyond 2^53 is the same in YAML as in JSON', () => {
    expect(only('a: 9223372036854775807')).toEqual(only('{"a": 9223372036854775807}', 'a.json'));
  });

  test.each(['.inf', '-.Inf', '.nan'])('%s is refused, because JSON cannot say it', (written) => {
    expect(refusal(`a: ${written}`)).toContain(`${written} is no number to Kubernetes; quote it`);
  });

  test('keys are text: on is "true", 0x50 is "80"', () => {
    expect(only('on: 1\n0x50: 2\n1.5: 3\n2001-01-01: 4')).toEqual({ 'true': 1, '80': 2, '1.5': 3, '2001-01-01': 4 });
  });

  test('a key that JavaScript has a meaning for is a key like others', () => {
    const manifest = only('__proto__: {a: 1}\nconstructor: 2') as object;
    expect(Object.entries(manifest)).toEqual([['__proto__', { a: 1 }], ['constructor', 2]]);
  });
});

describe('merge keys', () => {
  test('put in what is not there', () => {
    expect(only('base: &base {a: 1, b: 2}\nc: {<<: *base, b: 3}')).toEqual({ base: { a: 1, b: 2 }, c: { a: 1, b: 3 } });
  });

  test('take several, the first of them first', () => {
    expect(only('<<: [{a: 1}, {a: 2, b: 2}]')).toEqual({ a: 1, b: 2 });
  });

  test('are ordinary keys in quotes', () => {
    expect(only('"<<": {a: 1}')).toEqual({ '<<': { a: 1 } });
  });

  test('merge no scalars', () => {
    expect(refusal('<<: 5')).toContain('cannot merge mappings');
  });

  test('may be many in a large document', () => {
    const items = Array.from({ length: 5_000 }, (_, index) => `- {<<: *base, name: n${index}}\n`).join('');
    expect(only(`base: &base {a: 1, b: 2, c: 3}\nitems:\n${items}`)).toMatchObject({ items: { 4999: { a: 1, b: 2, c: 3, name: 'n4999' } } });
  });
});

describe('a key twice', () => {
  test.each([
    ['in YAML', 'spec:\n  a: 1\n  b: 2\n  a: 3\n', 4],
    ['in JSON', '{\n  "spec": {\n    "a": 1,\n    "a": 2\n  }\n}', 4],
    ['in braces', 'spec: {a: 1, a: 2}', 1],
    ['spelt differently', 'yes: 1\n"true": 2', 2],
  ])('%s counts where it is last, as for kubectl, and is said there', (_, content, line) => {
    expect(readFile(content)).toMatchObject({ manifests: [{}], problems: [{ source: { line }, text: expect.stringMatching(/^has the key ".*" twice; this one counts/) }] });
  });
});

describe('aliases', () => {
  test('stand for what they name', () => {
    expect(only('a: &ports [80, 81]\nb: *ports')).toEqual({ a: [80, 81], b: [80, 81] });
  });

  test('of a billion laughs are refused, fast', () => {
    const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
    for (let level = 1; level < 60; level++) lines.push(`a${level}: &a${level} [${Array(9).fill(`*a${level - 1}`).join()}]`);
    const start = Date.now();
    expect(refusal(lines.join('\n'))).toContain('more than 100 times as long');
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  test('of a long text repeated are refused', () => {
    expect(refusal(`a: &a ${'x'.repeat(10_000)}\nb: [${Array(2_000).fill('*a').join()}]`)).toContain('more than 100 times as long');
  });

  test('of merges that grow are refused', () => {
    const keys = Array.from({ length: 1_000 }, (_, index) => `k${index}: 1`).join(', ');
    expect(refusal(`a: &a {${keys}}\nb: [${Array(1_000).fill('{<<: *a}').join()}]`)).toContain('merge keys exceeded');
  });

  test.each(['a: &a [*a]', 'a: &a {b: {c: *a}}'])('that contain themselves are refused: %s', (content) => {
    expect(refusal(content)).toContain('within the very value that it stands for');
  });

  test('that make a document too deep are refused', () => {
    const deep = Array.from({ length: 100 }, (_, index) => `a${index + 1}: &a${index + 1} [[[[[[[[[[*a${index}]]]]]]]]]]`);
    expect(refusal(['a0: &a0 []', ...deep].join('\n'))).toContain('more than 500 levels deep');
  });

  test('of what is not there are refused', () => {
    expect(refusal('a: *missing')).toContain('unidentified alias "missing"');
  });

  test('end with their document', () => {
    expect(readFile('a: &a 1\n---\nb: *a')).toMatchObject({ manifests: [{ manifest: { a: 1 } }], problems: [{ source: { document: 2, line: 3 } }] });
  });
});

describe('documents', () => {
  test('know their file, their number and their first line', () => {
    expect(readFile('kind: A\n---\nkind: B\n---\n# Source: shop/templates/c.yaml\n\nkind: C\n')).toEqual({
      manifests: [
        { manifest: { kind: 'A' }, source: { file: 'a.yaml', document: 1, line: 1 } },
        { manifest: { kind: 'B' }, source: { file: 'a.yaml', document: 2, line: 3 } },
        { manifest: { kind: 'C' }, source: { file: 'a.yaml', document: 3, line: 7 } },
      ],
      problems: [],
    });
  });

  test('count where they are empty, and are nothing', () => {
    expect(readFile('# a license\n---\n---\n# nothing\n---\n~\n---\nkind: A\n---\n')).toEqual({
      manifests: [{ manifest: { kind: 'A' }, source: { file: 'a.yaml', document: 4, line: 8 } }],
      problems: [],
    });
  });

  test.each(['', '\n', '# only a comment', '---', '---\n---\n', '\uFEFF'])('may be absent: %j', (content) => {
    expect(readFile(content)).toEqual({ manifests: [], problems: [] });
  });

  test('do not spoil each other', () => {
    expect(readFile('kind: A\n---\nkind: [B\n---\nkind: C\n---\nkind: D: D\n')).toEqual({
      manifests: [
        { manifest: { kind: 'A' }, source: { file: 'a.yaml', document: 1, line: 1 } },
        { manifest: { kind: 'C' }, source: { file: 'a.yaml', document: 3, line: 5 } },
      ],
      problems: [
        { source: { file: 'a.yaml', document: 2, line: 4 }, text: expect.stringContaining('is not readable as YAML'), discreet: 'is not readable as YAML' },
        { source: { file: 'a.yaml', document: 4, line: 7 }, text: 'is not readable as YAML: bad indentation of a mapping entry, in column 8 of "kind: D: D"', discreet: 'is not readable as YAML' },
      ],
    });
  });

  test('may start on the line of their mark', () => {
    expect(readFile('--- {kind: A}\n--- # a comment\nkind: B\n')).toMatchObject({ manifests: [{ source: { line: 1 } }, { source: { line: 3 } }], problems: [] });
  });

  test('may end with dots', () => {
    expect(readFile('kind: A\n...\nkind: B\n...\n')).toMatchObject({ manifests: [{ source: { line: 1 } }, { source: { document: 2, line: 3 } }], problems: [] });
  });

  test('may have directives', () => {
    expect(readFile('%YAML 1.1\n---\nkind: A\n---\nkind: B')).toMatchObject({ manifests: [{ manifest: { kind: 'A' } }, { source: { document: 2, line: 5 } }], problems: [] });
  });

  test('do not end at dashes within a line or with more behind them', () => {
    expect(only('a: |\n  ---\n  b\nc: ---d\n---e: 1\n')).toEqual({ 'a': '---\nb\n', 'c': '---d', '---e': 1 });
  });

  test('with Windows line ends are the same', () => {
    expect(readFile('# a comment\r\n\r\nkind: A\r\ntext: |\r\n  b\r\n  c\r\n---\r\nkind: B\r\n')).toEqual({
      manifests: [
        { manifest: { kind: 'A', text: 'b\nc\n' }, source: { file: 'a.yaml', document: 1, line: 3 } },
        { manifest: { kind: 'B' }, source: { file: 'a.yaml', document: 2, line: 8 } },
      ],
      problems: [],
    });
  });

  test('of any kind are read, custom resources and lists as they are', () => {
    const list = { kind: 'List', items: [{ kind: 'A' }] };
    expect(only('apiVersion: example.com/v1\nkind: Shop\n')).toEqual({ apiVersion: 'example.com/v1', kind: 'Shop' });
    expect(only(JSON.stringify(list), 'b.json')).toEqual(list);
  });

  test.each([
    ['- kind: A\n- kind: B', 'is a list, not an object. Put "kind: List"'],
    ['[{"kind": "A"}]', 'is a list, not an object'],
    ['just text', 'is "just text", not an object'],
    ['80', 'is 80, not an object'],
    ['yes', 'is true, not an object'],
  ])('that are no objects are refused: %j', (content, text) => {
    expect(refusal(content)).toContain(text);
  });
});

describe('what is not readable', () => {
  test('says the line in the file and shows it', () => {
    expect(readFile('kind: A\n---\n# Source: b\nkind: B\nmetadata:\n  name: b\n   labels: {}\n').problems).toEqual([
      { source: { file: 'a.yaml', document: 2, line: 7 }, text: 'is not readable as YAML: bad indentation of a mapping entry, in column 10 of "labels: {}"', discreet: 'is not readable as YAML' },
    ]);
  });

  test.each([
    'metadata:\n  name: {{ .Release.Name }}\n',
    'metadata:\n  name: {{ include "shop.name" . }}-web\n',
    '{{- if .Values.enabled }}\nkind: A\n{{- end }}\n',
    '{{ include "shop.deployment" . }}\n',
  ])('as a template of Helm says how to render it: %j', (content) => {
    expect(refusal(content)).toContain('render it first, as "helm template" does');
  });

  test('does not include templates in text', () => {
    expect(only('summary: "{{ $labels.pod }} is slow"')).toEqual({ summary: '{{ $labels.pod }} is slow' });
  });

  test.each(['{a: b}: c', '? {a: b}\n: c'])('has objects for keys: %j', (content) => {
    expect(refusal(content)).toContain('an object stands where a key should');
  });

  test('is nested too deep', () => {
    expect(refusal(`a: ${'['.repeat(100_000)}`)).toContain('maxDepth');
    expect(refusal('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), 'a.json')).toContain('maxDepth');
  });

  test('may be nested as no schema is', () => {
    expect(only('{"a":'.repeat(450) + '1' + '}'.repeat(450))).toEqual(only('{a: '.repeat(450) + '1' + '}'.repeat(450)));
  });

  test('is binary', () => {
    expect(refusal(Buffer.of(0x6b, 0x3a, 0x20, 0, 1, 2))).toContain('is not text: it has a NUL byte');
    expect(refusal(Buffer.of(0x1f, 0x8b, 0x08, 0xff, 0xfe))).toContain('is not text in UTF-8');
  });

  test('is in another encoding', () => {
    expect(refusal(Buffer.from('name: Zürich', 'latin1'))).toContain('is not text in UTF-8');
  });

  test('has control characters', () => {
    expect(refusal('a: \u0007')).toContain('non-printable');
  });
});

describe('encodings', () => {
  const TEXT = '# Ü\nname: Zürich 😀\n';
  const MARKED = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 with a byte order mark', MARKED],
    ['UTF-16 the other way around', Buffer.from(MARKED).swap16()],
  ])('%s', (_, content) => {
    expect(readFile(content)).toMatchObject({ manifests: [{ manifest: { name: 'Zürich 😀' }, source: { line: 2 } }], problems: [] });
  });
});

describe('JSON', () => {
  test('is read in any file', () => {
    expect(only('{"kind": "A", "b": [true, null, 1.5e1, "\\ud83d\\ude00\\/\\""], "c": {}}', 'a.yaml')).toEqual({ kind: 'A', b: [true, null, 15, '😀/"'], c: {} });
  });

  test('may be indented with tabs', () => {
    expect(only('{\n\t"kind": "A",\n\t"b": [\n\t\t1\n\t]\n}', 'a.json')).toEqual({ kind: 'A', b: [1] });
  });

  test('may follow comments and marks', () => {
    expect(readFile('# a\n---\n{"kind": "A"}\n---\n{"kind": "B"}\n')).toMatchObject({ manifests: [{ source: { line: 3 } }, { source: { line: 5 } }], problems: [] });
  });

  test('may be a stream, each object with its line', () => {
    expect(readFile('{"kind": "A"}\n{\n  "kind": "B: {"\n} {"kind": "C\\\\"}\n\n', 'a.json')).toEqual({
      manifests: [
        { manifest: { kind: 'A' }, source: { file: 'a.json', document: 1, line: 1 } },
        { manifest: { kind: 'B: {' }, source: { file: 'a.json', document: 2, line: 2 } },
        { manifest: { kind: 'C\\' }, source: { file: 'a.json', document: 3, line: 4 } },
      ],
      problems: [],
    });
  });

  test('in a stream does not spoil what comes before, nor a key twice what follows', () => {
    expect(readFile('{"kind": "A"}\n{"kind": "B",\n"kind": "B"}\n{"kind": "C"}\n{"kind": D E F: G}\n')).toMatchObject({
      manifests: [{ manifest: { kind: 'A' } }, { manifest: { kind: 'B' } }, { manifest: { kind: 'C' }, source: { document: 3, line: 4 } }],
      problems: [{ source: { document: 2, line: 3 } }, { source: { document: 4, line: 5 } }],
    });
  });

  test('that is YAML rather than JSON is read all the same', () => {
    expect(only("{kind: A, b: '}', c: 0777, # a comment\n}")).toEqual({ kind: 'A', b: '}', c: 511 });
  });

  test('cut short is refused', () => {
    expect(refusal('{"kind": "A", "b": {', 'a.json')).toContain('unexpected end');
  });
});

describe('paths', () => {
  test('are files of any name', () => {
    expect(filesRead(write({ 'manifests.txt': 'kind: A' }))).toEqual(['manifests.txt']);
  });

  test('are folders, searched to the bottom for .yaml, .yml and .json, in the order of names', () => {
    write({ 'b.yaml': 'kind: A', 'a/z.yml': 'kind: A', 'a/y/x.json': '{"kind":"A"}', 'c.YAML': 'kind: A', 'a/notes.txt': 'no', 'a/values.tpl': 'no' });
    expect(filesRead(folder)).toEqual(['a/y/x.json', 'a/z.yml', 'b.yaml', 'c.YAML']);
  });

  test('that are hidden folders or node_modules are searched where they are named', () => {
    write({ 'b.yaml': 'kind: A', '.hidden/h.yaml': 'kind: A', 'a/node_modules/m.yaml': 'kind: A' });
    expect(filesRead(folder)).toEqual(['b.yaml']);
    expect(filesRead(join(folder, '.hidden'), join(folder, 'a', 'node_modules'))).toEqual(['.hidden/h.yaml', 'a/node_modules/m.yaml']);
  });

  test('are read in the order in which they are given', () => {
    write({ 'a.yaml': 'kind: A', 'b.yaml': 'kind: B' });
    expect(filesRead(join(folder, 'b.yaml'), join(folder, 'a.yaml'))).toEqual(['b.yaml', 'a.yaml']);
  });

  test('that meet in one file read it once', () => {
    const file = write({ 'a.yaml': 'kind: A', 'b.yaml': 'kind: B' });
    expect(filesRead(file, folder, folder, file)).toEqual(['a.yaml', 'b.yaml']);
  });

  test('that do not exist are said', () => {
    expect(result(join(folder, 'missing.yaml'))).toEqual({
      manifests: [], problems: [{ source: { file: 'missing.yaml' }, text: 'cannot be read: no such file or directory' }],
    });
  });

  test('that lead through a file are said', () => {
    expect(result(join(write({ 'a.yaml': 'kind: A' }), 'b.yaml')).problems[0].text).toBe('cannot be read: not a directory');
  });

  test('of folders without manifests are said', () => {
    write({ 'a/notes.txt': 'no' });
    expect(result(folder).problems[0].text).toContain('has no .yaml, .yml or .json file');
  });

  test('that cannot be read do not keep others from being read', () => {
    const file = write({ 'a.yaml': 'kind: A' });
    expect(result(join(folder, 'missing'), file)).toMatchObject({ manifests: [{ source: { file: 'a.yaml' } }], problems: [{ source: { file: 'missing' } }] });
  });

  (process.getuid?.() === 0 ? test.skip : test)('without permission are said', () => {
    writeFileSync(join(folder, 'a.yaml'), 'kind: A', { mode: 0o000 });
    expect(result(folder).problems[0].text).toBe('cannot be read: permission denied');
  });
});

describe('links', () => {
  test('in a circle end', () => {
    write({ 'a/b/x.yaml': 'kind: A' });
    symlinkSync(folder, join(folder, 'a/b/up'));
    symlinkSync('.', join(folder, 'a/self'));
    expect(filesRead(folder)).toEqual(['a/b/x.yaml']);
  });

  test('to a folder are followed, each folder once', () => {
    write({ 'a/x.yaml': 'kind: A', 'b/y.yaml': 'kind: B' });
    symlinkSync('../b', join(folder, 'a/b'));
    expect(filesRead(folder)).toEqual(['a/b/y.yaml', 'a/x.yaml']);
  });

  test('to a file read it once, as in a mounted ConfigMap', () => {
    write({ '..2026/a.yaml': 'kind: A' });
    symlinkSync('..2026', join(folder, '..data'));
    symlinkSync('..data/a.yaml', join(folder, 'a.yaml'));
    expect(filesRead(folder)).toEqual(['a.yaml']);
  });

  test('that lead nowhere or in a circle are said', () => {
    write({ 'a.yaml': 'kind: A' });
    symlinkSync('missing', join(folder, 'b.yaml'));
    symlinkSync('c.yaml', join(folder, 'c.yaml'));
    expect(result(folder).problems).toEqual([
      { source: { file: 'b.yaml' }, text: 'is a link that leads nowhere: no such file or directory' },
      { source: { file: 'c.yaml' }, text: 'is a link that leads nowhere: too many symbolic links encountered' },
    ]);
  });

  test('of the hard kind are files of their own', () => {
    linkSync(write({ 'a.yaml': 'kind: A' }), join(folder, 'b.yaml'));
    expect(filesRead(folder)).toEqual(['a.yaml', 'b.yaml']);
  });
});

describe('pipes', () => {
  let program: string;
  beforeAll(() => {
    program = mkdtempSync(join(tmpdir(), 'read-manifests-program-'));
    const contents = 'console.log(JSON.stringify(require("./read-manifests").readManifests(process.argv.slice(1))));';
    buildSync({ stdin: { contents, resolveDir: join(__dirname, '../../src/manifests') }, bundle: true, platform: 'node', outfile: join(program, 'read.js'), logLevel: 'warning' });
  });
  afterAll(() => rmSync(program, { recursive: true }));

  function run(input: string, shell: string) {
    const { stdout, stderr } = spawnSync('sh', ['-c', shell], { input, encoding: 'utf8', env: { ...process.env, READ: `${process.execPath} -r ${join(program, 'read.js')} -e 0`, FOLDER: folder } });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  test('standard input is -, and read once', () => {
    expect(run('kind: A\n---\nkind: B\n', '$READ -- - -')).toEqual({
      manifests: [{ manifest: { kind: 'A' }, source: { file: '-', document: 1, line: 1 } }, { manifest: { kind: 'B' }, source: { file: '-', document: 2, line: 3 } }],
      problems: [],
      raw: [],
    });
  });

  test('a slow and long one is read to its end', () => {
    const { manifests } = run(`text: ${'x'.repeat(300_000)}\n`, '{ cat; sleep 0.2; echo kind: A; } | $READ -- -');
    expect(manifests).toEqual([{ manifest: { text: 'x'.repeat(300_000), kind: 'A' }, source: { file: '-', document: 1, line: 1 } }]);
  });

  test('one that is named is read', () => {
    expect(run('', 'mkfifo $FOLDER/pipe && { echo kind: A > $FOLDER/pipe & $READ -- $FOLDER/pipe; }').manifests).toMatchObject([{ manifest: { kind: 'A' } }]);
  });

  test('one that lies in a folder is refused instead of waited for', () => {
    expect(run('', 'mkfifo $FOLDER/pipe.yaml && $READ -- $FOLDER').problems).toMatchObject([{ text: expect.stringContaining('is neither a file nor a folder') }]);
  });

  test('one that is closed is empty', () => {
    expect(run('', '$READ -- - < /dev/null')).toEqual({ manifests: [], problems: [], raw: [] });
  });
});
