import { engine } from '../engine';
import {
  ADMIN_POLICIES_REFUSED, ADMIN_POLICIES_TAKEN, BETA_REFUSED, BETA_TAKEN, CLUSTER_POLICIES_REFUSED, CLUSTER_POLICIES_TAKEN, REFUSED, TAKEN,
} from './refused-policies';
import { Reference } from '../reference/reference';

/** What the API server takes and refuses, one field at a time. `npm run test:cluster` asks one whether it does. */
describe.each([
  ['the reference', (manifest: object) => new Reference([manifest]).refused.length > 0],
  ['the engine', (manifest: object) => engine([manifest]).refused.length > 0],
])('%s', (_, refuses) => {
  test.each([...TAKEN, ...CLUSTER_POLICIES_TAKEN, ...BETA_TAKEN, ...ADMIN_POLICIES_TAKEN])('takes $what', ({ manifest }) => expect(refuses(manifest)).toBe(false));
  test.each([...REFUSED, ...CLUSTER_POLICIES_REFUSED, ...BETA_REFUSED, ...ADMIN_POLICIES_REFUSED])('refuses $what', ({ manifest }) => expect(refuses(manifest)).toBe(true));
});
