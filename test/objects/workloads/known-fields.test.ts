import { Chart, Cron, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { CronJob, DaemonSet, Deployment, Job, Pod, Service, StatefulSet } from '../../../src';

const containers = [{ image: 'x', portNumber: 80 }];

describe.each<[string, (chart: Chart, extra: object) => Construct]>([
  ['Deployment', (chart, extra) => new Deployment(chart, 'web', { containers, replicas: 2, ...extra })],
  ['StatefulSet', (chart, extra) => new StatefulSet(chart, 'web', { containers, replicas: 2, ...extra })],
  ['DaemonSet', (chart, extra) => new DaemonSet(chart, 'web', { containers, minReadySeconds: 2, ...extra })],
  ['Job', (chart, extra) => new Job(chart, 'web', { containers, backoffLimit: 2, ...extra })],
  ['CronJob', (chart, extra) => new CronJob(chart, 'web', { containers, schedule: Cron.daily(), backoffLimit: 2, ...extra })],
  ['Pod', (chart, extra) => new Pod(chart, 'web', { containers, isolate: true, ...extra })],
  ['Service', (chart, extra) => new Service(chart, 'web', { ports: [{ port: 80 }], clusterIP: 'None', ...extra })],
])('a field of a %s that does not exist', (_, make) => {
  test('is refused, with those that do', () => {
    const chart = new Chart(Testing.app(), 'shop');
    expect(() => make(chart, { replica: 3 })).toThrow(/^shop\/web: "props" has a field "replica" that does not exist. Its fields are .*metadata.*\.$/);
    expect(() => make(new Chart(Testing.app(), 'shop'), {})).not.toThrow();
  });
});

test('a class of one\'s own may have fields of its own', () => {
  class Web extends Deployment {
    constructor(scope: Construct, id: string, props: { readonly team: string }) {
      super(scope, id, { containers, ...props });
    }
  }
  expect(() => new Web(new Chart(Testing.app(), 'shop'), 'web', { team: 'shop' })).not.toThrow();
});
