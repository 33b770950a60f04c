/** Ranges in which there is no internet. */
export const SPECIAL_RANGES = {
  /** Private, shared, loopback, link-local, Azure's platform, protocol assignments, benchmarks, multicast and reserved. */
  ipv4: [
    '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16',
    '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4',
  ],
  /** Unspecified, loopback, local translation, discard-only, unique local, link-local, multicast. */
  ipv6: ['::/96', '64:ff9b:1::/48', '100::/64', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
};
