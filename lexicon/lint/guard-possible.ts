import type { GuardRow } from '../../functions/core/lexicon/rows.ts';
import { tokenize } from '../../functions/core/reading/tokens.ts';
import type { Placed } from '../data-files.ts';
import { grouped } from './grouped.ts';
import { at, type LintData, type LintRule } from './rule.ts';
import { knownSections } from './section-names.ts';

/** A guard can hold, and each of its lines can make a difference: else its phrases never match, or are not guarded at all. */
export const guardPossible: LintRule = {
  name: 'guard-possible',
  check(data) {
    const byName = grouped(data.tables.guards, ({ row }) => row.guard);
    return data.tables.guards.flatMap((placed) => {
      const problem = problemOf(placed.row, data) ?? contradiction(placed, byName.get(placed.row.guard)!);
      return problem === null ? [] : [at(placed, 'guard-possible', `${placed.row.guard}: ${problem}`)];
    });
  },
};

function problemOf({ condition, distance, words }: GuardRow, { tables }: LintData): string | null {
  const choices = choicesOf(words);
  const [verb, where] = condition.split('-');
  const outcome = verb === 'needs' ? 'it can never hold' : 'it forbids nothing';
  const unknown = choices.find(
    (choice) =>
      choice.startsWith('@') &&
      !CLASSES.has(choice) &&
      !isTumourGroup(choice, where!, tables) &&
      !(choice === '@diagnosis-section' && condition === 'needs-letter'),
  );
  if (unknown !== undefined) return `there is no class ${unknown}; ${outcome}`;
  if (choices.some((choice) => choice === '')) return 'an empty choice between two |';
  switch (where) {
    case 'section': {
      const sections = knownSections(tables);
      const strange = choices.find((choice) => !sections.has(choice));
      return strange === undefined ? null : `there is no section ${strange}`;
    }
    default: {
      if (where !== 'letter' && distance !== '' && Number(distance) === 0) return `within 0 words ${outcome}`;
      const wordless = choices.find((choice) => !choice.startsWith('@') && tokenize(choice).length === 0);
      return wordless === undefined ? null : `"${wordless}" has no word; ${outcome}`;
    }
  }
}

/** `needs-near` of words that the same guard forbids at least as far. */
function contradiction({ row }: Placed<GuardRow>, lines: readonly Placed<GuardRow>[]): string | null {
  if (!row.condition.startsWith('needs-')) return null;
  const reach = ({ distance }: GuardRow) => (distance === '' ? Number.POSITIVE_INFINITY : Number(distance));
  const opposite = lines.find(
    (line) =>
      line.row.condition === row.condition.replace('needs-', 'forbids-') &&
      reach(line.row) >= reach(row) &&
      choicesOf(row.words).every((choice) => choicesOf(line.row.words).includes(choice)),
  );
  return opposite === undefined ? null : `it forbids what it needs (line ${opposite.line}); it can never hold`;
}

function choicesOf(words: string): string[] {
  return words.split('|').map((choice) => choice.trim());
}

const CLASSES = new Set(['@site', '@morphology', '@tumour', '@drug', '@number', '@item']);

/** `@tumour:breast`, anywhere in the letter: a tumour of a group that concepts have. */
function isTumourGroup(choice: string, where: string, { concepts }: LintData['tables']): boolean {
  const [name, group] = choice.split(':');
  if (name !== '@tumour' || where !== 'letter') return false;
  return concepts.some(({ row }) => row.category === 'diagnosis' && row.group === group);
}
