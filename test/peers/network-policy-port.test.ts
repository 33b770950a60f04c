import { NetworkPolicyPort, NetworkProtocol } from '../../src';

describe('NetworkPolicyPort', () => {
  test.each([
    ['tcp(80)', NetworkPolicyPort.tcp(80), { protocol: 'TCP', port: 80 }],
    ['udp(53)', NetworkPolicyPort.udp(53), { protocol: 'UDP', port: 53 }],
    ['sctp(3868)', NetworkPolicyPort.sctp(3868), { protocol: 'SCTP', port: 3868 }],
    ['the lowest port', NetworkPolicyPort.tcp(1), { protocol: 'TCP', port: 1 }],
    ['the highest port', NetworkPolicyPort.tcp(65535), { protocol: 'TCP', port: 65535 }],
    ['tcpRange', NetworkPolicyPort.tcpRange(8000, 8080), { protocol: 'TCP', port: 8000, endPort: 8080 }],
    ['udpRange', NetworkPolicyPort.udpRange(1, 65535), { protocol: 'UDP', port: 1, endPort: 65535 }],
    ['sctpRange', NetworkPolicyPort.sctpRange(5, 6), { protocol: 'SCTP', port: 5, endPort: 6 }],
    ['a range of one port', NetworkPolicyPort.tcpRange(80, 80), { protocol: 'TCP', port: 80 }],
    ['a named port', NetworkPolicyPort.named('http'), { protocol: 'TCP', port: 'http' }],
    ['a named UDP port', NetworkPolicyPort.named('dns', NetworkProtocol.UDP), { protocol: 'UDP', port: 'dns' }],
    ['of, with TCP by default', NetworkPolicyPort.of({ port: 443 }), { protocol: 'TCP', port: 443 }],
    ['of, absent fields given as null', NetworkPolicyPort.of({ port: 443, endPort: null as any, name: null as any }), { protocol: 'TCP', port: 443 }],
  ])('%s is written as Kubernetes says it', (_, port, expected) => {
    expect(port._toKube()).toEqual(expected);
  });

  test.each([
    ['allTcp', NetworkPolicyPort.allTcp(), 'TCP'],
    ['allUdp', NetworkPolicyPort.allUdp(), 'UDP'],
    ['allSctp', NetworkPolicyPort.allSctp(), 'SCTP'],
  ])('%s is a protocol without a port, because the API server refuses port 0', (_, port, protocol) => {
    expect(port._toKube()).toEqual({ protocol });
  });

  test.each([0, -1, 70000, 65536, 80.5, NaN, Infinity, '80', true, {}, []])('refuses %p as a port, wherever it is given', (port: any) => {
    const said = /is .*, but must be a whole number from 1 to 65535/;
    expect(() => NetworkPolicyPort.tcp(port)).toThrow(said);
    expect(() => NetworkPolicyPort.udp(port)).toThrow(said);
    expect(() => NetworkPolicyPort.sctp(port)).toThrow(said);
    expect(() => NetworkPolicyPort.of({ port })).toThrow(said);
    expect(() => NetworkPolicyPort.of({ port: 1, endPort: port })).toThrow(said);
    expect(() => NetworkPolicyPort.tcpRange(port, 65535)).toThrow(said);
    expect(() => NetworkPolicyPort.udpRange(1, port)).toThrow(said);
  });

  test.each([
    ['a missing port', () => NetworkPolicyPort.tcp(undefined as any), 'NetworkPolicyPort.tcp: "port" is not given, but is required. Give a whole number from 1 to 65535.'],
    ['a null port', () => NetworkPolicyPort.tcp(null as any), 'NetworkPolicyPort.tcp: "port" is null, but is required. Give a whole number from 1 to 65535.'],
    ['a port as text', () => NetworkPolicyPort.tcp('80' as any), 'NetworkPolicyPort.tcp: "port" is "80", but must be a whole number from 1 to 65535.'],
    ['a range that ends before it begins', () => NetworkPolicyPort.tcpRange(100, 50),
      'NetworkPolicyPort.tcpRange: the range from 100 to 50 ends before it begins. Give the lower port first.'],
    ['endPort alone', () => NetworkPolicyPort.of({ endPort: 80 }), 'NetworkPolicyPort.of: "endPort" is 80, but "port" is not given. Give the first port of the range as "port".'],
    ['endPort with a name', () => NetworkPolicyPort.of({ name: 'http', endPort: 80 }), '"endPort" is 80, but "port" is not given'],
    ['a port and a name', () => NetworkPolicyPort.of({ port: 80, name: 'http' }), 'both "port" (80) and "name" ("http") are given. Give one of them.'],
    ['a protocol that is none', () => NetworkPolicyPort.of({ protocol: 'tcp' as any }), '"protocol" is "tcp", but must be one of "TCP", "UDP", "SCTP".'],
    ['a name that is too long', () => NetworkPolicyPort.named('a-very-long-name'), '"name" is "a-very-long-name", but must be at most 15'],
    ['a name in upper case', () => NetworkPolicyPort.named('HTTP'), '"name" is "HTTP"'],
    ['a name that is a number', () => NetworkPolicyPort.named('80'), '"name" is "80"'],
    ['no props', () => NetworkPolicyPort.of(undefined as any), '"props" is not given, but is required'],
    ['props that are a number', () => NetworkPolicyPort.of(80 as any), '"props" is 80, but must be an object with named fields.'],
    ['a field that does not exist', () => NetworkPolicyPort.of({ prot: 80 } as any), 'a field "prot" that does not exist. Its fields are port, endPort, name, protocol.'],
  ])('refuses %s and says what to write', (_, make, said) => {
    expect(make).toThrow(said);
  });
});
