import * as fc from 'fast-check';
import { addressOf, AddressRange, AddressSet } from '../../../src/analysis/sets/address-set';
import { ConnectionSet } from '../../../src/analysis/sets/connection-set';
import { PortSet } from '../../../src/analysis/sets/port-set';

/** What all sets have in common. */
interface Algebra<T> {
  readonly isEmpty: boolean;
  union(other: T): T;
  intersect(other: T): T;
  subtract(other: T): T;
  toString(): string;
}

const port = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 65530, max: 65535 }));
const ports = fc.array(fc.tuple(port, port), { maxLength: 4 })
  .map((ranges) => ranges.reduce((set, [first, last]) => set.union(PortSet.range(Math.min(first, last), Math.max(first, last))), PortSet.NONE));
const connections = fc.tuple(ports, ports, ports).map(([SCTP, TCP, UDP]) => ConnectionSet.of({ SCTP, TCP, UDP }));
const range = fc.tuple(fc.constantFrom('IPv4' as const, 'IPv6' as const), fc.bigInt(0n, 20n), fc.bigInt(0n, 20n))
  .map(([family, one, two]): AddressRange => ({ family, first: one < two ? one : two, last: one < two ? two : one }));
const addresses = fc.array(range, { maxLength: 4 }).map((ranges) => AddressSet.of(ranges));

const SETS: [string, fc.Arbitrary<Algebra<any>>][] = [['ports', ports], ['connections', connections], ['addresses', addresses]];

describe.each(SETS)('sets of %s', (_, sets) => {
  const same = (one: Algebra<any>, other: Algebra<any>) => expect(one.toString()).toBe(other.toString());

  test('union and intersection are commutative and associative', () => {
    fc.assert(fc.property(sets, sets, sets, (a, b, c) => {
      same(a.union(b), b.union(a));
      same(a.intersect(b), b.intersect(a));
      same(a.union(b).union(c), a.union(b.union(c)));
      same(a.intersect(b).intersect(c), a.intersect(b.intersect(c)));
    }));
  });

  test('a set with itself is the set', () => {
    fc.assert(fc.property(sets, (a) => {
      same(a.union(a), a);
      same(a.intersect(a), a);
      expect(a.subtract(a).isEmpty).toBe(true);
    }));
  });

  test('what is left after a subtraction shares nothing with what was taken, and both together are the whole', () => {
    fc.assert(fc.property(sets, sets, (a, b) => {
      expect(a.subtract(b).intersect(b).isEmpty).toBe(true);
      same(a.subtract(b).union(a.intersect(b)), a);
    }));
  });

  test('intersection distributes over union', () => {
    fc.assert(fc.property(sets, sets, sets, (a, b, c) => same(a.intersect(b.union(c)), a.intersect(b).union(a.intersect(c)))));
  });
});

test('ports are counted one by one as the ranges say', () => {
  fc.assert(fc.property(ports, ports, (a, b) => {
    for (const number of [1, 2, 3, 5, 8, 12, 13, 65529, 65530, 65535]) {
      expect(a.union(b).has(number)).toBe(a.has(number) || b.has(number));
      expect(a.intersect(b).has(number)).toBe(a.has(number) && b.has(number));
      expect(a.subtract(b).has(number)).toBe(a.has(number) && !b.has(number));
    }
  }));
});

test('equal connections are one object, however they came about', () => {
  fc.assert(fc.property(connections, connections, (a, b) => {
    expect(a.union(b)).toBe(b.union(a));
    expect(a.union(b).subtract(b).union(b)).toBe(a.union(b));
  }));
});

test.each([
  [ConnectionSet.NONE, 'No Connections'],
  [ConnectionSet.ALL, 'All Connections'],
  [ConnectionSet.of({ TCP: PortSet.range(80, 80).union(PortSet.range(443, 445)), UDP: PortSet.range(53, 53) }), 'TCP 80,443-445,UDP 53'],
  [ConnectionSet.of({ SCTP: PortSet.range(1, 1), TCP: PortSet.ALL }), 'SCTP 1,TCP 1-65535'],
])('connections are written as %#', (set, text) => {
  expect(set.toString()).toBe(text);
});

describe('blocks of addresses', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0-10.255.255.255'],
    ['10.1.2.3/8', '10.0.0.0-10.255.255.255'],
    ['192.0.2.1/32', '192.0.2.1-192.0.2.1'],
    ['0.0.0.0/0', '0.0.0.0-255.255.255.255'],
    ['2001:db8::/126', '2001:db8::-2001:db8::3'],
  ])('%s is %s', (cidr, text) => {
    expect(AddressSet.ofBlock(cidr)?.toString()).toBe(text);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '010.0.0.0/8', '10.0.0/8', '::/129', '::ffff:10.0.0.0/104', 'fe80::1%eth0/64', '10.0.0.0/8/8', '/8', ''])('%s is none', (cidr) => {
    expect(AddressSet.ofBlock(cidr)).toBeUndefined();
  });

  test('an address lies in the blocks of its family alone', () => {
    expect(AddressSet.ofBlock('0.0.0.0/0')!.has(addressOf('10.1.2.3')!)).toBe(true);
    expect(AddressSet.ofBlock('0.0.0.0/0')!.has(addressOf('::a01:203')!)).toBe(false);
    expect(AddressSet.ofBlock('::/0')!.has(addressOf('10.1.2.3')!)).toBe(false);
  });
});
