import { Line, Party, partyText } from './line';
import { isInternet } from '../../analysis/model/internet';
import { AddressSet } from '../../analysis/sets/address-set';

const EVERY_WORKLOAD: Party = { kind: 'every-workload' };

/** So few workloads are told by their names. */
const FEW = 2;

/**
 * The same in fewer lines: one for what holds for every other workload alike, and one for the ranges of the internet.
 *
 * @param parties every workload, or every class of them
 */
export function shortened(lines: readonly Line[], parties: readonly Party[]): Line[] {
  const outside = lines.filter(isOutside);
  const inside = lines.filter((line) => !isOutside(line));
  return [...everyWorkload(inside, parties), ...internet(outside)];
}

function isOutside({ source, destination }: Line): boolean {
  return source.kind === 'addresses' || destination.kind === 'addresses';
}

function everyWorkload(lines: readonly Line[], parties: readonly Party[]): Line[] {
  if (parties.length <= FEW) return [...lines];
  const [bySource, byDestination] = [groupedBy(lines, ({ source }) => source), groupedBy(lines, ({ destination }) => destination)];
  const isAll = (some: readonly Line[]) => some.length >= parties.length - 1 && some.every(({ source, destination, connections }) => (
    connections === some[0].connections && [source, destination].every(({ kind }) => kind === 'workload' || kind === 'class')
  ));
  const [from, to] = [bySource, byDestination].map((groups) => new Set([...groups].filter(([, some]) => isAll(some)).map(([name]) => name)));
  if (to.size === parties.length && new Set(lines.map(({ connections }) => connections)).size === 1) {
    return [{ source: EVERY_WORKLOAD, destination: EVERY_WORKLOAD, connections: lines[0].connections }];
  }
  const short = lines.map((line): Line => {
    if (to.has(partyText(line.destination))) return { ...line, source: EVERY_WORKLOAD };
    return from.has(partyText(line.source)) ? { ...line, destination: EVERY_WORKLOAD } : line;
  });
  return [...new Map(short.map((line) => [`${partyText(line.source)} ${partyText(line.destination)} ${line.connections}`, line])).values()];
}

/** Where all ranges of the internet have one answer, they are one line. */
function internet(lines: readonly Line[]): Line[] {
  return [...groupedBy(lines, ({ source, destination }) => (source.kind === 'addresses' ? destination : source), ({ source, connections }) => `${source.kind === 'addresses'} ${connections}`).values()]
    .flatMap((alike) => {
      const addresses = alike.reduce((all, line) => all.union(addressesIn(line)), AddressSet.NONE);
      if (!isInternet(addresses)) return alike;
      const party: Party = { kind: 'addresses', addresses, name: 'internet' };
      const [{ source, destination, connections }] = alike;
      return [source.kind === 'addresses' ? { source: party, destination, connections } : { source, destination: party, connections }];
    });
}

function addressesIn({ source, destination }: Line): AddressSet {
  return [source, destination].reduce((all, end) => (end.kind === 'addresses' ? all.union(end.addresses) : all), AddressSet.NONE);
}

function groupedBy(lines: readonly Line[], partyOf: (line: Line) => Party, more: (line: Line) => string = () => ''): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const party = partyOf(line);
    const key = `${partyText(party)}${more(line)}`;
    const known = groups.get(key);
    if (known) known.push(line);
    else groups.set(key, [line]);
  }
  return groups;
}
