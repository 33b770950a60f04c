import { HOLDERS, Rooms } from './rooms';

/** A diagram of rooms in Mermaid, with an arrow to each that is imported, but where others lead there too. */
export function diagramOf(rooms: Rooms): string {
  const names = [...rooms.keys()].sort();
  const nodes = (some: readonly string[], indent = '  ') => some.map((room) => `${indent}${idOf(room)}["${room}"]`);
  const groups = HOLDERS.flatMap((holder) => [
    `  subgraph ${holder}_rooms ["src/${holder}"]`, ...nodes(names.filter((room) => room === holder || room.startsWith(`${holder}/`)), '    '), '  end',
  ]);
  const others = nodes(names.filter((room) => !HOLDERS.includes(room.split('/')[0])));
  const arrows = names.flatMap((from) => (
    [...rooms.get(from) ?? []].sort().filter((to) => !leadsRound(rooms, from, to)).map((to) => `  ${idOf(from)} --> ${idOf(to)}`)
  ));
  return ['```mermaid', 'flowchart BT', ...others, ...groups, ...arrows, '```', ''].join('\n');
}

function idOf(room: string): string {
  return room.replace(/[/-]/g, '_');
}

/** Whether a room leads to another by way of a third. */
function leadsRound(rooms: Rooms, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [...rooms.get(from) ?? []].filter((room) => room !== to);
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (room === to) return true;
    if (!seen.has(room)) open.push(...rooms.get(room) ?? []);
    seen.add(room);
  }
  return false;
}
