import { Synthesis } from '../app/synthesis';

type Verify = typeof import('./verify');

// What verifies is loaded when an app is synthesized, and not by every program that imports this library.
// eslint-disable-next-line @typescript-eslint/no-require-imports
Synthesis.verifyBy((synthesis) => (require('./verify') as Verify).verify(synthesis));
