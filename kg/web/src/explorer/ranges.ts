// Text with marked stretches that may overlap: cut into pieces, each of which knows all stretches it is part of.

export interface Range<T> { start: number; end: number; value: T }
export interface Piece<T> { start: number; end: number; values: T[] }

/** Cut a text of a length at the ends of all ranges, in order, without empty pieces. */
export function pieces<T>(length: number, ranges: readonly Range<T>[]): Piece<T>[] {
  const within = ranges.filter(({ start, end }) => start < end && start >= 0 && end <= length);
  const cuts = [...new Set([0, length, ...within.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const opening = new Map<number, Range<T>[]>();
  for (const range of within) opening.set(range.start, [...(opening.get(range.start) ?? []), range]);
  let open: Range<T>[] = [];
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? length;
    open = [...open.filter((range) => range.end > start), ...(opening.get(start) ?? [])];
    return { start, end, values: open.map(({ value }) => value) };
  });
}

/** The places of code points in a text as JavaScript counts: the server's offsets count code points. */
export function units(text: string): (offset: number) => number {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  places.push(at);
  return (offset) => places[Math.min(Math.max(offset, 0), places.length - 1)] ?? at;
}
