import { Direction } from '../../analysis/model/cluster';
import { endOf, textOf } from '../../analysis/model/ends';
import { indented, jsonList } from '../json';
import { exposedEnds, Line, Party, partyText, workloadsOf } from './line';
import { ExposureListing, Listing } from './listing';

/**
 * A list of `src`, `dst` and `conn`.
 *
 * With exposure, or by class, an object: the list is its `connlist_results`, beside `exposure_results` and `classes`.
 */
export function* listJson({ lines, classes, exposure }: Listing): Iterable<string> {
  if (!classes && !exposure) {
    yield* jsonList(connections(lines));
    yield '\n';
    return;
  }
  yield '{\n  "connlist_results": ';
  yield* jsonList(connections(lines), '  ');
  if (exposure) yield `,\n  "exposure_results": ${indented(exposureJson(exposure), '  ')}`;
  if (classes) yield `,\n  "classes": ${indented(classesJson(classes), '  ')}`;
  yield '\n}\n';
}

function* connections(lines: Iterable<Line>): Iterable<object> {
  for (const line of lines) yield { src: partyText(line.source), dst: partyText(line.destination), conn: line.connections.toString() };
}

function exposureJson({ lines, unprotected }: ExposureListing): object {
  const exposed = (asked: Direction) => lines.filter(({ direction }) => direction === asked)
    .map((line) => ({ ...exposedEnds(line), conn: line.connections.toString() }));
  return {
    egress_exposure: exposed('Egress'),
    ingress_exposure: exposed('Ingress'),
    unprotected: unprotected.map(({ workload, direction }) => ({ workload: partyText(workload), direction })),
  };
}

function classesJson(classes: readonly Party[]): object {
  return classes.map((party) => ({
    name: partyText(party),
    workloads: workloadsOf(party).map((workload) => textOf(endOf(workload))),
  }));
}
