import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { Answer } from '../functions/core/answer.ts';
import type { Guard } from '../functions/core/lexicon/guards.ts';
import type { Lexicon, Term } from '../functions/core/lexicon/lexicon.ts';
import { asWritten } from '../functions/core/lexicon/prepare.ts';
import { assessLetter } from '../functions/core/reading/assess-letter.ts';
import { findMentions, type Mention } from '../functions/core/reading/mentions.ts';
import { findParts } from '../functions/core/reading/parts.ts';
import { findSentences } from '../functions/core/reading/sentences.ts';

/** What a phrase means to the lexicon, and why. */
export interface PhraseFound {
  /** As compared: spelling variants united, slips healed. */
  readonly words: readonly string[];
  readonly terms: readonly TermFound[];
  /** What the text alone, as a letter, would suggest and hold back: compositions and contexts included. */
  readonly answer: Pick<Answer, 'suggestions' | 'held' | 'stages'>;
  /** Where nothing matched: words of the lexicon close to each word it does not know. */
  readonly near: readonly { readonly word: string; readonly known: readonly string[] }[];
}

export interface TermFound {
  readonly text: string;
  /** The line of the data that matched. */
  readonly phrase: string;
  readonly layer: string;
  readonly means: string;
  readonly display: string;
  /** What must hold around the phrase, in words. */
  readonly guard: readonly string[];
  readonly outcome: 'counts' | 'hidden by a longer phrase' | 'its guard does not hold here' | 'not written so';
  readonly contexts?: Readonly<Record<'active' | 'suspected' | 'historyOf' | 'familyHistory', string>>;
}

export function findPhrase(text: string, lexicon: Lexicon, vocabulary: readonly string[]): PhraseFound {
  const tokens = lexicon.prepare(text);
  const sentences = findSentences(text, tokens, findParts(text, tokens, lexicon));
  const mentions = findMentions(tokens, sentences, lexicon);
  const terms = tokens.flatMap((token, from) =>
    lexicon.terms.matchesAt(tokens, from).flatMap(({ end, values }) =>
      values.map((term): TermFound => {
        const written = term.exact === null || asWritten(tokens.slice(from, end)) === term.exact;
        return {
          text: text.slice(token.start, tokens[end - 1]!.end),
          phrase: term.phrase,
          ...meaningOf(term, lexicon),
          guard: (lexicon.guards.lines.get(term.guard) ?? []).map(guardInWords),
          outcome: written ? outcomeOf(term, from, end, mentions) : 'not written so',
        };
      }),
    ),
  );
  const { suggestions, held, stages } = assessLetter({ id: 'find', text }, lexicon);
  const known = new Set(vocabulary);
  const strange = terms.length > 0 ? [] : tokens.filter(({ kind, word }) => kind === 'word' && !known.has(word));
  return {
    words: tokens.map(({ word }) => word),
    terms,
    answer: { suggestions, held, stages },
    near: strange.map(({ word }) => ({ word, known: nearWords(word, vocabulary) })),
  };
}

function meaningOf({ meaning }: Term, lexicon: Lexicon): Pick<TermFound, 'layer' | 'means' | 'display' | 'contexts'> {
  if (meaning.layer === 'morphology')
    return {
      layer: 'tumour type',
      means: meaning.morphology,
      display: compositionsWith('morphology', meaning.morphology, lexicon),
    };
  if (meaning.layer === 'site')
    return { layer: 'site', means: meaning.site, display: compositionsWith('site', meaning.site, lexicon) };
  const concept = lexicon.concepts.get(meaning.target);
  const context = lexicon.contexts.get(meaning.target);
  const shown = (id: string) =>
    id === 'do-not-code' ? `not coded (${context?.reason})` : `${id} ${lexicon.concepts.get(id)?.display ?? ''}`;
  return {
    layer: meaning.category,
    means: meaning.target,
    display: concept?.display ?? '',
    ...(context === undefined
      ? {}
      : {
          contexts: {
            active: shown(context.active),
            suspected: shown(context.suspected),
            historyOf: shown(context.historyOf),
            familyHistory: shown(context.familyHistory),
          },
        }),
  };
}

function guardInWords({ guard, condition, distance, sections, note }: Guard): string {
  const reach = Number.isFinite(distance) && distance > 0 ? ` within ${distance} words` : '';
  return `${guard}: ${condition}${reach} of ${[...sections].join('|')} (${note})`;
}

function compositionsWith(part: 'morphology' | 'site', slug: string, lexicon: Lexicon): string {
  const count = [...lexicon.compositions.keys()].filter(
    (key) => key.split('|')[part === 'morphology' ? 0 : 1] === slug,
  ).length;
  return `in ${count} compositions`;
}

function outcomeOf(term: Term, from: number, to: number, mentions: readonly Mention[]): TermFound['outcome'] {
  const layerOf = ({ meaning }: Pick<Term, 'meaning'>) =>
    meaning.layer === 'concept' ? meaning.category : meaning.layer;
  const same = mentions.filter((mention) => layerOf(mention) === layerOf(term));
  if (same.some((one) => one.from === from && one.to === to && one.phrase === term.phrase)) return 'counts';
  const hidden = same.some((one) => one.from < to && from < one.to);
  return hidden || term.guard === '' ? 'hidden by a longer phrase' : 'its guard does not hold here';
}

const NEAREST = 5;
const FARTHEST = 2;

/** By number of slips (Damerau 1964), then by the alphabet. */
export function nearWords(word: string, vocabulary: readonly string[]): string[] {
  return vocabulary
    .filter((known) => Math.abs(known.length - word.length) <= FARTHEST)
    .map((known) => ({ known, slips: DamerauLevenshteinDistance(word, known, { restricted: true }) }))
    .filter(({ slips }) => slips <= Math.min(FARTHEST, Math.floor(word.length / 3)))
    .sort((a, b) => a.slips - b.slips || (a.known < b.known ? -1 : 1))
    .slice(0, NEAREST)
    .map(({ known }) => known);
}
