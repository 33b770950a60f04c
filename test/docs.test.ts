import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { allowInvalidManifests } from './support/check-every-manifest';
import { Page, problemsOfPages } from './support/code-blocks';

const PROJECT = resolve(__dirname, '..');
const LANGUAGES = ['python', 'java', 'go'];

function pages(): Page[] {
  const docs = join(PROJECT, 'docs');
  const names = existsSync(docs) ? readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')) : [];
  const examples = ['three-tier-shop', 'every-kind'].flatMap((name) => LANGUAGES.map((language) => join('examples', `${name}-${language}`, 'README.md')));
  const paths = ['README.md', ...examples, ...names.sort().map((name) => join('docs', name))];
  return paths.map((path) => ({ path, text: readFileSync(join(PROJECT, path), 'utf8') }));
}

describe('the code in the documentation compiles, runs and writes the YAML that is shown', () => {
  const all = pages();
  let problems: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    allowInvalidManifests(); // what cdk8s-plus has before it renders; what is written in the end is checked with each page
    problems = problemsOfPages(all);
  }, 60_000);

  test.each(all.map(({ path }) => path))('%s', (path) => {
    expect(problems.get(path)).toEqual([]);
  });
});
