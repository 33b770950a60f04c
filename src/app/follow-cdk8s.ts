import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Synthesis } from './synthesis';

/** The calls of cdk8s that are a synth. */
const { synth, synthYaml } = App.prototype;
const { toJson } = Chart.prototype;

/**
 * Has the synths of cdk8s run through the stages.
 *
 * It is the methods of the classes that are replaced: a program in another language calls these, even where an object has one of its own.
 */
export function followCdk8s(): void {
  App.prototype.synth = function (this: App) {
    Synthesis.tryOf(this)?.warnings.forget();
    runOf(this, synth);
  };
  App.prototype.synthYaml = function (this: App) {
    return runOf(this, synthYaml);
  };
  // A chart can be synthesized by itself, as tests do.
  Chart.prototype.toJson = function (this: Chart) {
    return runOf(this, toJson);
  };
}

function runOf<C extends IConstruct, T>(construct: C, method: (this: C) => T): T {
  const synthesis = Synthesis.tryOf(construct);
  return synthesis ? synthesis.run(() => method.call(construct)) : method.call(construct);
}
