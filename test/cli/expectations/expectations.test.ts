import { analyze } from '../../../src/analysis/engine/analysis';
import { Checker } from '../../../src/cli/expectations/check-expectations';
import { failureText } from '../../../src/cli/expectations/failure-text';
import { readExpectations } from '../../../src/cli/expectations/read-expectations';
import { PLAIN } from '../../../src/reporting/style';
import { closed, fromPods, workload } from '../../reporting/shop';

/** Web reaches redis on TCP 6379 and 6380, and 192.0.2.0/24 on TCP 443; 10.0.0.0/8 reaches web; staging is open. */
const analysis = analyze([
  workload('shop', 'web'),
  workload('shop', 'api'),
  workload('data', 'redis'),
  workload('staging', 'web'),
  closed('shop', 'web', {
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    egress: [
      { to: [{ namespaceSelector: {}, ...fromPods('redis') }], ports: [{ port: 6379 }, { port: 6380 }] },
      { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 443 }] },
    ],
  }),
  closed('shop', 'api', {}),
  closed('data', 'redis', { ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }] }] }),
].map((manifest) => ({ manifest, source: { file: 'shop.yaml', line: 1 } })));

/** The texts of the expectations that fail, each with the pairs for which, or with why it means nothing. */
function failures(text: string): string[] {
  const { expectations, problems } = readExpectations(text);
  expect(problems).toEqual([]);
  const checker = new Checker(analysis);
  return expectations.flatMap((one) => checker.failure(one) ?? [])
    .map(({ expectation, meaningless, pairs }) => `${expectation.text} (${meaningless ?? pairs.map(({ from, to }) => `${from} => ${to}`).join(', ')})`);
}

describe('an expectation holds', () => {
  test.each([
    'shop/web -> redis',
    'shop/web -> data/redis: tcp/6379',
    'shop/web -> data/redis: tcp/6379-6380',
    'shop/web -> data/redis: TCP/6379, tcp/6380',
    'shop/web -> data/redis: [tcp/6379, tcp/6380]',
    'shop/web -> data/redis:tcp/6379',
    'shop/web -> data/redis: only tcp/6379, tcp/6380',
    '!shop/api -> data/redis',
    '! shop/web -> data/redis: udp',
    '!shop/web -> data/redis: tcp/6381-65535, sctp',
    'shop/w* -> */redis: tcp/6379',
    'shop/??b -> redis',
    '10.0.0.1 -> shop/web: udp/53',
    '10.0.0.0/8 -> shop/web',
    '!11.0.0.0/8 -> shop/web',
    'shop/web -> 192.0.2.0/24: only tcp/443',
    '!shop/web -> 2001:db8::/32',
    'staging/web -> staging/web',
  ])('%s', (text) => {
    expect(failures(text)).toEqual([]);
  });
});

describe('an expectation fails', () => {
  test.each([
    ['shop/api -> data/redis', 'shop/api => data/redis'],
    ['shop/web -> data/redis: tcp/6379-6381', 'shop/web => data/redis'],
    ['shop/web -> data/redis: udp/6379', 'shop/web => data/redis'],
    ['shop/web -> data/redis: only tcp/6379', 'shop/web => data/redis'],
    ['!shop/web -> data/redis: tcp/6380', 'shop/web => data/redis'],
    ['!shop/* -> redis', 'shop/web => data/redis'],
    ['web -> redis: tcp/6379', 'staging/web => data/redis'],
    ['0.0.0.0/0 -> shop/web', '0.0.0.0-9.255.255.255 and 1 more range => shop/web'],
    ['!0.0.0.0/0 -> shop/web', '10.0.0.0-10.255.255.255 => shop/web'],
    ['shop/web -> 192.0.2.0/23: tcp/443', 'shop/web => 192.0.3.0-192.0.3.255'],
    ['!shop/web -> 192.0.2.7: tcp', 'shop/web => 192.0.2.7'],
  ])('%s', (text, pairs) => {
    expect(failures(text)).toEqual([`${text} (${pairs})`]);
  });

  test.each([
    ['!shop/wbe -> redis', 'there is no workload "shop/wbe". There are shop/web, shop/api, data/redis, staging/web.'],
    ['!web -> radis', 'there is no workload "radis". There are shop/web, shop/api, data/redis, staging/web.'],
    ['!10.0.0.1 -> 10.0.0.2', 'both ends are addresses, and no policy decides that.'],
    ['!redis* -> redis*', 'no two workloads are meant.'],
  ])('where it means nothing: %s', (text, why) => {
    expect(failures(text)).toEqual([`${text} (${why})`]);
  });
});

