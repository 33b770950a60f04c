/** The ports and addresses that generated policies are about, and those to ask about: each end of each range, and one step outside. */

export const PORTS = [53, 80, 443, 8080];
export const PORT_RANGES: readonly (readonly [number, number])[] = [[1, 79], [80, 90], [53, 443], [81, 443], [8000, 65535], [1, 65535]];
export const PROBED_PORTS = [1, 52, 53, 54, 79, 80, 81, 90, 91, 443, 444, 7999, 8000, 8080, 65535];

export const PORT_NAMES = ['http', 'dns', 'metrics'];

export const BLOCKS: readonly { readonly cidr: string; readonly except?: readonly string[] }[] = [
  { cidr: '0.0.0.0/0' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '192.168.0.0/16'] },
  { cidr: '0.0.0.0/1' },
  { cidr: '128.0.0.0/1', except: [] },
  { cidr: '10.0.0.0/8' },
  { cidr: '10.0.0.0/8', except: ['10.0.1.0/24'] },
  { cidr: '10.0.0.0/8', except: ['10.0.1.0/24', '10.128.0.0/9', '10.0.0.0/16'] },
  { cidr: '10.0.1.77/4', except: ['10.0.1.9/24'] },
  { cidr: '10.0.1.0/24' },
  { cidr: '10.0.1.5/32' },
  { cidr: '255.255.255.255/32' },
  { cidr: '::/0' },
  { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
  { cidr: '2001:DB8:1::5/48' },
  { cidr: 'fd00::/64' },
];

export const POD_ADDRESSES: readonly (readonly string[])[] = [
  ['10.0.1.5'], ['10.0.1.77'], ['10.200.0.9'], ['192.168.3.4'], ['fd00::5'], ['2001:db8:1::5'], ['10.0.1.6', 'fd00::6'], ['2001:db8:2::5', '10.130.0.1'],
];
export const NODE_ADDRESSES = ['172.18.0.2', '10.0.1.3', '2001:db8:1::2'];

/** None of them is the address of a pod, for a pod is asked about by its name. */
export const PROBED_ADDRESSES = [
  '0.0.0.0', '9.255.255.255', '10.0.0.0', '10.0.0.255', '10.0.1.0', '10.0.1.4', '10.0.1.255', '10.0.2.0', '10.1.0.0', '10.127.255.255', '10.128.0.0',
  '10.255.255.255', '11.0.0.0', '15.255.255.255', '16.0.0.0', '127.255.255.255', '128.0.0.0', '192.167.255.255', '192.168.0.0', '192.169.0.0', '255.255.255.255',
  '::', '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::', '2001:db8:1::', '2001:db8:1:ffff:ffff:ffff:ffff:ffff', '2001:db8:2::', '2001:db9::',
  'fd00::', 'fd00::ffff:ffff:ffff:ffff', 'fd00:0:0:1::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ...NODE_ADDRESSES,
];
