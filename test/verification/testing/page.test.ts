import { App, Chart } from 'cdk8s';
import { Deployment, Reachability } from '../../../src';
import { PageData } from '../../../src/reporting/page/page-data';
import { provideCompiledLibrary } from '../../support/compiled-library';

beforeAll(() => provideCompiledLibrary(), 120_000);

test('the page of an app knows its connections, with the paths of constructs as places', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web:1', portNumber: 80, envVariables: {} }] });
  const api = new Deployment(chart, 'api', { metadata: { name: 'api' }, containers: [{ image: 'api:1', portNumber: 90 }] });
  web.connections.allowTo(api);
  const html = Reachability.ofApp(app).toHtml();
  const { cluster, problems } = JSON.parse(/id="data">(.*?)<\/script>/s.exec(html)![1]) as PageData;
  expect(problems).toEqual([]);
  expect(cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`).sort()).toEqual(['shop/api', 'shop/web']);
  expect(cluster.policies.map(({ name }) => name).sort()).toEqual(['api', 'web']);
  expect(cluster.files).toEqual(expect.arrayContaining([expect.stringContaining('shop/web')]));
});

test('the page tells what lies beyond policies', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web:1' }], hostNetwork: true });
  expect(Reachability.ofChart(chart).toHtml()).toContain('policies do not reach the pods of shop/web[Deployment]');
});
