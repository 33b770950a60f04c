import { PageTests } from './support/browser';
import { SHOP } from './support/shop';

const tests = PageTests.prepare();

/** Batch is opened to everybody, redis to all of its namespace, and web is closed to the internet. */
const AFTER = `${SHOP.replace('  ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 8080 }] }]\n', '')}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open-batch, namespace: shop }
spec: { podSelector: { matchLabels: { app: batch } }, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open-redis, namespace: data }
spec: { podSelector: { matchLabels: { app: redis } }, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 6379 }] }] }
---`;

const pageOf = async () => tests.open(await tests.write({ 'a/shop.yaml': SHOP, 'b/shop.yaml': AFTER }, 'diff', 'a', 'b', '-o', 'html'));

test('shows what opens and what closes, in color, word and sign, the riskiest first', async () => {
  const { page, complaints } = await pageOf();
  const rows = await page.getByRole('region', { name: 'Table of the changes' }).locator('tbody tr').allInnerTexts();
  const said = rows.map((row) => row.split('\t').map((cell) => cell.split('\n')[0]));
  expect(said.map(([sign, from, to, , risk]) => [sign, from, to, risk])).toEqual([
    ['+ opens', '0.0.0.0-255.255.255.255', 'shop/batch[Deployment]', 'outside, all ports'],
    ['+ opens', 'shop/batch[Deployment]', '0.0.0.0-255.255.255.255', 'outside, all ports'],
    ['+ opens', 'shop/batch[Deployment]', 'data/redis[StatefulSet]', 'across namespaces'],
    ['− closes', '0.0.0.0-255.255.255.255', 'shop/web[Deployment]', 'outside'],
  ]);
  const color = (row: number) => page.locator('tr .sign').nth(row).evaluate((cell) => getComputedStyle(cell).color);
  expect(await color(0)).not.toBe(await color(3));
  expect(complaints).toEqual([]);
});

test('explains a change before and after it', async () => {
  const { page } = await pageOf();
  await page.getByRole('button', { name: 'Why: shop/batch[Deployment] to data/redis[StatefulSet]' }).click();
  await page.locator('[role=status][aria-busy=false] article').first().waitFor();
  const [before, after] = await page.locator('.two-answers > section').allInnerTexts();
  expect(await page.locator('#ask').evaluate((heading) => heading.getBoundingClientRect().top)).toBeLessThan(900);
  expect(before).toMatch(/Before the change\n[^]*shop\/batch => data\/redis : TCP 6379 is closed/);
  expect(after).toMatch(/After the change\n[^]*shop\/batch => data\/redis : TCP 6379 is open/);
});

test('says so where nothing changes', async () => {
  const { page } = await tests.open(await tests.write({ 'a/shop.yaml': SHOP, 'b/shop.yaml': SHOP }, 'diff', 'a', 'b', '-o', 'html'));
  await page.getByText('It opens nothing and closes nothing.').waitFor();
});
