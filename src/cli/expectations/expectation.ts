import { ConnectionSet, PROTOCOLS } from '../../analysis/sets/connection-set';
import { PortSet } from '../../analysis/sets/port-set';
import { UnusableInput } from '../../manifests/unusable-input';

/** What somebody expects of who may talk to whom. */
export interface Expectation {
  /** As it is written. */
  readonly text: string;
  /** The line in the file, from 1. */
  readonly line: number;
  /** Workloads, with `*` and `?` for any, or addresses; several where they are the only ones. */
  readonly from: readonly string[];
  readonly to: string;
  /** `open`: these ports are, `only`: and no others, `closed`: none of these is, `from only`: these are, and from nobody else. */
  readonly kind: 'open' | 'only' | 'closed' | 'from only';
  /** Left out, `open` means any port, and `closed` all. */
  readonly ports?: ConnectionSet;
}

const FORM = /^(!?)\s*(only\s+)?(\S+(?:\s*,\s*\S+)*)\s+->\s+(\S+?)(?::(?:\s+|(?=(?:sctp|tcp|udp)\b))(only\s+)?(.+))?$/i;
const PORTS = /^(sctp|tcp|udp)(?:\/(\d{1,5})(?:-(\d{1,5}))?)?$/i;

/** @throws UnusableInput when the text is no expectation */
export function expectationOf(text: string, line: number): Expectation {
  const [, not, onlyFrom, from, to, only, ports] = FORM.exec(text) ?? [];
  if (from === undefined) throw new UnusableInput(`"${text}" is no expectation. Write one such as "web -> redis: tcp/6379" or "!web -> db"`, line);
  const sources = from.split(',').map((one) => one.trim());
  if (sources.length > 1 && !onlyFrom) throw new UnusableInput(`"${text}" names several who connect. Write a line for each, or "only" before them where nobody else may`, line);
  if (not && onlyFrom || only && onlyFrom) throw new UnusableInput(`"${text}" says "only ${from}" and ${not ? '"!"' : 'another "only"'}. Write two lines`, line);
  if (not && only) throw new UnusableInput(`"${text}" says both "!" and "only". Leave one of them out`, line);
  return { text, line, from: sources, to, kind: not ? 'closed' : onlyFrom ? 'from only' : only ? 'only' : 'open', ...(ports !== undefined && { ports: portsOf(ports, line) }) };
}

function portsOf(text: string, line: number): ConnectionSet {
  const items = text.replace(/^\[(.*)\]$/, '$1').split(',').map((item) => item.trim());
  return items.map((item) => portOf(item, line)).reduce((all, one) => all.union(one));
}

function portOf(text: string, line: number): ConnectionSet {
  const [, name, first = '1', last = PORTS.test(text) && text.includes('/') ? first : '65535'] = PORTS.exec(text) ?? [];
  const protocol = PROTOCOLS.find((one) => one === name?.toUpperCase());
  const ports = PortSet.range(Number(first), Number(last));
  if (!protocol || ports.isEmpty || Number(first) < 1 || Number(last) > 65535) {
    throw new UnusableInput(`"${text}" means no ports. Write them such as tcp/6379, udp/8000-8010 or tcp, with commas in between`, line);
  }
  return ConnectionSet.of({ [protocol]: ports });
}
