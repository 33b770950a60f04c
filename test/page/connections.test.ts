import { PageTests, soon } from './support/browser';
import { SHOP } from './support/shop';

const tests = PageTests.prepare();

describe('the picture', () => {
  test('shows for a workload its ways in and out, its policies and findings, and what is open to the outside', async () => {
    const { page } = await tests.list({ 'shop.yaml': SHOP });
    await page.getByRole('button', { name: /^shop\/web\[Deployment\]: reached on TCP 8080/ }).click();
    const details = await page.getByRole('complementary').innerText();
    expect(details).toContain('Ways in (ingress)');
    expect(details).toMatch(/NetworkPolicy shop\/web \(shop\.yaml:\d+\)/);
    expect(details).toMatch(/addresses 0\.0\.0\.0-255\.255\.255\.255 : TCP 8080/);
    expect(details).toContain('data/redis[StatefulSet] : TCP 6379');
    expect(details).toContain('block-of-everything');
  });

  test('is used with the keyboard: Enter opens the details, and the focus goes there', async () => {
    const { page } = await tests.list({ 'shop.yaml': SHOP });
    await page.getByRole('button', { name: /^data\/redis.*: reached/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'data/redis[StatefulSet]' }).waitFor();
    await soon(async () => expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('data/redis[StatefulSet]'));
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.getByRole('complementary').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('data/redis[StatefulSet]: reached on');
  });

  test('draws what svg draws', async () => {
    const { page } = await tests.list({ 'shop.yaml': SHOP });
    const svg = await tests.write({ 'shop.yaml': SHOP }, 'list', '.', '-o', 'svg');
    await page.locator('.canvas svg').waitFor();
    const drawn = await page.locator('.canvas path.way').evaluateAll((all) => all.map((path) => path.getAttribute('d')));
    expect(drawn.length).toBeGreaterThan(1);
    expect([...drawn].sort()).toEqual([...svg.matchAll(/<path d="([^"]*)" fill="none"/g)].map(([, path]) => path).sort());
  });

  test('has one card for the internet', async () => {
    const { page } = await tests.list({
      'shop.yaml': SHOP.replace('cidr: 0.0.0.0/0', `cidr: 0.0.0.0/0, except: [${[
        '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15',
        '224.0.0.0/4', '240.0.0.0/4',
      ].join(', ')}]`),
    });
    await page.locator('.canvas svg').waitFor();
    expect(await page.locator('.canvas .outside .name').allTextContents()).toEqual(['internet']);
  });
});

describe('the search', () => {
  test('leaves in picture and table what has the words in it, as one types', async () => {
    const { page } = await tests.list({ 'shop.yaml': SHOP });
    await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('redis');
    await soon(async () => expect(await page.locator('tbody tr').count()).toBe(1));
    expect(await page.locator('tbody tr').innerText()).toMatch(/shop\/web\[Deployment\]\s+data\/redis\[StatefulSet\]\s+TCP 6379/);
    await soon(async () => expect(await page.locator('.card .name').allTextContents()).toEqual(expect.arrayContaining(['web', 'redis'])));
    expect(await page.locator('.card').count()).toBe(2);
  });

  test('says so when nothing is left', async () => {
    const { page } = await tests.list({ 'shop.yaml': SHOP });
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('Nothing is left: no end and no port has “nobody” in it.').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(0);
    expect(await page.locator('.card').count()).toBe(0);
    await page.getByRole('searchbox').fill('');
    await soon(async () => expect(await page.locator('tbody tr').count()).toBe(2));
  });
});

describe('the table', () => {
  test('is sorted by each column, upwards and downwards, and says so', async () => {
    const { page } = await tests.list({ 'shop.yaml': SHOP });
    const first = () => page.locator('tbody td:first-child').allInnerTexts();
    await soon(async () => expect(await first()).toEqual(['0.0.0.0-255.255.255.255', 'shop/web[Deployment]']));
    await page.getByRole('button', { name: 'From' }).click();
    await soon(async () => expect(await first()).toEqual(['shop/web[Deployment]', '0.0.0.0-255.255.255.255']));
    expect(await page.getByRole('columnheader', { name: 'From' }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'To', exact: true }).click();
    await soon(async () => expect(await first()).toEqual(['shop/web[Deployment]', '0.0.0.0-255.255.255.255']));
  });

  test('is copied as CSV', async () => {
    const shop = SHOP.replace('cidr: 0.0.0.0/0', 'cidr: 0.0.0.0/0, except: [10.0.0.0/8, 192.168.0.0/16]');
    const html = await tests.write({ 'shop.yaml': shop }, 'list', '.', '-o', 'html');
    const csv = await tests.write({ 'shop.yaml': shop }, 'list', '.', '-o', 'csv');
    expect(csv.split('\n')).toHaveLength(6);
    const { page } = await tests.open(html, '', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await page.getByText('Copied 2 rows.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(csv);
  });
});

test('findings have their cure and a link to their page', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP });
  const finding = page.locator('.findings li').first();
  expect(await finding.innerText()).toMatch(/^warning/);
  expect(await page.locator('.findings a').first().getAttribute('href')).toMatch(/^https:\/\/github\.com\/.*\/docs\/findings\/[a-z-]+\.md$/);
});

test('what could not be read is in plain sight before all answers', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP, 'bad.yaml': 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: x }\nspec: { ingres: [] }\n' });
  const doubts = page.getByRole('region', { name: 'Not in the answers' });
  expect(await doubts.innerText()).toContain('bad.yaml:4: NetworkPolicy x: spec.ingres: does not exist');
  const [first] = await page.locator('h2').allInnerTexts();
  expect(first).toBe('Not in the answers');
});

test('a page prints all of the picture and the table, and no buttons of the form', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP });
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Ask' }).count()).toBe(0);
  expect(await page.locator('.canvas').evaluate((canvas) => getComputedStyle(canvas).overflow)).toBe('visible');
});
