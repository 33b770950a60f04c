import { Problem, Source } from '../analysis/source';

/** Such as `shop.yaml:12`, as editors and terminals know to follow it. */
export function placeText({ file, line }: Source): string {
  const name = file === '-' ? '(standard input)' : file ?? '(unknown file)';
  return line === undefined ? name : `${name}:${line}`;
}

/** Such as `shop.yaml:12: NetworkPolicy shop/web: spec.ingress[0].ports[0].port: is 0, …`. */
export function problemText({ source, object, field, text }: Problem): string {
  return [placeText(source), object, field, text].filter((part) => part !== undefined).join(': ');
}
