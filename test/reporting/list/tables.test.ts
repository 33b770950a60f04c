import { listed, ODD, ODD_PAIR, SHOP, workload } from '../shop';

describe('a list as comma-separated values', () => {
  test('has the columns src, dst and conn, and quotes what has a comma in it', () => {
    expect(listed('csv', SHOP)).toBe(`src,dst,conn
10.0.0.1-10.0.0.1[External],shop/web[Deployment],"TCP 80,UDP 53"
shop/web[Deployment],data/db[Deployment],TCP 5432
`);
  });

  test('doubles quotes', () => {
    expect(listed('csv', ODD_PAIR)).toContain('\n"shop/odd""<b>|`#&\'\\,[Deployment]",shop/web[Deployment],All Connections\n');
  });

  test('has exposure in the direction of the connection', () => {
    expect(listed('csv', SHOP, { exposure: true }).split('\n').at(-2)).toBe('[namespace with {purpose=backup}]/[all pods],data/db[Deployment],TCP 22');
  });

  test('has the names of all workloads of a class', () => {
    const replicas = ['a', 'b'].map((name) => workload('shop', name, { app: 'web' }));
    expect(listed('csv', [...SHOP.slice(1), ...replicas], { by: 'class' })).toContain('\nshop/a[Deployment] shop/b[Deployment],data/db[Deployment],TCP 5432\n');
  });
});

describe('a list as JSON', () => {
  test('is a list of src, dst and conn', () => {
    expect(JSON.parse(listed('json', SHOP))).toEqual([
      { src: '10.0.0.1-10.0.0.1[External]', dst: 'shop/web[Deployment]', conn: 'TCP 80,UDP 53' },
      { src: 'shop/web[Deployment]', dst: 'data/db[Deployment]', conn: 'TCP 5432' },
    ]);
  });

  test('is an empty list where nothing is open', () => {
    expect(listed('json', [])).toBe('[]\n');
  });

  test('is an object with exposure and classes', () => {
    const replicas = ['a', 'b'].map((name) => workload('shop', name, { app: 'web' }));
    expect(JSON.parse(listed('json', [...SHOP.slice(1), ...replicas], { by: 'class', exposure: true }))).toMatchObject({
      connlist_results: [{ dst: 'shop/a[Deployment] and 1 alike' }, { src: 'shop/a[Deployment] and 1 alike', dst: 'data/db[Deployment]', conn: 'TCP 5432' }],
      exposure_results: { egress_exposure: [], ingress_exposure: [{ src: '[namespace with {purpose=backup}]/[all pods]', dst: 'data/db[Deployment]', conn: 'TCP 22' }], unprotected: [] },
      classes: [{ name: 'shop/a[Deployment] and 1 alike', workloads: ['shop/a[Deployment]', 'shop/b[Deployment]'] }],
    });
  });

  test('keeps any name', () => {
    expect(JSON.parse(listed('json', ODD_PAIR))).toContainEqual({ src: `shop/${ODD}[Deployment]`, dst: 'shop/web[Deployment]', conn: 'All Connections' });
  });
});

describe('a list as Markdown', () => {
  test('is a table', () => {
    expect(listed('md', SHOP)).toBe(`| src | dst | conn |
|-----|-----|------|
| 10.0.0.1-10.0.0.1[External] | shop/web[Deployment] | TCP 80,UDP 53 |
| shop/web[Deployment] | data/db[Deployment] | TCP 5432 |
`);
  });

  test('has a table more for exposure', () => {
    expect(listed('md', SHOP, { exposure: true })).toContain(`
## Ingress Exposure
| src | dst | conn |
|-----|-----|------|
| [namespace with {purpose=backup}]/[all pods] | data/db[Deployment] | TCP 22 |
`);
  });

  test('escapes what would end a cell or begin something else', () => {
    expect(listed('md', ODD_PAIR)).toContain('| shop/odd"\\<b>\\|\\`#&\'\\\\,[Deployment] | shop/web[Deployment] | All Connections |\n');
  });
});
