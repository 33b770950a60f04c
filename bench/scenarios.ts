import { ApiObject, App, Chart } from 'cdk8s';

/** What the three ways of writing the same app have in common, as far as the scenarios need it. */
export interface Library {
  readonly Deployment: new (chart: Chart, id: string, props: { containers: { image: string; portNumber: number }[] }) => Deployment;
}

interface Deployment {
  readonly connections: { allowTo(peer: Deployment): void };
}

/** An app as it is described here: deployments, and who connects to whom by their numbers. */
export interface Scenario {
  readonly name: string;
  readonly deployments: number;
  readonly connections: () => Iterable<[number, number]>;
  readonly declared: number;
}

/** Each deployment connects to the `degree` that follow it. */
export function ring(deployments: number, degree: number): Scenario {
  return {
    name: `${deployments.toLocaleString('en-US')} deployments, ${degree} connections each`,
    deployments,
    declared: deployments * degree,
    * connections() {
      for (let from = 0; from < deployments; from++) {
        for (let step = 1; step <= degree; step++) yield [from, (from + step) % deployments];
      }
    },
  };
}

/** Each deployment connects to all others. */
export function mesh(deployments: number): Scenario {
  return { ...ring(deployments, deployments - 1), name: `full mesh of ${deployments}` };
}

export function build(app: App, scenario: Scenario, library: Library): void {
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  const deployments = Array.from({ length: scenario.deployments }, (_, index) => (
    new library.Deployment(chart, `app-${index}`, { containers: [{ image: 'app:1', portNumber: 8080 }] })
  ));
  for (const [from, to] of scenario.connections()) deployments[from].connections.allowTo(deployments[to]);
}

/** The same manifests, written object by object. */
export function buildRaw(app: App, manifests: { apiVersion: string; kind: string }[]): void {
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  manifests.forEach((manifest, index) => new ApiObject(chart, `object-${index}`, manifest));
}
