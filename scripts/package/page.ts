import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repository } from '../../package.json';
import { readAssembly, writeAssembly } from '../project/assembly';
import { ROOT } from '../project/root';

/** The page that a package shows where it is published, and in its documentation. The README is for npm. */
export const PAGES = { python: 'docs/python.md', java: 'docs/java.md', go: 'docs/go.md', dotnet: 'docs/csharp.md' } as const;

export type PagedLanguage = keyof typeof PAGES;

export function isPaged(language: string): language is PagedLanguage {
  return language in PAGES;
}

/** Gives a copy of the package the page of a language. */
export function turnPage(copy: string, language: PagedLanguage): void {
  const page = pageOf(language);
  writeFileSync(join(copy, 'README.md'), page);
  writeAssembly(copy, { ...readAssembly(copy), readme: { markdown: page } });
}

/** Its links lead to the repository, and its fences name no files. */
export function pageOf(language: PagedLanguage): string {
  const path = PAGES[language];
  const home = repository.url.replace(/\.git$/, '');
  return readFileSync(join(ROOT, path), 'utf8')
    .replace(/^```(\w+) \S+$/gm, '```$1')
    .replace(/\]\((?!https?:|#)([^)]+)\)/g, (_, link: string) => `](${home}/blob/main/${posix.join(posix.dirname(path), link)})`);
}
