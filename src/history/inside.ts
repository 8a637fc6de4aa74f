import path from 'node:path';

/** What `path.relative` would take apart: steps up, steps that lead nowhere, a separator too many. */
const UNTIDY = /[\\/](?:$|[\\/]|\.{1,2}(?:$|[\\/]))/;

/** Where a place is below the folder, as git writes it; undefined: outside. Asked of every file, and nearly all are told by how they begin. */
export function insideOf(folder: string): (place: string) => string | undefined {
  const start = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
  return (place) => {
    if (place.startsWith(start) && !UNTIDY.test(place)) return slashed(place.slice(start.length));
    const inside = slashed(path.relative(folder, place));
    return inside === '..' || inside.startsWith('../') || path.isAbsolute(inside) ? undefined : inside;
  };
}

function slashed(place: string): string {
  return path.sep === '/' ? place : place.replaceAll(path.sep, '/');
}
