import { listingOf } from '../../../src/reporting/list/listing';
import { listReporters } from '../../../src/reporting/list/reporters';
import { COLORED } from '../../../src/reporting/style';
import { analysisOf, listed, SHOP, workload } from '../shop';

describe('a list as text', () => {
  test('has a line for each pair, with its protocols and ports', () => {
    expect(listed('txt', SHOP)).toBe(`10.0.0.1-10.0.0.1[External] => shop/web[Deployment] : TCP 80,UDP 53
shop/web[Deployment] => data/db[Deployment] : TCP 5432
`);
  });

  test('tells what pods are let in that are not in the manifests', () => {
    expect(listed('txt', SHOP, { exposure: true }).split('\n\n')[1]).toBe(`Exposure Analysis Result:
Ingress Exposure:
data/db[Deployment] <= [namespace with {purpose=backup}]/[all pods] : TCP 22
`);
  });

  test('tells what no policy protects, in which direction', () => {
    const text = listed('txt', [...SHOP, workload('shop', 'free')], { exposure: true });
    expect(text).toContain('shop/free[Deployment] => entire-cluster : All Connections\n');
    expect(text).toContain(`
Workloads not protected by network policies:
shop/free[Deployment] is not protected on Egress
shop/free[Deployment] is not protected on Ingress
`);
  });

  test('by class, has one line for workloads that no policy tells apart, and says which these are', () => {
    const replicas = ['a', 'b', 'c'].map((name) => workload('shop', name, { app: 'web' }));
    expect(listed('txt', [...SHOP.slice(1), ...replicas], { by: 'class' })).toBe(`10.0.0.1-10.0.0.1[External] => shop/a[Deployment] and 2 alike : TCP 80,UDP 53
shop/a[Deployment] and 2 alike => data/db[Deployment] : TCP 5432

Alike:
shop/a[Deployment] and 2 alike: shop/a[Deployment], shop/b[Deployment], shop/c[Deployment]
`);
  });

  test('leaves out, with a focus, what has other workloads at both ends', () => {
    const manifests = [...SHOP, workload('shop', 'free')];
    const analysis = analysisOf(manifests);
    const lines = listingOf(analysis, { by: 'workload', exposure: false, focus: analysis.names.workload('data/db') });
    expect(listReporters.text('txt', lines)).toBe('shop/web[Deployment] => data/db[Deployment] : TCP 5432\n');
  });

  test('is the same in color, but for the colors', () => {
    const listing = listingOf(analysisOf(SHOP), { by: 'workload', exposure: true });
    const colored = listReporters.text('txt', listing, COLORED);
    expect(colored).toContain('\u001b[32mTCP 5432\u001b[39m');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(listReporters.text('txt', listing));
  });
});

test('a format that there is not is refused, with those that there are', () => {
  expect(() => listReporters.named('yaml')).toThrow('A list cannot be written as "yaml". The formats are txt, json, csv, md, dot, mermaid, svg.');
});
