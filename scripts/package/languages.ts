import { nameInPython } from './python-docs';
import { buildPython } from './python-package';
import { cacheFolder } from '../cache/cache';
import { Failure } from '../process/failure';
import { run } from '../process/run';
import { versionOf } from '../process/version';

/** The names of jsii-pacmak's targets. */
export type Language = 'js' | 'go' | 'python' | 'java' | 'dotnet';

/** How the package of a language is made. */
export interface PackageLanguage {
  readonly name: string;

  /**
   * What it takes to build, beside Node; `Missing` where it is not there.
   *
   * @default - source code needs nothing
   */
  readonly toolchain?: () => Promise<unknown>;

  /** Options of jsii-pacmak. */
  readonly options?: readonly string[];

  /**
   * Options that write the source alone.
   *
   * @default - without its toolchain there is no package
   */
  readonly withoutToolchain?: readonly string[];

  /** Changes a copy of the package before its source is written. */
  readonly prepare?: (copy: string) => void;

  /** Builds what is published from the source in a folder. */
  readonly finish?: (folder: string) => Promise<void>;
}

/** In the order in which their outcomes are told. */
export const LANGUAGES: { readonly [name in Language]: PackageLanguage } = {
  js: { name: 'JavaScript' },
  go: { name: 'Go', options: ['--code-only'] },
  python: {
    name: 'Python',
    toolchain: () => versionOf('python3', ['--version'], /Python (\S+)/, '3.10'),
    options: ['--code-only'],
    prepare: nameInPython,
    finish: buildPython,
  },
  java: {
    name: 'Java',
    toolchain: async () => {
      await versionOf('javac', ['-version'], /javac (\d[\d.]*)/, '11');
      await run('mvn', ['--version']);
    },
    options: ['--maven-local-repository', cacheFolder('maven')],
  },
  dotnet: { name: '.NET', toolchain: () => run('dotnet', ['--version']), withoutToolchain: ['--code-only'] },
};

/** The languages that are asked for by name; all where none is. */
export function languagesIn(names: readonly string[]): Language[] {
  const all = Object.keys(LANGUAGES) as Language[];
  const unknown = names.find((name) => !all.some((one) => one === name));
  if (unknown !== undefined) throw new Failure(`There is no package for "${unknown}". There are ${all.join(', ')}.`);
  return all.filter((one) => names.length === 0 || names.includes(one));
}
