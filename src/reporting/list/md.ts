import { endOf, textOf } from '../../analysis/model/ends';
import { tableHead, tableRow } from '../markdown';
import { exposedEnds, partyText, workloadsOf } from './line';
import { Listing } from './listing';

/** Tables, as GitHub and GitLab show them. */
export function* listMd({ lines, classes = [], exposure }: Listing): Iterable<string> {
  yield tableHead('src', 'dst', 'conn');
  for (const { source, destination, connections } of lines) yield tableRow(partyText(source), partyText(destination), connections.toString());
  if (classes.length > 0) yield `\n## Alike\n${tableHead('class', 'workloads')}`;
  for (const party of classes) {
    yield tableRow(partyText(party), workloadsOf(party).map((workload) => textOf(endOf(workload))).join('\n'));
  }
  if (!exposure) return;
  for (const direction of ['Egress', 'Ingress']) {
    const exposed = exposure.lines.filter((line) => line.direction === direction);
    if (exposed.length > 0) yield `\n## ${direction} Exposure\n${tableHead('src', 'dst', 'conn')}`;
    for (const line of exposed) {
      const { src, dst } = exposedEnds(line);
      yield tableRow(src, dst, line.connections.toString());
    }
  }
  if (exposure.unprotected.length > 0) yield `\n## Workloads not protected by network policies\n${tableHead('workload', 'direction')}`;
  for (const { workload, direction } of exposure.unprotected) yield tableRow(partyText(workload), direction);
}
