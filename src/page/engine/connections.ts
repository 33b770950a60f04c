import { Words } from './words';
import { Analysis } from '../../analysis/engine/analysis';
import { addressesText, workloadText } from '../../analysis/model/ends';
import { isInternet } from '../../analysis/model/internet';
import { merged } from '../../reporting/list/graph';
import { Line, Party, partyText, workloadsOf } from '../../reporting/list/line';
import { Listing, listingOf } from '../../reporting/list/listing';

/** So many pairs of workloads are told one by one. */
const MOST_PAIRS = 20_000;

/** Every open connection, as lines that can be searched. In a large cluster workloads that no policy tells apart are one end. */
export class Connections {
  public readonly by: 'workload' | 'class';
  public readonly listing: Listing;
  private readonly lines: readonly Line[];
  private readonly searched = new Map<Party, string>();

  constructor(analysis: Analysis) {
    this.by = isSmall(analysis) ? 'workload' : 'class';
    this.listing = listingOf(analysis, { by: this.by, exposure: false });
    this.lines = merged(this.listing.lines);
  }

  /** The lines in which all words are found. */
  public matching(words: Words): readonly Line[] {
    if (words.isEmpty) return this.lines;
    return this.lines.filter(({ source, destination, connections }) => (
      words.areIn(this.searchedText(source), this.searchedText(destination), connections.toString().toLowerCase())
    ));
  }

  /** The workloads or classes in whose names all words are found. */
  public parties(words: Words): readonly Party[] {
    return words.isEmpty ? this.listing.parties : this.listing.parties.filter((party) => words.areIn(this.searchedText(party)));
  }

  /** All names of an end, in lower case. */
  private searchedText(party: Party): string {
    let text = this.searched.get(party);
    if (text === undefined) {
      text = `${endText(party)} ${workloadsOf(party).map(workloadText).join(' ')}`.toLowerCase();
      this.searched.set(party, text);
    }
    return text;
  }
}

/** An end as the table has it: ranges of the internet are one. */
export function endText(party: Party): string {
  if (party.kind !== 'addresses') return partyText(party);
  return isInternet(party.addresses) ? 'internet' : addressesText(party);
}

function isSmall(analysis: Analysis): boolean {
  let pairs = 0;
  for (const { from, to } of analysis.classConnections()) {
    pairs += from.length * to.length;
    if (pairs > MOST_PAIRS) return false;
  }
  return true;
}
