import { suggestedEndText } from '../../suggest/suggestion';
import { jsonList } from '../json';
import { evidenceJson, Suggesting } from './suggesting';

/** A list of `src`, `dst` and `conn`, as that of connections is, each with its grade and what tells of it. */
export function* suggestJson({ suggestions }: Suggesting): Iterable<string> {
  yield* jsonList(suggestions.map(({ from, to, connections, grade, evidence }) => ({
    src: suggestedEndText(from),
    dst: suggestedEndText(to),
    conn: connections.toString(),
    grade,
    ...[from, to].flatMap((end) => (end.kind === 'named' && grade === 'likely' ? [{ advice: end.advice }] : []))[0],
    evidence: evidence.map(evidenceJson),
  })));
  yield '\n';
}
