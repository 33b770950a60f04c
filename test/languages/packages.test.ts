import { existsSync } from 'fs';
import { join, resolve } from 'path';
import { PagedLanguage, PAGES, pageOf } from '../../scripts/package/page';
import { inPython } from '../../scripts/package/python-docs';
import { withoutDictsInLists } from '../../scripts/package/python-source';

describe('the documentation of the code, in Python', () => {
  const names = new Set(['allowTo', 'endPort', 'ensureNonRoot']);

  test.each([
    ['`connections.allowTo` and allowTo', '`connections.allow_to` and allowTo'],
    ['`{ endPort: 80 }` or `{ ensureNonRoot: false, endPort: 1 }`', '`end_port=80` or `ensure_non_root=False, end_port=1`'],
    ['`metadata.matchLabels`, `app: web`', '`metadata.matchLabels`, `app: web`'],
  ])('%s', (text, expected) => {
    expect(inPython(text, names)).toBe(expected);
  });
});

test.each([
  ['a: typing.Sequence[typing.Union["X", typing.Dict[builtins.str, typing.Any]]]', 'a: typing.Sequence["X"]'],
  ['a: typing.Mapping[builtins.str, typing.Union[_m.X, typing.Dict[builtins.str, typing.Any]]]', 'a: typing.Mapping[builtins.str, _m.X]'],
  ['a: typing.Optional[typing.Union["X", typing.Dict[builtins.str, typing.Any]]]', 'a: typing.Optional[typing.Union["X", typing.Dict[builtins.str, typing.Any]]]'],
])('Python takes dicts outside of lists only: %s', (text, expected) => {
  expect(withoutDictsInLists(text)).toBe(expected);
});

test.each(Object.keys(PAGES) as PagedLanguage[])('the page of the package for %s leads to files that exist, and shows its language', (language) => {
  const page = pageOf(language);
  const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
  const files = links.map((link) => /\/blob\/main\/([^#]+)/.exec(link)?.[1]);
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => file === undefined || !existsSync(join(resolve(__dirname, '..', '..'), file)))).toEqual([]);
  const fences = new Set([...page.matchAll(/^```(.+)$/gm)].map(([, fence]) => fence));
  expect([...fences].filter((fence) => fence !== 'text')).toEqual([language === 'dotnet' ? 'csharp' : language]);
});
