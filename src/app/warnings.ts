import { Problems } from './problems';
import { printLine } from './standard-error';
import { Warning, WarningSettings } from './warning-settings';
import { Input } from '../validation/input';
import { pathOf } from '../validation/show';

/** How many warnings of one kind are worth reading. */
const SHOWN = 10;

/** Says what a person should know of an app, on standard error. */
export class Warnings {
  private readonly said = new Set<string>();

  constructor(private readonly problems: Problems) {}

  /** Says a warning once, or refuses it where that is asked for. */
  public warn(warning: Warning): void {
    this.warnOfAll([warning]);
  }

  /** The same for many, of which the first few of a kind stand for the rest. */
  public warnOfAll(warnings: readonly Warning[]): void {
    const open = warnings.filter((warning) => !WarningSettings.acknowledges(warning));
    for (const warning of open.filter((one) => WarningSettings.refuses(one))) {
      this.problems.collect(warning.construct, () => new Input(warning.construct).fail(`${warning.text} [${warning.id}]`));
    }
    for (const [id, alike] of groupedById(open.filter((warning) => !WarningSettings.refuses(warning)))) {
      alike.slice(0, SHOWN).forEach(({ construct, text }) => this.say(`${pathOf(construct)}: warning: ${text} [${id}]`));
      const rest = alike.slice(SHOWN);
      if (rest.length > 0) this.say(`${pathOf(rest[0].construct)}: warning: so it is here and for ${rest.length - 1} more, which are not listed. [${id}]`);
    }
  }

  /** Says again what was said: once in a synth of the whole app, and once for all where charts are synthesized one by one. */
  public forget(): void {
    this.said.clear();
  }

  private say(line: string): void {
    if (this.said.has(line)) return;
    this.said.add(line);
    printLine(line);
  }
}

function groupedById(warnings: readonly Warning[]): Map<string, Warning[]> {
  const groups = new Map<string, Warning[]>();
  for (const warning of warnings) {
    const group = groups.get(warning.id);
    if (group) group.push(warning);
    else groups.set(warning.id, [warning]);
  }
  return groups;
}
