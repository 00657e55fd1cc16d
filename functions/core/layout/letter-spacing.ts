import { type Fragment, join } from './rows.ts';

/**
 * Puts letter-spaced words together again: `D i a g n o s i s` is one word. The letters come either as one piece with
 * spaces in it or, when spaced wider, each by itself; a wider blank than between the letters parts the words.
 *
 * @param fragments one row, from left to right
 */
export function healLetterSpacing(fragments: readonly Fragment[]): Fragment[] {
  const joined = joinLoneLetters(fragments);
  if (!joined.some(({ text }) => SPACED_WORD.test(text))) return joined;
  return joined.map((fragment) => {
    const isAllSpaced = /^\S(?: \S)+$/u.test(fragment.text);
    return {
      ...fragment,
      text: isAllSpaced ? closed(fragment.text) : fragment.text.replace(SPACED_WORD_INSIDE, closed),
    };
  });
}

/** Four letters and more: "A B C" may be three things. */
const SPACED_WORD = /(?:^| )\p{L}(?: [\p{L}\p{N}'’:-]){3,}(?= |$)/u;
const SPACED_WORD_INSIDE = /(?<=^| )\p{L}(?: [\p{L}\p{N}'’:-]){3,}(?= |$)/gu;

function closed(text: string): string {
  return text.replaceAll(' ', '');
}

function joinLoneLetters(fragments: readonly Fragment[]): Fragment[] {
  const healed: Fragment[] = [];
  for (let start = 0; start < fragments.length; ) {
    const end = endOfRun(fragments, start);
    const run = fragments.slice(start, end);
    healed.push(...(run.length >= 4 ? [run.reduce((word, letter) => join(word, letter, ''))] : run));
    start = end;
  }
  return healed;
}

/** The run of single letters from `start` whose gaps are alike. */
function endOfRun(fragments: readonly Fragment[], start: number): number {
  const first = fragments[start]!;
  const second = fragments[start + 1];
  if (second === undefined || !isLoneLetter(first) || !isLoneLetter(second)) return start + 1;
  const gap = second.left - first.right;
  if (gap > 1.5 * first.size) return start + 1;
  let end = start + 2;
  while (end < fragments.length) {
    const next = fragments[end]!;
    if (!isLoneLetter(next) || next.left - fragments[end - 1]!.right > gap + 0.25 * first.size) break;
    end++;
  }
  return end;
}

function isLoneLetter({ text }: Fragment): boolean {
  return /^\p{L}$/u.test(text);
}
