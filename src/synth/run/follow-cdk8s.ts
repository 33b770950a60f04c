import { App, Chart, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Synthesis } from './synthesis';
import { YamlWriter } from './yaml-writer';

/** The calls of cdk8s that are a synth. */
const { synth, synthYaml } = App.prototype;
const { toJson } = Chart.prototype;
const { stringify } = Yaml;

let writer: YamlWriter | undefined;

/**
 * Has the synths of cdk8s run through the stages, and what they write written faster.
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
  Yaml.stringify = (...documents: unknown[]) => {
    writer ??= new YamlWriter(stringify);
    return writer.stringify(documents);
  };
}

function runOf<C extends IConstruct, T>(construct: C, method: (this: C) => T): T {
  const synthesis = Synthesis.tryOf(construct);
  return synthesis ? synthesis.run(() => method.call(construct)) : method.call(construct);
}
