import { isDnsSubdomain } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { isIp } from '../../../validation/ip-address';

/** Names that a pod finds at an address without asking DNS. */
export interface HostAlias {
  /** The names. At least one. */
  readonly hostnames: string[];

  /** The IP address that they stand for. */
  readonly ip: string;
}

/** A copy of the alias, after every part of it was checked. */
export function checkedHostAlias(input: Input, name: string, value: HostAlias): HostAlias {
  const given = input.struct(name, input.required(name, value, 'an object such as { ip: "10.1.2.3", hostnames: ["db"] }'));
  if (typeof given.ip !== 'string' || !isIp(given.ip)) input.refuse(`${name}.ip`, given.ip, 'an IP address, such as "10.1.2.3"');
  const cure = 'Give a name, such as ["db.example.com"].';
  const hostnames = input.filledList(`${name}.hostnames`, input.required(`${name}.hostnames`, given.hostnames, 'a list of names'), cure)!;
  hostnames.forEach((host, index) => {
    if (typeof host !== 'string' || !isDnsSubdomain(host)) input.refuse(`${name}.hostnames[${index}]`, host, 'a name such as "db.example.com"');
  });
  return { ip: given.ip, hostnames: [...hostnames] };
}
