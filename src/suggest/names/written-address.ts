import { isStrict } from './scheme-ports';
import { addressOf } from '../../analysis/sets/address-set';

/** An address that a text holds: a host, and nothing else of the text but the port and the scheme. */
export interface WrittenAddress {
  /** In lower case; an address of IPv6 without its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
  /** A URL, `host:port`, or a name alone. */
  readonly form: 'url' | 'host-port' | 'name';
  /** Whether it is beyond doubt where the host begins and ends, so that a host nobody knows may be shown. */
  readonly isPlain: boolean;
}

/** Such as `jdbc:postgresql://` or `oracle:thin:@//`, and what follows up to a blank or a quote. */
const URL = /([a-z][a-z\d+.-]*(?::[a-z][a-z\d+.-]*)*):@?\/\/([^\s"'`<>]*)/gi;
const ORACLE = /jdbc:oracle:[a-z]+:\S*@([\w.-]+(?::\d+)?)[^\s"'`<>]*/gi;
const HOST_PORT = /^(\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?\.?):(\d{1,5})$/i;
const HOST = /^(\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?\.?)$/i;

/** What parts a list, a call such as `tcp(db:3306)` and flow collections. */
const BETWEEN = /[\s,;|"'`()[\]{}<>]+/;

/** Every address in a value, in the order in which they are written. */
export function addressesIn(value: string): readonly WrittenAddress[] {
  // One word, as most values are.
  if (/^[\w-]*$/.test(value)) return HOST.test(value) ? [{ host: value.toLowerCase(), form: 'name', isPlain: true }] : [];
  const urls: WrittenAddress[] = [];
  const keep = (found: readonly WrittenAddress[]) => {
    urls.push(...found);
    return ' ';
  };
  const rest = value.replace(/,(?=[a-z][a-z\d+.-]*:\/\/)/gi, ' ')
    .replace(ORACLE, (_, authority: string) => keep(hostsOf(authority, 'jdbc:oracle', true)))
    .replace(URL, (_, scheme: string, tail: string) => keep(ofUrl(schemeOf(scheme), tail)));
  const items = splitted(rest);
  const plain = items.map((item) => ofItem(item));
  // Beside a URL lies what is left of it, such as a password with a blank.
  const isPlain = urls.length === 0 && plain.every((address) => address !== undefined);
  return [...urls, ...plain.flatMap((address, index) => (address === undefined ? [] : [{ ...address, isPlain: isPlain && !items[index].includes('@') }]))];
}

/** The parts of a value between blanks, commas, brackets and quotes. Brackets of an IPv6 address stay. */
export function splitted(value: string): readonly string[] {
  const whole = value.trim();
  return HOST_PORT.test(whole) || HOST.test(whole) ? [whole] : value.split(BETWEEN).filter((item) => item !== '');
}

/** `redirect:http` is `http`. */
function schemeOf(text: string): string {
  const scheme = text.toLowerCase();
  const last = scheme.slice(scheme.lastIndexOf(':') + 1);
  return isStrict(last) ? last : scheme;
}

/** User and password end with the last `@` of the authority. One that comes later may be of a path, or of a password with a slash: then both are tried. */
function ofUrl(scheme: string, text: string): readonly WrittenAddress[] {
  // Its authority is the server that is asked, which is left out as a rule.
  if (scheme === 'dns' && text.startsWith('/')) return hostsOf(text.slice(1), 'grpc', true);
  const end = text.search(/[/?#;\\]/);
  const [authority, tail] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  const hosts = authority.slice(authority.lastIndexOf('@') + 1);
  if (!tail.includes('@') || scheme === 'http' || scheme === 'https') return hostsOf(hosts, scheme, !tail.includes('@'));
  return [...hostsOf(hosts, scheme, false), ...hostsOf(tail.slice(tail.lastIndexOf('@') + 1).replace(/[/?#;\\].*$/, ''), scheme, false)];
}

function hostsOf(authority: string, scheme: string, isPlain: boolean): WrittenAddress[] {
  return authority.split(',').flatMap((text): WrittenAddress[] => {
    const read = hostAndPort(text);
    return read === undefined ? [] : [{ ...read, scheme, form: 'url', isPlain }];
  });
}

/** An item that is no URL: what follows a user and password, and a path behind a port, are left out. */
function ofItem(item: string): Omit<WrittenAddress, 'isPlain'> | undefined {
  if (item.includes('=')) return undefined;
  const behindUser = item.slice(item.lastIndexOf('@') + 1);
  const read = hostAndPort(behindUser.replace(/^([^/]*:\d+)\/.*$/, '$1'));
  if (read === undefined || (read.port === undefined && item.includes('@'))) return undefined;
  return { ...read, form: read.port === undefined ? 'name' : 'host-port' };
}

function hostAndPort(text: string): { host: string; port?: number } | undefined {
  const [, host, digits] = HOST_PORT.exec(text) ?? HOST.exec(text) ?? [];
  if (host === undefined) return !text.includes(':') || addressOf(text) === undefined ? undefined : { host: text.toLowerCase() };
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65535)) return undefined;
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return port === undefined ? { host: name } : { host: name, port };
}
