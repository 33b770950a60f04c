/** The label that tells the pods of one workload from all others. */
export const ADDRESS_LABEL = 'cdk8s.io/metadata.addr';
