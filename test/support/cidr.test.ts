import { contains, isMappedIpv4, networkOf, parseCidr, parseIp } from './cidr';

test.each<[string, bigint, number]>([
  ['10.0.0.0/8', 0x0a000000n, 8],
  ['255.255.255.255/32', 0xffffffffn, 32],
  ['0.0.0.0/0', 0n, 0],
  ['::/0', 0n, 0],
  ['::1/128', 1n, 128],
  ['2001:db8::/32', 0x20010db8n * 2n ** 96n, 32],
  ['1:2:3:4:5:6:7:8/128', 0x00010002000300040005000600070008n, 128],
  ['1::8/128', 2n ** 112n + 8n, 128],
  ['::ffff:10.0.0.1/128', 0xffff0a000001n, 128],
])('%s is read', (text, address, prefix) => {
  expect(parseCidr(text)).toMatchObject({ address, prefix });
});

test.each(['', '10.0.0.0', '10.0.0/8', '010.0.0.0/8', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/8/8', '::/129', ':::/0', 'fe80::1%eth0/64', 'ten/8', ' 10.0.0.0/8'])(
  '"%s" is refused', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

test('a block contains the smaller block, not the larger one, not that of the other version', () => {
  const block = parseCidr('10.1.0.0/16')!;
  expect(['10.1.2.0/24', '10.1.0.0/16', '10.0.0.0/8', '10.2.0.0/24', '::/0'].filter((text) => contains(block, parseCidr(text)!))).toEqual(['10.1.2.0/24', '10.1.0.0/16']);
});

test('the network is the address without host bits', () => {
  expect(networkOf(parseCidr('10.1.2.3/8')!)).toBe(parseIp('10.0.0.0')!.address);
  expect(networkOf(parseCidr('2001:db8::1/64')!)).toBe(parseIp('2001:db8::')!.address);
});

test('IPv4 written as IPv6 is told apart', () => {
  expect(['::ffff:0:0/96', '::ffff:1.2.3.4/128', '::/0', '::1/128', '::fffe:1.2.3.4/128'].filter((text) => isMappedIpv4(parseCidr(text)!)))
    .toEqual(['::ffff:0:0/96', '::ffff:1.2.3.4/128']);
});
