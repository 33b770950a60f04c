/**
 * Paths by globs: `*` is any text and `?` any character within a name, `**` any folders. A path is meant by its end, so that `tests` is any file or folder of that
 * name.
 */
export class Globs {
  private readonly patterns: readonly RegExp[];

  constructor(globs: readonly string[]) {
    this.patterns = globs.map((glob) => patternOf(glob.replace(/^(\.\/)+/, '').replace(/\/+$/, '')));
  }

  /** Whether one of them means a path, as a person writes it. */
  public mean(path: string): boolean {
    const plain = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
    return this.patterns.some((pattern) => pattern.test(plain));
  }
}

function patternOf(glob: string): RegExp {
  const source = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (sign) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[sign] ?? '[^/]');
  return new RegExp(`(^|/)${source}$`);
}
