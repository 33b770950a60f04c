import { Verdicts } from '../analysis/engine';
import { Protocol, PROTOCOLS } from '../analysis/reference/connection';

/**
 * What a line of a scenario says of one pair.
 *
 * - `shop/web -> shop/db`: everything is open.
 * - `shop/web -> shop/db: TCP 5432,8000-8010; UDP`: this is open and nothing else.
 * - `!shop/web -> shop/db`: nothing is open.
 * - `!shop/web -> shop/db: TCP 80`: this is closed, and the line says nothing of the rest.
 */
export interface Expectation {
  readonly line: string;
  readonly from: string;
  readonly to: string;
  readonly isOpen: boolean;
  readonly traffic?: readonly Traffic[];
}

interface Traffic {
  readonly protocol: Protocol;

  /** Absent where all ports are meant. */
  readonly ranges?: readonly Range[];
}

interface Range {
  readonly first: number;
  readonly last: number;
}

export function readExpectation(line: string): Expectation {
  const [, not, from, to, traffic] = /^(!?)(\S+) -> (\S+?)(?:: (.+))?$/.exec(line) ?? [];
  if (from === undefined) throw new Error(`"${line}" is not of the form "shop/web -> shop/db: TCP 5432"`);
  return { line, from, to, isOpen: not === '', traffic: traffic?.split('; ').map(readTraffic) };
}

function readTraffic(text: string): Traffic {
  const [, protocol, ranges] = /^(TCP|UDP|SCTP)(?: ([\d,-]+))?$/.exec(text) ?? [];
  if (protocol === undefined) throw new Error(`"${text}" is not of the form "TCP 80,8000-8010"`);
  return { protocol: protocol as Protocol, ranges: ranges?.split(',').map(readRange) };
}

function readRange(text: string): Range {
  const [first, last = first] = text.split('-').map(Number);
  return { first, last };
}

/** The ports at which an expectation turns from open to closed or back. */
export function portsIn({ traffic }: Expectation): number[] {
  return (traffic ?? []).flatMap(({ ranges }) => ranges ?? []).flatMap(({ first, last }) => [first, last]);
}

/** Whether a port should be open; `undefined` where the expectation says nothing of it. */
export function expected({ isOpen, traffic }: Expectation, protocol: Protocol, port: number): boolean | undefined {
  if (!traffic) return isOpen;
  const isNamed = traffic.some((named) => named.protocol === protocol && holds(named.ranges, port));
  if (isOpen) return isNamed;
  return isNamed ? false : undefined;
}

function holds(ranges: readonly Range[] | undefined, port: number): boolean {
  return !ranges || ranges.some(({ first, last }) => port >= first && port <= last);
}

/** What is not as expected, such as `UDP 53 is open`. */
export function surprises(expectation: Expectation, verdicts: Verdicts, ports: readonly number[]): string[] {
  return PROTOCOLS.flatMap((protocol) => ports.flatMap((port) => {
    const wanted = expected(expectation, protocol, port);
    if (wanted === undefined) return [];
    const found = verdicts.reaches(expectation.from, expectation.to, protocol, port);
    return found === wanted ? [] : [`${expectation.line} (${protocol} ${port} is ${found ? 'open' : 'closed'})`];
  }));
}
