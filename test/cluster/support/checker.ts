import { Dialog } from './dialog';
import { CHECKER } from './programs';

/** What an API server would say to an object that is to be created. */
export interface Judgement {
  /** Why it would be refused; empty where it would be taken. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Judges objects as a version of Kubernetes does, thousands in a second. */
export class Checker {
  private readonly dialog: Dialog;

  constructor(version: string) {
    this.dialog = new Dialog(CHECKER, `--emulated-version=${version}`);
  }

  public async judge(object: object): Promise<Judgement> {
    return this.dialog.ask(object);
  }

  /** The objects that would be refused, and why. */
  public async refused(objects: readonly object[]): Promise<{ object: object; problems: readonly string[] }[]> {
    const answers = await this.dialog.askAll<Judgement>(objects);
    return answers.map(({ problems }, index) => ({ object: objects[index], problems })).filter(({ problems }) => problems.length > 0);
  }

  public async close(): Promise<void> {
    await this.dialog.close();
  }
}
