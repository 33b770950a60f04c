import { endOf, textOf } from '../../analysis/model/ends';
import { csvLine } from '../csv';
import { exposedEnds, Party, partyText, workloadsOf } from './line';
import { Listing } from './listing';

/** `src,dst,conn`; what workloads are exposed to follows in the same columns, and a class is all of its workloads, with spaces in between. */
export function* listCsv({ lines, exposure }: Listing): Iterable<string> {
  yield csvLine('src', 'dst', 'conn');
  for (const { source, destination, connections } of lines) yield csvLine(members(source), members(destination), connections.toString());
  for (const line of exposure?.lines ?? []) {
    const { src, dst } = exposedEnds(line);
    yield csvLine(src, dst, line.connections.toString());
  }
}

function members(party: Party): string {
  return party.kind === 'class' ? workloadsOf(party).map((workload) => textOf(endOf(workload))).join(' ') : partyText(party);
}
