import { Direction } from '../../analysis/model/cluster';
import { endOf, textOf } from '../../analysis/model/ends';
import { Style } from '../style';
import { openingText, partyText, workloadsOf } from './line';
import { ExposureListing, Listing } from './listing';

/** A line for each pair: `default/web[Deployment] => default/db[StatefulSet] : TCP 5432`. */
export function* listTxt({ lines, classes = [], exposure }: Listing, style: Style): Iterable<string> {
  for (const { source, destination, connections } of lines) {
    yield `${partyText(source)} ${style.quiet('=>')} ${partyText(destination)} : ${style.good(connections.toString())}\n`;
  }
  if (classes.length > 0) yield `\n${style.strong('Alike:')}\n`;
  for (const party of classes) {
    yield `${partyText(party)}: ${workloadsOf(party).map((workload) => textOf(endOf(workload))).join(', ')}\n`;
  }
  if (exposure) yield* exposureTxt(exposure, style);
}

function* exposureTxt({ lines, unprotected }: ExposureListing, style: Style): Iterable<string> {
  yield `\n${style.strong('Exposure Analysis Result:')}\n`;
  let above = '';
  for (const [direction, arrow] of [['Egress', '=>'], ['Ingress', '<=']] as [Direction, string][]) {
    const exposed = lines.filter((line) => line.direction === direction);
    if (exposed.length === 0) continue;
    yield `${above}${style.strong(`${direction} Exposure:`)}\n`;
    for (const line of exposed) {
      yield `${partyText(line.workload)} ${style.quiet(arrow)} ${openingText(line)} : ${style.doubtful(line.connections.toString())}\n`;
    }
    above = '\n';
  }
  if (unprotected.length > 0) yield `${above}${style.strong('Workloads not protected by network policies:')}\n`;
  for (const { workload, direction } of unprotected) yield `${partyText(workload)} is not protected on ${direction}\n`;
}
