import { isFlag, settingsOfArgument } from './argument-settings';
import { expanded, expandedByProgram, Variables } from './expansion';
import { settingsOfFile } from './file-settings';
import { GivenObjects } from './given-objects';
import { KeyedValue } from './keyed-object';
import { mountedFiles } from './mounted-files';
import { containersOf, PodSpec } from './pod-spec';
import { API_SERVER_VARIABLES } from './service-variables';
import { Place, PlacedSetting, Scope, Setting } from './setting';
import { Tree } from './tree';
import { placeIn, placeOfKey, variablesOf } from './variables';

const OF_FILES = new WeakMap<KeyedValue, readonly Setting[]>();

/** Everything that the containers of a workload really read, by what belongs together. */
export function scopesOf(pod: PodSpec, objects: GivenObjects, ofServices: Variables): readonly Scope[] {
  const links = pod.spec.at('enableServiceLinks').flag === false ? API_SERVER_VARIABLES : ofServices;
  return containersOf(pod).flatMap((container) => {
    const { settings, values } = variablesOf(container, pod, objects, links);
    return [
      { kind: 'variables', settings } as const,
      { kind: 'arguments', settings: argumentsOf(container, pod, values) } as const,
      ...mountedFiles(container, pod, objects).map((file): Scope => ({
        kind: 'file',
        settings: settingsIn(file, values).map((setting) => ({ ...setting, place: placeOfKey(file.key, file, container) })),
      })),
    ];
  });
}

/** What a file says, read once for all containers where they do not differ in it. */
function settingsIn(file: KeyedValue, values: Variables): readonly Setting[] {
  const text = expandedByProgram(file.value, values);
  if (text !== file.value) return settingsOfFile(text);
  let settings = OF_FILES.get(file);
  if (!settings) OF_FILES.set(file, settings = settingsOfFile(text));
  return settings;
}

function argumentsOf(container: Tree, pod: PodSpec, values: Variables): PlacedSetting[] {
  return ['command', 'args'].flatMap((key) => {
    const items = container.at(key).items.map((item) => ({ item, text: expandedByProgram(expanded(item.text ?? '', values), values) }));
    return items.flatMap(({ item, text }, index) => {
      // A flag and the argument after it are one setting, which is that argument's.
      if (isFlag(text) && items[index + 1] !== undefined && !isFlag(items[index + 1].text)) return [];
      const flag = isFlag(items[index - 1]?.text) ? settingsOfArgument(items[index - 1].text, text) : [];
      const settings = flag.length > 0 && !/\s/.test(text.trim()) ? flag : settingsOfArgument(text, undefined);
      const place: Place = { ...placeIn(pod, `${key}[${index}] of container ${container.at('name').text}`, item), holder: 'argument' };
      return settings.map((setting) => ({ ...setting, place }));
    });
  });
}
