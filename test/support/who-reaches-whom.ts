import { App, Testing } from 'cdk8s';
import { PolicyReading } from './read-policies';
import { Deployment } from '../../src';

/** What an app writes, all charts together. */
export function manifestsOf(app: App): any[] {
  return app.charts.flatMap((chart) => Testing.synth(chart));
}

/** The NetworkPolicies that an app writes, by `namespace/name`. */
export function policiesOf(app: App): Record<string, any> {
  return Object.fromEntries(manifestsOf(app)
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map((policy) => [`${policy.metadata.namespace ?? ''}/${policy.metadata.name}`, policy]));
}

/** The ports that are open from one workload to another, read from what the app writes: `none`, `all`, or such as `TCP 6379`. */
export function open(app: App, from: { name: string; metadata: { namespace?: string } }, to: Deployment | string): string {
  const ref = (end: typeof from) => `${end.metadata.namespace ?? 'default'}/${end.name}`;
  return new PolicyReading(manifestsOf(app)).openPorts(ref(from), typeof to === 'string' ? to : ref(to));
}
