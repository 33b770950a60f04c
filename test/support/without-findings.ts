/** Tests that are about something else do not hear what the analysis finds in their apps. Those about findings turn them on again. */
process.env.CDK8S_NETPOL_FINDINGS = 'off';
