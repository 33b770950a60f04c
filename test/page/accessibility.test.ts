import { readFileSync } from 'fs';
import { Page } from 'playwright-core';
import { ask, PageTests } from './support/browser';
import { SHOP } from './support/shop';

const tests = PageTests.prepare();
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

test.each(['light', 'dark'] as const)('axe finds nothing wrong with the page of a list in %s, whatever is open', async (colorScheme) => {
  const html = await tests.write({ 'shop.yaml': SHOP, 'bad.yaml': 'kind: NetworkPolicy\n' }, 'list', '.', '-o', 'html');
  const { page } = await tests.open(html, '', { colorScheme, bypassCSP: true });
  await page.locator('tbody tr').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await ask(page, 'shop/batch', 'data/redis');
  await page.getByRole('button', { name: /^shop\/web.*: reached/ }).click();
  await page.getByRole('complementary').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('searchbox').fill('nobody');
  await page.getByText('Nothing is left').waitFor();
  expect(await violations(page)).toEqual([]);
});

test.each(['light', 'dark'] as const)('axe finds nothing wrong with the page of a change in %s', async (colorScheme) => {
  const html = await tests.write({ 'a/shop.yaml': SHOP, 'b/shop.yaml': SHOP.replace('port: 6379', 'port: 6380').replace('8080 }] }]', '8081 }] }]') }, 'diff', 'a', 'b', '-o', 'html');
  const { page } = await tests.open(html, '', { colorScheme, bypassCSP: true });
  await page.getByRole('button', { name: /^Why/ }).first().click();
  await page.locator('article').first().waitFor();
  expect(await violations(page)).toEqual([]);
});

test('on a phone nothing is wider than the screen but what scrolls of itself', async () => {
  const html = await tests.write({ 'shop.yaml': SHOP }, 'list', '.', '-o', 'html');
  const { page } = await tests.open(html, '', { viewport: { width: 360, height: 740 }, bypassCSP: true });
  await ask(page, 'shop/batch', 'data/redis');
  await page.locator('tbody tr').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await violations(page)).toEqual([]);
});

test('all is reached with the tabulator, in the order of reading', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP });
  await page.locator('tbody tr').first().waitFor();
  const reached: string[] = [];
  for (let press = 0; press < 20; press++) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent || ''));
  }
  const order = ['from', 'to', 'port', 'Ask', 'search', 'Fit to the window', 'Picture of the connections', 'Copy as CSV', 'Table of the connections', 'From ▲', 'To', 'Open'];
  expect(reached.filter((name) => order.includes(name))).toEqual(order);
  expect(reached.some((name) => name.startsWith('shop/web[Deployment]: reached on'))).toBe(true);
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const results = await axe.run(document, { resultTypes: ['violations'] });
    return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}
