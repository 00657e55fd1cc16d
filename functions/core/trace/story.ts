import { currentRun } from '../current-run.ts';
import type { Actor, EventType, LetterEvent } from '../events.ts';
import type { Decision } from '../happenings/review.ts';
import type { HeldInEvent, SuggestionInEvent } from '../happenings/service.ts';
import { inWords } from './in-words.ts';

/** Words of the letter that something rests on, cut from the text document its run was made over. */
export interface Words {
  readonly start: number;
  readonly end: number;
  readonly section: string;
  /** The line of the lexicon, or the rule, that read them. */
  readonly rule: string;
  /** null where the text document is absent or has been altered: then no words are shown for it. */
  readonly quote: string | null;
}

/** A code that an event is about. */
export interface About {
  readonly suggestionId: string;
  readonly became: 'suggested' | 'held' | 'added' | Decision['kind'] | 'undone';
  readonly code: string | null;
  readonly display: string;
  /** What it was before it was amended. */
  readonly instead?: string;
  /** Why it was held or rejected. */
  readonly reason?: string;
  readonly lexiconVersion?: string;
  readonly words: readonly Words[];
}

export interface StoryLine {
  readonly sequence: number;
  readonly at: string;
  readonly actor: Actor;
  readonly type: EventType;
  readonly says: string;
  readonly about: readonly About[];
  /** For a later run: what it suggests that the run before did not, and the other way round. */
  readonly difference?: { readonly more: readonly string[]; readonly fewer: readonly string[] };
}

/** Texts by their hash; one that could not be proven is left out. */
export type TextsByHash = ReadonlyMap<string, string>;

/** A letter's life, event by event, in plain words and with the words of the letter. */
export function storyOf(chain: readonly LetterEvent[], texts: TextsByHash): readonly StoryLine[] {
  const known = new Map<string, About>();
  return chain.map((event, index) => {
    const before = chain.slice(0, index);
    const about = aboutOf(event, before, known, texts);
    for (const { reason: _, instead: __, ...one } of about)
      if (one.words.length > 0 || !known.has(one.suggestionId)) known.set(one.suggestionId, one);
    const { sequence, at, actor, type } = event;
    return { sequence, at, actor, type, says: inWords(event), about, ...differenceOf(event, before) };
  });
}

function aboutOf(
  event: LetterEvent,
  before: readonly LetterEvent[],
  known: ReadonlyMap<string, About>,
  texts: TextsByHash,
): About[] {
  switch (event.type) {
    case 'suggestions-made': {
      const text = texts.get(event.data.textHash);
      const { lexiconVersion } = event.data;
      const made = (one: SuggestionInEvent | HeldInEvent) => ({ ...contentOf(one, text), lexiconVersion });
      return [
        ...event.data.suggestions.map((one) => ({ ...made(one), became: 'suggested' as const })),
        ...event.data.held.map((one) => ({ ...made(one), became: 'held' as const, reason: one.reason })),
      ];
    }
    case 'code-added': {
      const { suggestionId, coded, evidence } = event.data;
      const text = texts.get(currentRun(before).find((one) => one.type === 'text-extracted')?.data.textHash ?? '');
      const places = evidence.map((span) => ({ ...span, section: '', rule: 'reviewer' }));
      return [{ ...contentOf({ id: suggestionId, ...coded, evidence: places }, text), became: 'added' }];
    }
    case 'suggestion-decided': {
      const { suggestionId, decision } = event.data;
      const content = known.get(suggestionId) ?? unknown(suggestionId);
      if (decision.kind === 'accepted') return [{ ...content, became: 'accepted' }];
      if (decision.kind === 'rejected') return [{ ...content, became: 'rejected', reason: decision.reason }];
      const { concept, display } = decision.to;
      return [{ ...content, became: 'amended', code: concept?.code ?? null, display, instead: nameOf(content) }];
    }
    case 'decision-undone':
      return [{ ...(known.get(event.data.suggestionId) ?? unknown(event.data.suggestionId)), became: 'undone' }];
    default:
      return [];
  }
}

/** `Accepted a suggestion: Malignant neoplasm of breast (254837009).` The line as a sentence without its actor. */
export function sentenceOf({ type, says, about }: Pick<StoryLine, 'type' | 'says' | 'about'>): string {
  const names = type === 'suggestions-made' ? [] : about.map((one) => one.instead ?? nameOf(one));
  const sentence = `${says.slice(0, 1).toUpperCase()}${says.slice(1)}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

const nameOf = ({ code, display }: Pick<About, 'code' | 'display'>) => `${display}${code === null ? '' : ` (${code})`}`;

const unknown = (suggestionId: string) => ({ suggestionId, code: null, display: 'not in any run', words: [] });

function contentOf(
  { id, concept, display, evidence }: Pick<SuggestionInEvent, 'id' | 'concept' | 'display' | 'evidence'>,
  text: string | undefined,
) {
  const words = evidence.map(({ start, end, section, rule }) => ({
    start,
    end,
    section,
    rule,
    quote: text === undefined ? null : text.slice(start, end),
  }));
  return { suggestionId: id, code: concept?.code ?? null, display, words };
}

function differenceOf(event: LetterEvent, before: readonly LetterEvent[]): Pick<StoryLine, 'difference'> {
  const previous = before.findLast((one) => one.type === 'suggestions-made');
  if (event.type !== 'suggestions-made' || previous === undefined) return {};
  const named = ({ data }: typeof event) =>
    new Map(data.suggestions.map(({ id, concept, display }) => [id, `${concept?.code ?? 'no code'} ${display}`]));
  const [then, now] = [named(previous), named(event)];
  const missing = (from: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
    [...from].filter(([id]) => !other.has(id)).map(([, name]) => name);
  return { difference: { more: missing(now, then), fewer: missing(then, now) } };
}
