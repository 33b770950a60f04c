import { join } from 'path';

/** The folder with what was built of the Go module. */
const FOLDER = process.env.CLUSTER_PROGRAMS ?? '';

export const SERVER = join(FOLDER, 'server');
export const CHECKER = join(FOLDER, 'checker');

/** The definition of ClusterNetworkPolicy, as its project publishes it, with what is experimental. */
export const CLUSTER_NETWORK_POLICY = join(FOLDER, 'experimental-clusternetworkpolicies.yaml');

/** The same without what is experimental. */
export const STANDARD_CLUSTER_NETWORK_POLICY = join(FOLDER, 'standard-clusternetworkpolicies.yaml');

/** The definitions of its predecessors. */
export const ADMIN_NETWORK_POLICIES = ['adminnetworkpolicies', 'baselineadminnetworkpolicies'].map((kind) => join(FOLDER, `experimental-${kind}.yaml`));
