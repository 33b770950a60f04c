import { ask, PageTests } from './support/browser';
import { SHOP } from './support/shop';
import { analyze } from '../../src/analysis/engine/analysis';
import { pageProgram } from '../../src/package/page-program';
import { pageHtml } from '../../src/reporting/page/html';
import { pageDataOf } from '../../src/reporting/page/page-data';

const tests = PageTests.prepare();

/** What would run, load or break out, if it were taken for anything but text. */
const HOSTILE = [
  '<img src=x onerror="window.hacked=1">', '</script><script>window.hacked=1</script>', '"><svg onload="window.hacked=1">', '<!--<script>window.hacked=1',
  "javascript:window.hacked=1//'", '</style><style>body{display:none}', '<a href="https://example.com/">x</a>', '\u2028\u2029\u0000\ud800', '{{7*7}}', '__proto__',
];

test('asks no network for anything and complains of nothing, whatever is done', async () => {
  const { page, requests, complaints } = await tests.list({ 'shop.yaml': SHOP });
  await ask(page, 'shop/web', 'data/redis');
  await page.getByRole('button', { name: /^shop\/web.*: reached/ }).click();
  await page.getByRole('searchbox').fill('web');
  await page.getByRole('button', { name: 'To', exact: true }).click();
  await page.waitForTimeout(300);
  expect(requests).toEqual([]);
  expect(complaints).toEqual([]);
});

test('its content security policy forbids what it does not do', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP });
  const stopped = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.hacked = 1';
    document.body.append(script);
    const image = new Image();
    image.src = 'https://example.com/x.png';
    document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style><img src="x" onerror="window.hacked = 1">');
    const sent = await fetch('https://example.com/').then(() => 'sent', () => 'refused');
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    return { sent, hacked: 'hacked' in window, violations: [...new Set(violations)].sort() };
  });
  expect(stopped).toMatchObject({ sent: 'refused', hacked: false });
  expect(stopped.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem', 'style-src-elem']));
});

test.each(HOSTILE)('shows %j as text wherever manifests can have it', async (hostile) => {
  const { page, requests, complaints } = await tests.open(hostilePage(hostile));
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  await page.locator('.card').first().waitFor();
  const elements = () => page.locator('img, iframe, object, embed, link, body style, a:not([href^="https://github.com/cdk8s-netpol/"]), svg script, [onload], [onerror]').count();
  expect(await elements()).toBe(0);
  await page.locator('.card[role=button]').first().click();
  await page.getByRole('complementary').waitFor();
  await page.getByRole('searchbox').fill(hostile);
  await page.waitForTimeout(100);
  await ask(page, hostile, hostile, hostile);
  expect(await elements()).toBe(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await page.locator('body').isVisible()).toBe(true);
  expect([requests, complaints, dialogs]).toEqual([[], [], []]);
});

test.each(HOSTILE)('takes %j in its address for a question at most', async (hostile) => {
  const html = await tests.write({ 'shop.yaml': SHOP }, 'list', '.', '-o', 'html');
  const encoded = encodeURIComponent(hostile.replace('\ud800', ''));
  const { page, requests, complaints } = await tests.open(html, `#from=${encoded}&to=${encoded}&port=${encoded}&${encoded}=${encoded}`);
  await page.locator('[role=status][aria-busy=false]').waitFor();
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await page.locator('[role=status] img, [role=status] svg, [role=status] script').count()).toBe(0);
  expect([requests, complaints]).toEqual([[], []]);
});

test('an address with no question, or one that is too long, asks nothing', async () => {
  const html = await tests.write({ 'shop.yaml': SHOP }, 'list', '.', '-o', 'html');
  for (const fragment of ['#', '#%', '#from=%E0%A4%A', '#from=a', `#from=${'a'.repeat(5_000)}&to=b`]) {
    const { page, complaints } = await tests.open(html, fragment);
    expect(await page.getByRole('status').innerText()).toBe('');
    expect(complaints).toEqual([]);
  }
});

/** A page of manifests that have the text in every field, those included that an API server would refuse. */
function hostilePage(text: string): string {
  const labels = { app: text, [text]: text };
  const file = `${text}.yaml`;
  const metadata = { name: 'plain', namespace: 'shop' };
  const manifests = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata: { labels }, spec: { containers: [{ ports: [{ name: text, containerPort: 80 }] }] } } } },
    { apiVersion: 'example.com/v1', kind: text, metadata: { name: 'odd', namespace: 'shop' }, spec: { template: { metadata: { labels }, spec: { containers: [{ image: 'x' }] } } } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'shop' }, spec: { podSelector: {}, ingress: [{ ports: [{ port: text }] }] } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: text.replace(/[^!-~]/g, ''), namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Egress'] } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'shop' }, spec: { selector: { app: text }, ports: [{ name: text, port: 80 }] } },
    { apiVersion: text, kind: 'NetworkPolicy', metadata: { name: 'q' } },
  ];
  const analysis = analyze(manifests.map((manifest) => ({ manifest, source: { file, line: 1 } })));
  // Names are refused where they are read; nothing of the page may depend on that.
  const { cluster } = analysis;
  const renamed = { ...cluster, workloads: cluster.workloads.map((workload) => ({ ...workload, name: `${text}-${workload.name}`, namespace: text })) };
  const Analysis = analysis.constructor as new (cluster: unknown) => typeof analysis;
  const namespaces = new Map([...cluster.namespaces, [text, { name: text, labels }]]);
  const hostile = new Analysis({ ...renamed, namespaces });
  return [...pageHtml(pageDataOf({ analysis: hostile, problems: [...analysis.problems, { source: { file }, text }], notes: [text] }), pageProgram())].join('');
}
