import { constructOf } from './construct-of';
import { ChartsWarningRule } from './warning-rule';

/** Objects of which the analysis cannot use something: a cluster would refuse them, or the proof knows nothing of them. What is given twice is a finding. */
export const unusableObject: ChartsWarningRule = {
  id: 'unusable-object',
  find: ({ problems }, { written }) => problems.filter(({ first }) => !first).flatMap(({ source, field, text }) => {
    const object = written.objectOf(source);
    const what = field === undefined ? text : `"${field}" ${text}`;
    return object ? [{ construct: constructOf(object), text: `${what}. Correct it; until then it takes no part in the proof.` }] : [];
  }),
};
