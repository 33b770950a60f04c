import * as fc from 'fast-check';
import { NetworkPolicyIpBlock } from '../../src';

describe('NetworkPolicyIpBlock', () => {
  test.each([
    ['ipv4', '172.17.0.0/16', '172.17.0.0/16'],
    ['ipv4', '0.0.0.0/0', '0.0.0.0/0'],
    ['ipv4', '192.0.2.1/32', '192.0.2.1/32'],
    ['ipv4', '10.1.2.3/8', '10.0.0.0/8'],
    ['ipv4', '10.0.1.1/4', '0.0.0.0/4'],
    ['ipv6', '::/0', '::/0'],
    ['ipv6', '2002::1234:abcd:ffff:c0a8:101/64', '2002:0:0:1234::/64'],
    ['ipv6', '2001:DB8::/32', '2001:db8::/32'],
    ['ipv6', '2001:0db8:0000:0000:0000:0000:0000:0001/128', '2001:db8::1/128'],
    ['ipv6', '::1.2.3.4/128', '::102:304/128'],
    ['ipv6', '64:ff9b::192.0.2.1/96', '64:ff9b::/96'],
  ] as const)('%s %s is written as %s', (family, given, written) => {
    expect(NetworkPolicyIpBlock[family](given).cidr).toBe(written);
  });

  test('an IPv4-mapped IPv6 block is written as the IPv4 block that it stands for, which newer API servers insist on', () => {
    expect(NetworkPolicyIpBlock.ipv6('::ffff:192.0.2.1/128')._toKube()).toEqual({ cidr: '192.0.2.1/32' });
    expect(NetworkPolicyIpBlock.ipv6('::ffff:c000:201/120')._toKube()).toEqual({ cidr: '192.0.2.0/24' });
  });

  test('anyIpv4 and anyIpv6 are every address of their family', () => {
    expect(NetworkPolicyIpBlock.anyIpv4()._toKube()).toEqual({ cidr: '0.0.0.0/0' });
    expect(NetworkPolicyIpBlock.anyIpv6()._toKube()).toEqual({ cidr: '::/0' });
  });

  test('exceptions are written as networks, each once', () => {
    const block = NetworkPolicyIpBlock.ipv4('10.0.0.0/8', ['10.9.1.1/16', '10.9.0.0/16', '10.10.0.0/16']);
    expect(block._toKube()).toEqual({ cidr: '10.0.0.0/8', except: ['10.9.0.0/16', '10.10.0.0/16'] });
    expect(block.except).toEqual(['10.9.0.0/16', '10.10.0.0/16']);
  });

  test('an empty list of exceptions is no exception, and is not written', () => {
    expect(NetworkPolicyIpBlock.ipv4('10.0.0.0/8', [])._toKube()).toEqual({ cidr: '10.0.0.0/8' });
  });

  test('the list of exceptions is read as a copy', () => {
    const block = NetworkPolicyIpBlock.ipv4('10.0.0.0/8', ['10.9.0.0/16']);
    block.except.push('10.1.0.0/16');
    expect(block.except).toEqual(['10.9.0.0/16']);
  });

  test.each([
    ['ipv4', '999.1.1.1/99', undefined, 'NetworkPolicyIpBlock.ipv4: "cidr" is "999.1.1.1/99", but must be an IPv4 block such as "10.0.0.0/8".'],
    ['ipv4', '10.0.0.0/33', undefined, 'whose prefix length is not a whole number from 0 to 32. Write an IPv4 block such as "10.0.0.0/8".'],
    ['ipv4', '10.0.0.0/-1', undefined, 'prefix length'],
    ['ipv4', '10.0.0.0/08', undefined, 'prefix length'],
    ['ipv4', '10.0.0.0/', undefined, 'prefix length'],
    ['ipv4', '10.0.0.0/8/8', undefined, 'must be an IPv4 block'],
    ['ipv4', '010.0.0.0/8', undefined, 'Write "10.0.0.0/8".'],
    ['ipv4', '10.0.0.1', undefined, 'For this one address, write "10.0.0.1/32".'],
    ['ipv4', '10.1/16', undefined, 'must be an IPv4 block'],
    ['ipv4', '0x0a.0.0.0/8', undefined, 'must be an IPv4 block'],
    ['ipv4', ' 10.0.0.0/8', undefined, 'must be an IPv4 block'],
    ['ipv4', '::/0', undefined, 'Use NetworkPolicyIpBlock.ipv6("::/0").'],
    ['ipv4', 'payments.example.com', undefined, 'must be an IPv4 block'],
    ['ipv4', '', undefined, 'must be an IPv4 block'],
    ['ipv4', undefined, undefined, '"cidr" is not given, but is required. Give an IPv4 block such as "10.0.0.0/8".'],
    ['ipv4', null, undefined, '"cidr" is null'],
    ['ipv4', 10, undefined, '"cidr" is 10, but must be an IPv4 block'],
    ['ipv4', '10.0.0.0/8', ['11.0.0.0/16'], '"except[0]" is 11.0.0.0/16, which does not lie inside 10.0.0.0/8. Give a smaller block of it.'],
    ['ipv4', '10.0.0.0/8', ['10.0.0.0/8'], 'does not lie inside'],
    ['ipv4', '10.0.0.0/8', ['10.0.0.0/7'], 'does not lie inside'],
    ['ipv4', '10.0.0.0/8', ['2001:db8::/32'], 'Use NetworkPolicyIpBlock.ipv6'],
    ['ipv4', '10.0.0.0/8', '10.9.0.0/16', '"except" is "10.9.0.0/16", but must be a list.'],
    ['ipv4', '10.0.0.0/8', [undefined], '"except[0]" is not given'],
    ['ipv6', ':::/0', undefined, 'NetworkPolicyIpBlock.ipv6: "cidr" is ":::/0", but must be an IPv6 block such as "2001:db8::/32".'],
    ['ipv6', '1::2::3/64', undefined, 'must be an IPv6 block'],
    ['ipv6', '::/129', undefined, 'prefix length'],
    ['ipv6', 'fe80::1%eth0/64', undefined, 'must be an IPv6 block'],
    ['ipv6', '::ffff:010.0.0.1/128', undefined, 'must be an IPv6 block'],
    ['ipv6', '10.0.0.0/8', undefined, 'Use NetworkPolicyIpBlock.ipv4("10.0.0.0/8").'],
    ['ipv6', '2001:db8::/32', ['2001:db9::/48'], 'does not lie inside'],
  ])('%s refuses %p with exceptions %p', (family, cidr, except, said) => {
    expect(() => (NetworkPolicyIpBlock as any)[family](cidr, except)).toThrow(said);
  });

  test('every IPv4 address is written as the network that holds it, and writing that again changes nothing', () => {
    fc.assert(fc.property(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 32 }), (address, prefix) => {
      const text = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
      const network = Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
      const { cidr } = NetworkPolicyIpBlock.ipv4(`${text(address)}/${prefix}`);
      expect(cidr).toBe(`${text(network)}/${prefix}`);
      expect(NetworkPolicyIpBlock.ipv4(cidr).cidr).toBe(cidr);
    }));
  });
});
