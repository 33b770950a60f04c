import { IConstruct } from 'constructs';
import { InvalidInput } from '../validation/invalid-input';

/**
 * What a check found, as the texts that a construct's validation returns.
 *
 * cdk8s writes the path of the construct before each, so that path is not repeated. An error that is not about input is a
 * bug or the user's own, and goes on as it is.
 */
export function problemsOf(construct: IConstruct, check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return [error.who === construct.node.path ? error.problem : error.message];
  }
}
