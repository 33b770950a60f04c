import { LetIn, WayIn } from '../../analysis/questions/explanation/explanation';
import { placeText } from '../place';

/** What leads to a workload, a line for each; or that nothing does. */
export function waysText(ways: readonly WayIn[]): string[] {
  const leading = ways.filter(({ ungranted }) => !ungranted);
  return [
    ...leading.length === 0 ? ['No Ingress, no Route and no route of a Gateway of these manifests leads there.'] : [],
    ...ways.map(({ object, service, source, ungranted }) => `${object}${placeOf(source)} ${ungranted ? 'would lead there' : 'leads there'}, through Service ${service.namespace}/${service.name}`
      + `${ungranted ? `, if a ReferenceGrant of ${service.namespace} allowed it` : ''}.`),
  ];
}

/** Who is let in of those that may be the controller. */
export function letInText({ kind, name }: LetIn): string {
  switch (kind) {
    case 'anybody': return 'Whoever brings it in, is let in.';
    case 'workload': return `It comes from ${name}, as far as can be told.`;
    case 'unknown pods': return `It is let in from ${name}, which these manifests do not show: compare these with the pods of your controller.`;
    case 'addresses': return `It is let in from ${name}: compare that with the addresses of your controller.`;
  }
}

function placeOf(source: WayIn['source']): string {
  return source.file === undefined ? '' : ` (${placeText(source)})`;
}
