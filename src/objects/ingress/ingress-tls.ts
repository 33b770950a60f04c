import { present } from '../../resource/present';
import { isDnsSubdomain } from '../../validation/forms';
import { Input } from '../../validation/input';
import { isIpv4 } from '../../validation/ip-address';
import { checkedReference } from '../references/checked-reference';
import { ISecret } from '../references/secret';

/** A certificate, and the hosts that it is for. */
export interface IngressTls {
  /**
   * The hosts, as the certificate names them.
   *
   * @default - the ingress controller decides
   */
  readonly hosts?: string[];

  /**
   * The certificate and its key, in the namespace of the Ingress.
   *
   * @default - the certificate that the ingress controller has by default
   */
  readonly secret?: ISecret;
}

export function checkedTls(input: Input, field: string, value: IngressTls): IngressTls {
  const given = input.struct(field, input.required(field, value, 'an object with "hosts" and "secret"'));
  const hosts = input.list(`${field}.hosts`, given.hosts)?.map((host, index) => checkedHost(input, `${field}.hosts[${index}]`, host));
  return present({ hosts, secret: checkedReference(input, `${field}.secret`, given.secret, 'Secret') ?? undefined });
}

export function kubeTls({ hosts, secret }: IngressTls): object {
  return present({ hosts, secretName: secret?.name });
}

/** A host of HTTP requests, or every name below one. */
export function checkedHost(input: Input, field: string, host: string): string {
  const allowed = 'the name of a host in lower case, such as "shop.example.com" or "*.example.com", and not an IP address';
  input.text(field, input.required(field, host, allowed), allowed);
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (!isDnsSubdomain(name) || isIpv4(name)) input.refuse(field, host, allowed);
  return host;
}
