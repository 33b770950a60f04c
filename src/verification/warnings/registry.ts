import { allPorts } from './all-ports';
import { appFindings } from './app-findings';
import { deniedElsewhere } from './denied-elsewhere';
import { missingConnection } from './missing-connection';
import { openedFurther } from './opened-further';
import { sharedLabels } from './shared-labels';
import { unusableObject } from './unusable-object';
import { AppWarningRule, ChartsWarningRule } from './warning-rule';
import { FINDING_RULES } from '../../analysis/findings/registry';

/** What is looked for in a whole app, in the order in which a person reads it. */
export const APP_WARNINGS: readonly AppWarningRule[] = [deniedElsewhere, allPorts];

/** What is looked for in charts that are applied together, in the order in which a person reads it. */
export const CHARTS_WARNINGS: readonly ChartsWarningRule[] = [unusableObject, sharedLabels, openedFurther, ...appFindings, missingConnection];

/** What policies say of themselves while they are planned. */
const WHILE_PLANNING = ['closes-namespace', 'half-closed', 'half-written', 'left-open', 'says-nothing'];

/** The ids of all warnings, in the order of the alphabet. An app has fewer findings than `lint`; their ids are known all the same. */
export const WARNING_IDS: readonly string[] = [
  ...new Set([...[...FINDING_RULES, ...APP_WARNINGS, ...CHARTS_WARNINGS].map(({ id }) => id), ...WHILE_PLANNING]),
].sort();
