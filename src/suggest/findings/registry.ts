import { addressNamespace } from './address-namespace';
import { addressPort } from './address-port';
import { missingConnection } from './missing-connection';
import { FindingRule } from '../../analysis/findings/finding';
import { rulesWith } from '../../analysis/findings/registry';

/** Rules about what manifests say beside policies. */
export const CONFIGURATION_RULES: readonly FindingRule[] = [missingConnection, addressPort, addressNamespace];

/** Every rule, those about policies first, in the order of the results. */
export const LINT_RULES: readonly FindingRule[] = rulesWith(CONFIGURATION_RULES);
