import type { Conflict, Held, Stage, Suggestion } from '../core/answer.ts';
import type { Page } from '../core/text-document.ts';
import {
  assertionInWords,
  CATEGORY_IN_WORDS,
  codeInWords,
  conflictInWords,
  coverageInWords,
  HELD_IN_WORDS,
  nothingSuggestedInWords,
  oneLine,
  stageInWords,
} from '../review/words.ts';

/** What the table is made of: an answer, wherever it comes from, and the text it is about. */
export interface TableContent {
  readonly text: string;
  readonly pages: readonly Pick<Page, 'readable'>[];
  readonly suggestions: readonly Suggestion[];
  readonly held: readonly Held[];
  readonly stages: readonly Stage[];
  readonly conflicts: readonly Conflict[];
}

/** A letter's suggestions for a terminal, a line break behind each line. */
export function letterTable(content: TableContent, width: number): string {
  const unread = coverageInWords(content.pages);
  const lines = [
    ...(unread === null ? [] : wrapped(`Note: ${unread}`, width - INDENT.length)),
    ...(content.suggestions.length === 0
      ? [nothingSuggestedInWords(content.pages)]
      : tableLines(content.suggestions, Math.min(width, WIDEST) - INDENT.length)),
    ...uncodedStages(content).flatMap((line) => wrapped(line, width - INDENT.length)),
    ...content.conflicts.flatMap((conflict) =>
      wrapped(`Conflict: ${conflictInWords(conflict, content.text)}`, width - INDENT.length),
    ),
    ...heldLines(content.held).flatMap((line) => wrapped(line, width - INDENT.length)),
  ];
  return lines
    .map((line) => `${INDENT}${printable(line)}`.trimEnd())
    .join('\n')
    .concat('\n');
}

/** A terminal may say that it has no columns at all, and a table has no use of fewer than these. */
export function widthOf({ columns }: { readonly columns?: number }): number {
  return Math.max(columns || 120, 80);
}

const INDENT = '    ';
const WIDEST = 150;

/** Letters and file names come from elsewhere: what could steer the terminal is shown as a replacement character. */
export function printable(words: string): string {
  return words.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function tableLines(suggestions: readonly Suggestion[], width: number): string[] {
  const widths = columnWidths(width);
  const rows = [
    ['Category', 'Concept', 'Code', 'Context', 'Words'],
    ...suggestions.map((suggestion) => [
      CATEGORY_IN_WORDS[suggestion.category],
      conceptWithValue(suggestion),
      codeInWords(suggestion),
      contextOf(suggestion),
      quotes(suggestion),
    ]),
  ];
  return rows.flatMap((cells, index) => {
    const columns = cells.map((cell, column) => wrapped(cell, widths[column]!));
    const height = Math.max(...columns.map((column) => column.length));
    const lines = Array.from({ length: height }, (_, line) =>
      columns.map((column, at) => (column[line] ?? '').padEnd(widths[at]!)).join('  '),
    );
    return index === 0 ? [...lines, widths.map((columnWidth) => '-'.repeat(columnWidth)).join('  ')] : lines;
  });
}

/** `Breslow depth of melanoma of skin = 1.4`; but not `Binet stage A = A`. */
export function conceptWithValue({ display, value }: Pick<Suggestion, 'display' | 'value'>): string {
  return value === undefined || display.endsWith(value) ? display : `${display} = ${value}`;
}

/** Codes and categories need what they need; the rest is shared out. */
function columnWidths(width: number): readonly number[] {
  const [category, code, context] = [14, 18, 16];
  const rest = Math.max(width - category - code - context - 8, 40);
  const concept = Math.floor(rest / 2);
  return [category, concept, code, context, rest - concept];
}

function contextOf({ assertion, date }: Suggestion): string {
  const said = assertionInWords(assertion);
  return date === undefined ? said : `${said}, ${date.value} (${date.role})`;
}

/** Each wording once: a letter may say the same ten times. */
function quotes({ evidence }: Suggestion): string {
  return [...new Set(evidence.map(({ quote }) => `“${oneLine(quote)}”`))].join(', ');
}

/** Stages that no suggestion holds, so that none that was written goes unseen. */
function uncodedStages({ stages, suggestions, text }: TableContent): string[] {
  const places = suggestions.flatMap(({ evidence }) => evidence);
  const left = stages.filter((stage) => !places.some(({ start, end }) => start <= stage.start && stage.end <= end));
  const said = left.map((stage) => {
    const words = oneLine(text.slice(stage.start, stage.end));
    return `${stageInWords(stage)} (${assertionInWords(stage.assertion)}; “${words}”)`;
  });
  return said.length === 0 ? [] : [`Stages seen besides: ${[...new Set(said)].join(', ')}`];
}

function heldLines(held: readonly Held[]): string[] {
  if (held.length === 0) return [];
  const said = held.map(({ display, reason }) => `${display} (${HELD_IN_WORDS[reason]})`);
  return [`Held back: ${[...new Set(said)].join('; ')}`];
}

/** Broken at spaces; a word longer than the column is broken where it must be. */
export function wrapped(words: string, width: number): string[] {
  if (width < 1) throw new RangeError(`a line holds at least one character, not ${width}`);
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return [...lines, line];
}
