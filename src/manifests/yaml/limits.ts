/** How deep lists and objects may lie in each other. The deepest schema of a custom resource has some dozens. */
export const DEEPEST = 500;