describe('a file of expectations', () => {
  const read = (text: string) => {
    const { expectations, problems } = readExpectations(text);
    return { ends: expectations.map(({ from, to, line }) => `${from} ${to} ${line}`), problems: problems.map(({ message, line }) => `${line}: ${message}`) };
  };

  test.each([
    ['a block of text', 'namespace: shop\nexpect: |\n  web -> api\n\n  # why\n  !api -> data/redis  # because\n'],
    ['a list', '---\nnamespace: "shop"\nexpect:\n- web -> api\n-   "!api -> data/redis"\n'],
    ['lines alone, with the line ends of Windows', 'namespace: shop\r\n\r\nweb -> api\r\n\r\n\r\n!api -> data/redis\r\n'],
  ])('is %s', (_, text) => {
    expect(read(text).problems).toEqual([]);
    expect(read(text).ends.map((ends) => ends.replace(/ \d+$/, ''))).toEqual(['shop/web shop/api', 'shop/api data/redis']);
    expect(read(text).ends.map((ends) => Number(ends.split(' ').pop()))).toEqual(text.split('\n').flatMap((line, index) => (line.includes('->') ? [index + 1] : [])));
  });

  test('leaves addresses without a namespace, and looks for names in all where none is given', () => {
    expect(read('10.0.0.1 -> web\nweb -> 10.0.0.0/8\nweb -> fe80::1').ends).toEqual(['10.0.0.1 */web 1', '*/web 10.0.0.0/8 2', '*/web fe80::1 3']);
  });

  test.each([
    ['', '1: expects nothing. Write lines such as "web -> redis: tcp/6379" below "expect: |"'],
    ['expectations:', '1: "expectations:" is no expectation. Write one such as "web -> redis: tcp/6379" or "!web -> db"'],
    ['\nweb - redis', '2: "web - redis" is no expectation. Write one such as "web -> redis: tcp/6379" or "!web -> db"'],
    ['!web -> redis: only tcp', '1: "!web -> redis: only tcp" says both "!" and "only". Leave one of them out'],
    ['web -> redis: 6379', '1: "6379" means no ports. Write them such as tcp/6379, udp/8000-8010 or tcp, with commas in between'],
    ['web -> redis: tcp/90-80', '1: "tcp/90-80" means no ports. Write them such as tcp/6379, udp/8000-8010 or tcp, with commas in between'],
    ['web -> redis: tcp/70000', '1: "tcp/70000" means no ports. Write them such as tcp/6379, udp/8000-8010 or tcp, with commas in between'],
    ['namespace: a\nweb -> redis\nnamespace: b', '3: gives a second namespace. Give one, and write others before a name, as in "data/redis"'],
  ])('has its mistakes said with their line: %j', (text, problem) => {
    expect(read(text).problems).toEqual([problem]);
  });
});

test('of many pairs that fail, three are explained, and some of the others named', () => {
  const many = analyze([...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => workload('shop', name)), workload('shop', 'db')].map((manifest) => ({ manifest, source: {} })));
  const [expectation] = readExpectations('!shop/? -> shop/db').expectations;
  const text = failureText(new Checker(many).failure(expectation)!, 'e.yaml', PLAIN);
  expect(text.match(/ are open$/gm)).toHaveLength(3);
  expect(text).toMatch(/\n {2}So it is for 5 more: shop\/d => shop\/db, shop\/e => shop\/db, shop\/f => shop\/db, …\n$/);
});

describe('"only" before who connects', () => {
  test('holds where they do, and nobody else', () => {
    expect(failures('only shop/web, shop/api -> data/redis: tcp/6380')).toEqual(['only shop/web, shop/api -> data/redis: tcp/6380 (shop/api => data/redis, shop/[all pods] => data/redis)']);
    expect(failures('only 10.0.0.0/8 -> shop/web')).toEqual([]);
  });

  test('does not hold where others do', () => {
    expect(failures('only shop/api -> staging/web')[0]).toContain('any pod of the cluster => staging/web');
    expect(failures('only 10.0.0.0/9 -> shop/web')).toEqual(['only 10.0.0.0/9 -> shop/web (10.128.0.0-10.255.255.255 => shop/web)']);
  });

  test.each(['!only web -> api', 'only web -> api: only tcp/80', 'web, job -> api'])('is not mixed with others: %s', (text) => {
    expect(readExpectations(text).problems).toHaveLength(1);
  });
});
