import { Workload } from '../../analysis/model/cluster';

/** Words that a variable cannot be called, or that the program uses. */
const RESERVED = ('app chart await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in '
  + 'instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval '
  + 'undefined').split(' ');

/** The variables of a program, each name once. */
export class ProgramNames {
  private readonly taken = new Set<string>(RESERVED);

  /** Such as `redis`, else `dataRedis`. */
  public ofWorkload({ namespace, name, kind }: Workload): string {
    return this.free([name, `${namespace}-${name}`, `${namespace}-${name}-${kind}`]);
  }

  /** Such as `shopYaml` for `dist/shop.yaml`. */
  public ofFile(file: string): string {
    return this.free([file.replace(/^.*\//, ''), file]);
  }

  /** The first that is free, as a variable. */
  public free(candidates: readonly string[]): string {
    const names = candidates.map(asName);
    const last = names[names.length - 1];
    let name = names.find((one) => !this.taken.has(one));
    for (let number = 2; name === undefined; number++) name = this.taken.has(`${last}${number}`) ? undefined : `${last}${number}`;
    this.taken.add(name);
    return name;
  }
}

function asName(text: string): string {
  const [first = 'it', ...rest] = text.split(/[^A-Za-z\d]+/).filter((word) => word !== '');
  const name = [first[0].toLowerCase() + first.slice(1), ...rest.map((word) => word[0].toUpperCase() + word.slice(1))].join('');
  return /^\d/.test(name) ? `n${name}` : name;
}
