import { Analysis } from '../../analysis/engine/analysis';
import { AmbiguousEnd, UnknownEnd } from '../../analysis/model/end-names';
import { explain } from '../../analysis/questions/explanation/explain';
import { ruleText } from '../../analysis/questions/explanation/explain-end';
import { EndExplanation, Explanation } from '../../analysis/questions/explanation/explanation';
import { portsAt, portsOf, UnknownPort } from '../../analysis/questions/port-names';
import { letInText, waysText } from '../../reporting/explain/ways-in';
import { placeText } from '../../reporting/place';

/** What a person asks: ends and a port as `explain` takes them; without a port, all that is open. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

/** What one state of the manifests answers: why it is open or closed, or why there is no answer. */
export type Answer = { readonly explanations: readonly ShownExplanation[] } | { readonly refused: string };

/** An explanation with its places as text. */
export interface ShownExplanation {
  /** Such as `shop/web => data/redis : TCP 6379`. */
  readonly asked: string;
  readonly isOnePort: boolean;
  readonly open: boolean;
  /** What leads there from outside, where that was asked. */
  readonly ways: readonly string[];
  readonly ends: readonly ShownEnd[];
}

export interface ShownEnd extends Pick<EndExplanation, 'direction' | 'end' | 'open' | 'text' | 'caveat' | 'mend'> {
  /** Where the rule is that decided. */
  readonly place?: string;
  /** Such as `Ingress rule #1 of shop/web, but it opens TCP 80, not TCP 443.` */
  readonly nearest?: { readonly text: string; readonly place: string };
  /** The policies that were asked besides the one that decided. */
  readonly others: readonly { readonly name: string; readonly place: string }[];
}

export function answerOf(analysis: Analysis, { from, to, port }: Question): Answer {
  try {
    const ports = port === '' ? undefined : portsOf(port);
    const [source, destination] = [analysis.names.source(from), analysis.names.one(to)];
    return { explanations: explain(analysis, source, destination, ports && portsAt(destination, ports)).map(shown) };
  } catch (error) {
    if (!(error instanceof UnknownEnd || error instanceof AmbiguousEnd || error instanceof UnknownPort)) throw error;
    return { refused: `${error.message[0].toUpperCase()}${error.message.slice(1)}` };
  }
}

function shown({ from, to, connections, port, open, ways, letIn, egress, ingress }: Explanation): ShownExplanation {
  const ends = [egress, ingress].filter((end) => end !== undefined);
  return { asked: `${from} => ${to} : ${connections}`, isOnePort: port !== undefined, open, ways: [...ways ? waysText(ways) : [], ...letIn ? [letInText(letIn)] : []], ends: ends.map(shownEnd) };
}

function shownEnd({ direction, end, open, text, caveat, mend, decidedBy, nearMiss, policies }: EndExplanation): ShownEnd {
  return {
    direction,
    end,
    open,
    text,
    ...(caveat !== undefined && { caveat }),
    ...(mend !== undefined && { mend }),
    ...(decidedBy && { place: placeText(decidedBy.policy.source, decidedBy.field) }),
    ...(nearMiss && { nearest: { text: `${ruleText(nearMiss.rule)}, but ${nearMiss.text}.`, place: placeText(nearMiss.rule.policy.source, nearMiss.rule.field) } }),
    others: policies.filter(({ name }) => name !== decidedBy?.policy.name).map(({ kind, name, source }) => ({ name: `${kind} ${name}`, place: placeText(source) })),
  };
}
