import type { LetterStory } from '../../api/audit-contract.ts';

type Line = LetterStory['lines'][number];
type About = Line['about'][number];

/** One reading of the letter, and what it changed from the one before. */
export interface Run {
  readonly sequence: number;
  readonly at: string;
  readonly lexiconVersion: string | undefined;
  /** null for the first run. */
  readonly difference: {
    readonly came: readonly About[];
    readonly went: readonly Gone[];
    readonly stayed: readonly About[];
  } | null;
}
export interface Gone {
  readonly about: About;
  /** Why the later run holds it back; absent where the later run does not have it at all. */
  readonly heldFor?: string;
}

/** A letter's runs in order, compared by the ids of their suggestions. */
export function runsOf(lines: readonly Line[]): readonly Run[] {
  const made = lines.filter(({ type }) => type === 'suggestions-made');
  return made.map((line, index) => ({
    sequence: line.sequence,
    at: line.at,
    lexiconVersion: line.about[0]?.lexiconVersion,
    difference: index === 0 ? null : differenceOf(made[index - 1]!, line),
  }));
}

function differenceOf(before: Line, after: Line): Run['difference'] {
  const [then, now] = [suggestedIn(before), suggestedIn(after)];
  const held = new Map(after.about.filter(({ became }) => became === 'held').map((one) => [one.suggestionId, one]));
  return {
    came: [...now.values()].filter(({ suggestionId }) => !then.has(suggestionId)),
    went: [...then.values()]
      .filter(({ suggestionId }) => !now.has(suggestionId))
      .map((about) => {
        const reason = held.get(about.suggestionId)?.reason;
        return reason === undefined ? { about } : { about, heldFor: reason };
      }),
    stayed: [...now.values()].filter(({ suggestionId }) => then.has(suggestionId)),
  };
}

function suggestedIn({ about }: Line): ReadonlyMap<string, About> {
  return new Map(about.filter(({ became }) => became === 'suggested').map((one) => [one.suggestionId, one]));
}

/** Every code that the letter ever had, by the name it had first. */
export function codesOf(lines: readonly Line[]): readonly (readonly [suggestionId: string, name: string])[] {
  const names = new Map<string, string>();
  for (const { about } of lines)
    for (const { suggestionId, display, code } of about)
      if (!names.has(suggestionId)) names.set(suggestionId, `${display} (${code ?? 'no code held'})`);
  return [...names];
}
