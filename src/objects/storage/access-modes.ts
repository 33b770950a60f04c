import { Input } from '../../validation/input';
import { PersistentVolumeAccessMode } from '../references/persistent-volume-claim';

/** What is wrong where nothing says how a volume is mounted. */
export const NO_ACCESS_MODES = '"accessModes" is not given, but Kubernetes asks for one at least. Give a list such as '
  + '[PersistentVolumeAccessMode.READ_WRITE_ONCE].';

/** The ways in which a volume is mounted. One way is always possible, so an empty list is refused, and a single pod excludes all others. */
export function checkedAccessModes(input: Input, modes: PersistentVolumeAccessMode[] | undefined | null): PersistentVolumeAccessMode[] | undefined {
  const list = input.filledList('accessModes', modes, 'Give a way to mount the volume, such as PersistentVolumeAccessMode.READ_WRITE_ONCE.');
  list?.forEach((mode, index) => {
    const name = `accessModes[${index}]`;
    input.oneOf(name, input.required(name, mode, 'a PersistentVolumeAccessMode'), PersistentVolumeAccessMode);
  });
  if (list && list.length > 1 && list.includes(PersistentVolumeAccessMode.READ_WRITE_ONCE_POD)) {
    input.fail('"accessModes" names READ_WRITE_ONCE_POD beside others, but a volume of a single pod can have no other mode. Leave the others out.');
  }
  return list && [...list];
}
