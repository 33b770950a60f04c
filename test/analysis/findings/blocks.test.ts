import { clusterPolicy, found, policy, texts } from './found';

const egress = (block: string) => policy('web', `podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }] }]`);
const ingress = (block: string) => policy('web', `podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: ${block} }] }]`);

/** The blocks that the cures write. */
const INTERNET = '{ cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 169.254.0.0/16] }';
const INTERNET_6 = "{ cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] }";

const BLOCK_RULES = ['block-of-everything', 'block-with-metadata', 'block-with-pods'];

/** Which of the three rules find something. */
const finders = (yaml: string) => BLOCK_RULES.filter((rule) => found(rule, yaml).length > 0);

describe('block-of-everything', () => {
  test('says what is covered besides the internet', () => {
    expect(texts('block-of-everything', ingress('{ cidr: 0.0.0.0/0 }'))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[0].from[0].ipBlock: 0.0.0.0/0 in ingress rule #1 of shop/web covers every IPv4 address: besides the internet the private networks, '
        + 'with most network plugins every pod of the cluster. | Where the internet is meant, except what is not: "except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 169.254.0.0/16]".',
    ]);
    expect(texts('block-of-everything', egress("{ cidr: '::/0' }"))).toEqual([
      'NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock: ::/0 in egress rule #1 of shop/web covers every IPv6 address: besides the internet the private networks, '
        + 'with most network plugins every pod of the cluster. | Where the internet is meant, except what is not: "except: [fc00::/7, fe80::/10]".',
    ]);
  });
});

describe('block-with-metadata', () => {
  test.each([
    ['{ cidr: 169.254.0.0/16 }', '169.254.0.0/16', '169.254.169.254', '169.254.169.254/32'],
    ['{ cidr: 168.0.0.0/6 }', '168.0.0.0/6', '169.254.169.254', '169.254.0.0/16'],
    ['{ cidr: 169.254.169.254/31 }', '169.254.169.254/31', '169.254.169.254', '169.254.169.254/32'],
    ["{ cidr: 'fd00::/16' }", 'fd00::/16', 'fd00:ec2::254', 'fd00:ec2::254/128'],
  ])('says how to mend %s', (block, cidr, address, hole) => {
    expect(texts('block-with-metadata', egress(block))).toEqual([
      `NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock: ${cidr} in egress rule #1 of shop/web covers ${address}, where clouds hand out the credentials of the node to whoever asks. | `
        + `Add "${hole}" to "except", or name smaller blocks.`,
    ]);
    expect(found('block-with-metadata', egress(`{ cidr: '${cidr}', except: ['${hole}'] }`))).toEqual([]);
  });

  test.each(['169.254.169.254/32', '169.254.20.10/32', '10.0.0.0/8', '203.0.113.0/24', 'fd00:ec2::254/128'])('is silent about %s', (cidr) => {
    expect(found('block-with-metadata', egress(`{ cidr: '${cidr}' }`))).toEqual([]);
  });

  test('is silent about ingress', () => {
    expect(found('block-with-metadata', ingress('{ cidr: 169.254.0.0/16 }'))).toEqual([]);
  });
});

describe('block-with-pods', () => {
  test('says what the block covers', () => {
    expect(texts('block-with-pods', ingress('{ cidr: 128.0.0.0/1 }'))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[0].from[0].ipBlock: 128.0.0.0/1 in ingress rule #1 of shop/web covers 172.16.0.0/12, from which pods usually have their addresses: '
        + 'with most network plugins it lets pods in, whatever their labels. | Name pods by a podSelector and a namespaceSelector, and in blocks what is outside of the cluster; '
        + 'add the addresses of your pods to "except".',
    ]);
  });

  test.each(['{ cidr: 10.0.0.0/8 }', '{ cidr: 172.16.0.0/12 }', '{ cidr: 192.168.0.0/16 }', "{ cidr: 'fc00::/7' }", '{ cidr: 10.244.0.0/16 }', '{ cidr: 10.42.0.0/16 }',
    '{ cidr: 0.0.0.0/0, except: [169.254.169.254/32] }', '{ cidr: 0.0.0.0/1 }'])('finds %s', (block) => {
    expect(found('block-with-pods', egress(block))).toHaveLength(1);
  });

  test.each(['{ cidr: 10.20.0.0/16 }', '{ cidr: 10.244.7.0/24 }', '{ cidr: 192.168.1.0/24 }', '{ cidr: 203.0.113.0/24 }', '{ cidr: 8.8.8.8/32 }', "{ cidr: 'fd12:3456:789a::/48' }",
    '{ cidr: 10.0.0.0/8, except: [10.96.0.0/12] }', '{ cidr: 0.0.0.0/0, except: [10.0.0.0/8] }'])('is silent about %s', (block) => {
    expect(found('block-with-pods', egress(block))).toEqual([]);
  });
});

test.each([
  ['{ cidr: 0.0.0.0/0 }', ['block-of-everything']],
  ["{ cidr: '0::0/0' }", ['block-of-everything']],
  ['{ cidr: 0.0.0.0/0, except: [203.0.113.0/24] }', ['block-with-metadata', 'block-with-pods']],
  ['{ cidr: 203.0.113.0/24 }', []],
  [INTERNET, []],
  [INTERNET_6, []],
])('%s is found by one rule for each thing that is wrong', (block, rules) => {
  expect(finders(egress(block))).toEqual(rules);
});

test('the networks of ClusterNetworkPolicies are meant to match pods', () => {
  expect(finders(clusterPolicy('c', 'subject: { namespaces: {} }, egress: [{ action: Accept, to: [{ networks: [0.0.0.0/0, 10.0.0.0/8, 169.254.0.0/16] }] }]'))).toEqual([]);
});
