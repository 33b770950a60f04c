import { Duration } from 'cdk8s';
import { Input } from './input';

/** A duration as the whole seconds that Kubernetes counts in. */
export function seconds(input: Input, name: string, value: Duration | undefined | null, least: number): number | undefined {
  input.implementing(name, value, 'toSeconds', 'a Duration of cdk8s, such as Duration.seconds(30)');
  if (value === undefined || value === null) return undefined;
  const amount = value.toSeconds({ integral: false });
  if (!Number.isInteger(amount) || amount < least) {
    input.fail(`"${name}" is ${amount} seconds, but must be a whole number of seconds, of at least ${least}.`);
  }
  return amount;
}
