import { stringify } from 'yaml';
import { ask, PageTests, soon } from './support/browser';
import { SHOP } from './support/shop';
import { cluster } from '../../bench/clusters';
import { Random } from '../../bench/random';
import { Analysis, analyze } from '../../src/analysis/engine/analysis';
import { explain } from '../../src/analysis/questions/explanation/explain';
import { portsAt, portsOf } from '../../src/analysis/questions/port-names';
import { readManifests } from '../../src/manifests/read-manifests';
import { Question } from '../../src/page/engine/answer';
import { explainTxt } from '../../src/reporting/explain/txt';
import { PLAIN } from '../../src/reporting/style';

const tests = PageTests.prepare();

test('asks with Enter, and answers what explain answers, with the line of each rule', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP });
  const open = await ask(page, 'shop/web', 'data/redis', 'tcp/6379');
  expect(open).toContain('shop/web => data/redis : TCP 6379 is open');
  expect(open).toMatch(/Egress rule #1 of shop\/web allows it\. \(shop\.yaml:\d+\)/);
  const closed = await ask(page, 'shop/batch', 'data/redis', 'redis');
  expect(closed).toContain('TCP 6379 is closed');
  expect(closed).toContain('Nearest: Ingress rule #1 of data/redis, but none of its peers is shop/batch[Deployment].');
  expect(closed).toContain('To open it: Add an egress rule to shop/batch');
});

test('says what is wrong with an end or a port, and how to write it', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP });
  expect(await ask(page, 'shop/redis', 'shop/web')).toContain('There is no workload "shop/redis". Did you mean data/redis?');
  expect(await ask(page, 'shop/web', 'data/redis', '70000')).toContain('"70000" is not a port.');
});

test('completes ends and ports as one types', async () => {
  const { page } = await tests.list({ 'shop.yaml': SHOP });
  const options = (name: string) => page.locator(`#${name}-options option`).evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  await page.getByLabel('From').fill('we');
  await soon(async () => expect(await options('from')).toEqual(['shop/web']));
  await page.getByLabel('To', { exact: true }).fill('data/redis');
  await soon(async () => expect(await options('port')).toEqual(['tcp/6379', 'redis']));
});

test('keeps the question in the address, so that a link is an answer and going back asks again', async () => {
  const html = await tests.write({ 'shop.yaml': SHOP }, 'list', '.', '-o', 'html');
  const { page } = await tests.open(html, '#from=shop%2Fweb&to=data%2Fredis&port=tcp%2F6379');
  await page.getByText('TCP 6379 is open').waitFor();
  await ask(page, '203.0.113.7', 'shop/web', 'http');
  expect(new URL(page.url()).hash).toBe('#from=203.0.113.7&to=shop%2Fweb&port=http');
  await page.goBack();
  await page.getByText('TCP 6379 is open').waitFor();
  expect(await page.getByLabel('From').inputValue()).toBe('shop/web');
});

test('answers 1,000 random questions as explain does', async () => {
  const files = { 'cluster.yaml': cluster({ workloads: 60, policies: 120, seed: 17 }).map((manifest) => stringify(manifest)).join('---\n') };
  const { page } = await tests.list(files);
  const analysis = analyze(readManifests(['.']).manifests);
  const questions = randomQuestions(analysis, 1_000);
  expect(new Set(questions.map(({ from, to, port }) => `${from} ${to} ${port}`)).size).toBeGreaterThan(900);
  const answers = await page.evaluate(async (asked) => {
    const status = document.querySelector('[role=status]')!;
    const type = (id: string, text: string) => {
      const input = document.getElementById(id) as HTMLInputElement;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const texts: string[] = [];
    for (const { from, to, port } of asked) {
      type('from', from);
      type('to', to);
      type('port', port);
      await new Promise((resolve) => { setTimeout(resolve); });
      const answered = new Promise<void>((resolve) => {
        let wasBusy = false;
        new MutationObserver((_, observer) => {
          const isBusy = status.getAttribute('aria-busy') === 'true';
          if (wasBusy && !isBusy) {
            observer.disconnect();
            resolve();
          }
          wasBusy ||= isBusy;
        }).observe(status, { attributes: true, childList: true, subtree: true });
      });
      document.querySelector('form')!.requestSubmit();
      await answered;
      texts.push((status as HTMLElement).innerText);
    }
    return texts;
  }, questions);
  const wrong = questions.filter((question, index) => linesOf(answers[index]).join('\n') !== linesOf(expectedAnswer(analysis, question)).join('\n'));
  expect(wrong).toEqual([]);
  expect(answers.filter((text) => text.includes('is open')).length).toBeGreaterThan(30);
  expect(answers.filter((text) => text.includes('is closed')).length).toBeGreaterThan(300);
}, 90_000);

function randomQuestions(analysis: Analysis, count: number): Question[] {
  const random = new Random(4);
  const { workloads } = analysis.cluster;
  const others = ['203.0.113.7', '10.0.0.0/8', '0.0.0.0/0', 'internet', '::1', 'nowhere/at-all'];
  const end = () => {
    const { namespace, name, kind } = random.of(workloads);
    return random.chance(85) ? `${namespace}/${name}${random.chance(10) ? `[${kind}]` : ''}` : random.of(others);
  };
  const questions: Question[] = [];
  while (questions.length < count) {
    const question = { from: end(), to: end(), port: random.of(['', 'tcp/8080', '9000', 'udp/53', 'udp', 'web', 'tcp/5432', 'none-of-them']) };
    const last = questions[questions.length - 1];
    if (JSON.stringify(question) !== JSON.stringify(last)) questions.push(question);
  }
  return questions;
}

function expectedAnswer(analysis: Analysis, { from, to, port }: Question): string {
  try {
    const ports = port === '' ? undefined : portsOf(port);
    const [source, destination] = [analysis.names.one(from), analysis.names.one(to)];
    return [...explainTxt(explain(analysis, source, destination, ports && portsAt(destination, ports)), PLAIN)].join('');
  } catch (error) {
    const { message } = error as Error;
    return `${message[0].toUpperCase()}${message.slice(1)}`;
  }
}

/** Lines with something in them. The page says where the nearest rule is, too. */
function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim().replace(/^(Nearest: .*) \(\S+:\d+\)$/, '$1')).filter((line) => line !== '');
}
