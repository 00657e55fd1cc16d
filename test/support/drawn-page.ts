import type { PlacedText } from '../../functions/core/reading-order.ts';

/**
 * A page drawn in characters: each is 5 points wide, each line 12 points high, set in 10 points. Two blanks and more part
 * one piece of text from the next; an empty line is half a line of room.
 */
export function drawn(picture: string, pitch = 12): PlacedText[] {
  let y = 100;
  return picture
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      y += line.trim() === '' ? pitch / 2 : pitch;
      return [...line.matchAll(/\S+(?: \S+)*/g)].map(([str], index, all) => {
        const x = 50 + 5 * all[index]!.index;
        return { str, x, y, width: 5 * str.length, height: 10, page: 1 };
      });
    });
}

/** Lines as a page is read. */
export const text = (...lines: string[]) => lines.join('\n');
