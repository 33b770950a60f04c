import { IConstruct } from 'constructs';
import { problemsOf } from '../resource/problems';

/** What is wrong with what constructs of an app said. The validation of each tells its own, all of it in one go. */
export class Problems {
  private readonly byConstruct = new Map<IConstruct, Set<string>>();

  /** Whether nothing is wrong. */
  public get isEmpty(): boolean {
    return [...this.byConstruct.values()].every(({ size }) => size === 0);
  }

  /** Runs a check and keeps what is wrong for the construct. Returns whether all went well. */
  public collect(construct: IConstruct, check: () => void): boolean {
    const found = problemsOf(construct, check);
    if (found.length === 0) return true;
    let problems = this.byConstruct.get(construct);
    if (!problems) {
      const told = problems = new Set<string>();
      this.byConstruct.set(construct, told);
      construct.node.addValidation({ validate: () => [...told] });
    }
    for (const problem of found) problems.add(problem);
    return false;
  }

  /** Forgets them: everything is checked anew. */
  public forget(): void {
    this.byConstruct.forEach((problems) => problems.clear());
  }
}
