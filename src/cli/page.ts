import { Session } from './command';
import { Analysis } from '../analysis/engine/analysis';
import { pageProgram } from '../package/page-program';
import { pageHtml } from '../reporting/page/html';
import { pageDataOf } from '../reporting/page/page-data';

/** A page for the browser, with what the session has found out so far. */
export function page({ problems, notes }: Session, analysis: Analysis, before?: Analysis): Iterable<string> {
  return pageHtml(pageDataOf({ analysis, before, problems, notes }), pageProgram());
}
