import { lineOf, Problem, Source } from '../analysis/model/source';

/** Such as `shop.yaml:12`, the line of a field or else of the object, as editors and terminals know to follow it. */
export function placeText(source: Source, field?: string): string {
  const { file } = source;
  const name = file === '-' ? '(standard input)' : file ?? '(unknown file)';
  const line = lineOf(source, field);
  return line === undefined ? name : `${name}:${line}`;
}

/** Such as `shop.yaml:12: NetworkPolicy shop/web: spec.ingress[0].ports[0].port: is 0, …`. */
export function problemText(problem: Problem): string {
  const { source, object, field, text, first } = problem;
  const where = first === undefined ? '' : `, first at ${placeText(first)}`;
  return [placeText(source, field), object, field, `${text}${where}`].filter((part) => part !== undefined).join(': ');
}
