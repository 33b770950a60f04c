import { problemsOfPages } from './code-blocks';

/** A program that writes two namespaces, `shop` and `data`. */
const PROGRAM = `
import { ApiObject, App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'chart');
for (const name of ['shop', 'data']) {
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: 'a' } } });
}
app.synth();`.trim();

const namespace = (name: string, rest = '\n  labels:\n    team: a') => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}${rest}`;
const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;
const ts = (text: string) => block('ts', text);
const yaml = (...documents: string[]) => block('yaml', documents.join('\n---\n'));

/** Each page, with the problems that it must have. Lines count from 1, the fence included. */
const PAGES: readonly (readonly [name: string, text: string, problems: readonly string[]])[] = [
  ['a program alone', ts(PROGRAM), []],
  ['a program with all of its YAML, in any order', ts(PROGRAM) + yaml(namespace('data'), namespace('shop')), []],
  ['words between a program and its YAML', `${ts(PROGRAM)}\nwrites\n\n${yaml(namespace('data'), namespace('shop'))}`, []],
  ['an excerpt', ts(PROGRAM) + yaml(namespace('data'), '# …'), []],
  ['an excerpt in two blocks', ts(PROGRAM) + yaml(`${namespace('data')}\n# ...`) + yaml(`${namespace('shop')}\n# …`), []],
  ['an object in part', ts(PROGRAM) + yaml(namespace('data', '\n  # …'), namespace('shop')), []],
  ['a program that imports this package', ts("import * as netpol from 'cdk8s-netpol';\nvoid netpol;"), []],
  ['a block that continues', ts(PROGRAM) + ts("new ApiObject(chart, 'more', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'more' } });\napp.synth();")
    + yaml(namespace('more', ''), '# …'), []],
  ['an error that is shown', ts(PROGRAM) + ts("// throws: There is already a Construct with name 'chart'\nnew Chart(app, 'chart');") + ts('app.synth();')
    + yaml(namespace('data'), namespace('shop')), []],
  ['commands', block('sh', 'npm install cdk8s-netpol # and wait\nnpm test && npm run compile\ncd my-app\nnpx jest test/support/code-blocks.test.ts')
    + block('console', '$ npx cdk8s synth\ndist/chart.k8s.yaml\n'), []],
  ['code that is not TypeScript', block('json', '{ "a": 1 }') + block('text', 'any') + block('yaml', 'language: typescript\napp: node main.js'), []],
  ['a block in a list', `- item\n  ${ts(PROGRAM).replaceAll('\n', '\n  ')}`, []],
  ['YAML under another heading', `${ts(PROGRAM)}\n## Other\n${yaml('any: thing')}`, []],

  ['lines of a program in another language', block('python test/languages/python/first_example.py', 'web.connections.allow_to(redis)\n\napp.synth()'), []],
  ['lines that stand deeper in their program', block('java test/languages/java/src/test/java/boundary/FirstExample.java', 'web.getConnections().allowTo(redis);\n\napp.synth();'), []],

  ['a wrong value', ts(PROGRAM) + yaml(namespace('data', '\n  labels:\n    team: b'), namespace('shop')),
    ['12: Namespace data: metadata.labels.team is shown as "b", but written as "a"']],
  ['a field that is missing', ts(PROGRAM) + yaml(namespace('data', ''), namespace('shop')),
    ['12: Namespace data: metadata.labels is shown as absent, but written as {"team":"a"}']],
  ['a field too many', ts(PROGRAM) + yaml(`${namespace('data')}\nspec: {}`, namespace('shop')), ['12: Namespace data: spec is shown as {}, but written as absent']],
  ['a wrong value in part of an object', ts(PROGRAM) + yaml(namespace('data', '\n  labels:\n    team: b\n    # …'), namespace('shop')),
    ['12: Namespace data: metadata.labels.team is shown as "b", but written as "a"']],
  ['an object that is missing', ts(PROGRAM) + yaml(namespace('data')), ['12: does not show Namespace shop, which the program writes. Show it, or end the block with "# …"']],
  ['an object that nobody writes', ts(PROGRAM) + yaml(namespace('other'), '# …'), ['12: shows Namespace other, but the program writes Namespace shop, Namespace data']],
  ['YAML that is none', ts(PROGRAM) + yaml('a: b\na: c'), ['12: Map keys must be unique at line 2, column 1:\n\na: b\na: c\n^\n']],
  ['YAML without program that is none', block('yaml', 'a: b\na: c'), ['2: Map keys must be unique']],
  ['a type error', ts(PROGRAM.replace("'chart')", '1)')), ["5: Argument of type 'number' is not assignable to parameter of type 'string'."]],
  ['a type error in what continues', ts(PROGRAM) + ts('app.sinth();'), ["12: Property 'sinth' does not exist on type 'App'. Did you mean 'synth'?"]],
  ['an implicit any', ts("import 'cdk8s';\nexport const f = (x) => x;"), ["3: Parameter 'x' implicitly has an 'any' type."]],
  ['a package that does not exist', ts("import 'nowhere';"), ["2: Cannot find module or type declarations for side-effect import of 'nowhere'."]],
  ['a program that fails', ts(`${PROGRAM}\nthrow new Error('no luck');`), ['2: ends in an error: no luck']],
  ['an error that does not come', ts(`// throws: no luck\n${PROGRAM}`), ['2: ends without the error "no luck"']],
  ['another error', ts(`// throws: no luck\n${PROGRAM}\nthrow new Error('rain');`), ['2: ends in another error than "no luck": rain']],
  ['nothing to continue', ts('export const one = 1;'), ['2: has no import, and no program above it to continue']],
  ['a script that does not exist', block('sh', 'npm run fly'), ['2: "npm run fly" is no command that is known here']],
  ['a command that nobody knows', block('console', '$ fly away'), ['2: "fly away" is no command that is known here']],
  ['a file that does not exist', block('sh', 'npx jest test/nowhere.test.ts'), ['2: "npx jest test/nowhere.test.ts" names test/nowhere.test.ts, which does not exist']],
  ['a language that nobody reads', block('cobol', 'ADD 1 TO X'), ['2: "cobol" is a language that no test reads']],
  ['a block without language', block('', 'any'), ['2: "" is a language that no test reads']],
  ['other lines than those of the program', block('python test/languages/python/first_example.py', 'web.connections.allow_to(redis)\napp.synth()'),
    ['2: is no part of test/languages/python/first_example.py']],
  ['a program that is not there', block('go nowhere.go', 'package main'), ['2: names nowhere.go, which does not exist']],
  ['a program without its file', block('go', 'package main'), ['2: does not name the file whose lines it shows']],
  ['JSON that is none', block('json', '{'), [expect.stringMatching(/^2: .*JSON/) as string]],
];

describe('the code of a page', () => {
  let problems: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => { problems = problemsOfPages(PAGES.map(([path, text]) => ({ path, text }))); });

  test.each(PAGES)('%s', (name, _, expected) => {
    expect(problems.get(name)!.map((problem) => problem.replace(`${name}:`, ''))).toEqual(expected);
  });
});

test('a block without end is refused', () => {
  expect(() => problemsOfPages([{ path: 'page.md', text: '```ts\n' }])).toThrow('the code block in line 1 has no end');
});
