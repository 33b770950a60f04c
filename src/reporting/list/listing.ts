import { Classes } from './classes';
import { ExposureLine, Line, Party, partyText, workloadsOf } from './line';
import { shortened } from './short';
import { Analysis } from '../../analysis/engine/analysis';
import { Direction, Workload } from '../../analysis/model/cluster';
import { connectivity } from '../../analysis/questions/connectivity';
import { exposureOf } from '../../analysis/questions/exposure';

/** All that a list says. */
export interface Listing {
  readonly lines: readonly Line[];
  /** All workloads, or all classes, that the list is about, those without a line included. */
  readonly parties: readonly Party[];
  /** In a list by class, the classes that have more than one workload. */
  readonly classes?: readonly Party[];
  readonly exposure?: ExposureListing;
}

export interface ExposureListing {
  readonly lines: readonly ExposureLine[];
  readonly unprotected: readonly Unprotected[];
}

/** A workload that no policy selects for a direction. */
export interface Unprotected {
  readonly direction: Direction;
  readonly workload: Party;
}

export interface ListingOptions {
  /** By class, workloads that no policy tells apart are one end of a line. */
  readonly by: 'workload' | 'class';
  /** The workload that every line has at one of its ends. */
  readonly focus?: Workload;
  readonly exposure: boolean;
  /** One line for what holds for every other workload, and one for the internet. */
  readonly short?: boolean;
}

export function listingOf(analysis: Analysis, { by, focus, exposure, short = false }: ListingOptions): Listing {
  const classes = by === 'class' ? new Classes(analysis) : undefined;
  const shown = (party: Party) => focus === undefined || party.kind === 'every-workload' || workloadsOf(party).includes(focus);
  const parties = classes?.all ?? analysis.cluster.workloads.map((workload): Party => ({ kind: 'workload', workload }));
  const lines = classes?.lines() ?? connectivity(analysis);
  const isShown = ({ source, destination }: Line) => shown(source) || shown(destination);
  return {
    parties: parties.filter(shown),
    lines: short ? shortened(lines, parties).filter(isShown) : lines.filter(isShown),
    ...(classes && { classes: classes.all.filter((party) => party.kind === 'class' && shown(party)) }),
    ...(exposure && { exposure: exposureListing(analysis, (workload) => classes?.of(workload) ?? { kind: 'workload', workload }, shown) }),
  };
}

function exposureListing(analysis: Analysis, partyOf: (workload: Workload) => Party, shown: (party: Party) => boolean): ExposureListing {
  const exposures = exposureOf(analysis)
    .map((exposure) => ({ ...exposure, member: exposure.workload, workload: partyOf(exposure.workload) }))
    .filter(({ workload, member }) => shown(workload) && workloadsOf(workload)[0] === member)
    .sort((a, b) => compare(partyText(a.workload), partyText(b.workload)));
  return {
    lines: exposures.flatMap(({ direction, workload, openings }) => openings.map((opening) => ({ direction, workload, ...opening }))),
    unprotected: exposures.filter((exposure) => !exposure.protected).map(({ direction, workload }) => ({ direction, workload })),
  };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
