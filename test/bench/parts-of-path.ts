import type { Lexicon } from '../../functions/core/lexicon/lexicon.ts';
import type { LetterReader } from '../../functions/core/ports.ts';
import { findAmounts } from '../../functions/core/reading/amounts.ts';
import { assessLetter } from '../../functions/core/reading/assess-letter.ts';
import { findDates } from '../../functions/core/reading/dates.ts';
import { findFindings } from '../../functions/core/reading/findings.ts';
import { findFollowUps } from '../../functions/core/reading/follow-ups.ts';
import { findKeyWorkers } from '../../functions/core/reading/key-workers.ts';
import { bySentence } from '../../functions/core/reading/letter-read.ts';
import { findMentions } from '../../functions/core/reading/mentions.ts';
import { findParts } from '../../functions/core/reading/parts.ts';
import { findSentences } from '../../functions/core/reading/sentences.ts';
import { modifiersBySentence } from '../../functions/core/reading/statement-modifiers.ts';

/** As many as let Node's optimiser finish with the reading: after 41 rounds it takes a tenth longer than after 121. */
const ROUNDS = 121;

/** Milliseconds for all of the letters. */
export interface PartsOfPath {
  readonly extraction: number;
  /** From text to answer. */
  readonly reading: number;
  /** Of the reading: finding the lexicon's phrases and their context, without structure, stages and suggestions. */
  readonly matching: number;
  /** Of the matching: follow-ups, key workers and amounts, which are notations as stages are, and no phrases. */
  readonly notations: number;
}

/** Each part in turn, round by round, and of each its fastest round: a warm one, to which the rest of the machine added least. */
export async function measureParts(
  pdfs: readonly Uint8Array[],
  texts: readonly string[],
  reader: LetterReader,
  lexicon: Lexicon,
): Promise<PartsOfPath> {
  const rounds: PartsOfPath[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    for (const bytes of pdfs) await reader.read(bytes);
    const extracted = performance.now();
    for (const text of texts) assessLetter({ id: 'x', text }, lexicon);
    const reading = performance.now() - extracted;
    rounds.push({ extraction: extracted - begun, reading, ...matchingOf(texts, lexicon) });
  }
  const fastest = (part: keyof PartsOfPath) => Math.min(...rounds.map((one) => one[part]));
  return {
    extraction: fastest('extraction'),
    reading: fastest('reading'),
    matching: fastest('matching'),
    notations: fastest('notations'),
  };
}

function matchingOf(texts: readonly string[], lexicon: Lexicon): Pick<PartsOfPath, 'matching' | 'notations'> {
  let [matching, notations] = [0, 0];
  for (const text of texts) {
    const started = performance.now();
    const tokens = lexicon.prepare(text);
    matching += performance.now() - started;
    const sentences = findSentences(text, tokens, findParts(text, tokens, lexicon));
    const dates = findDates(text);
    const again = performance.now();
    const mentions = findMentions(tokens, sentences, lexicon);
    const letter = {
      id: 'x',
      text,
      tokens,
      sentences,
      mentions,
      mentionsIn: bySentence(mentions),
      modifiersIn: modifiersBySentence(text, tokens, lexicon),
      dates,
      latestYear: 0,
      written: text,
      writtenOn: null,
      lexicon,
    };
    findFindings(letter);
    const found = performance.now();
    matching += found - again;
    for (const find of [findFollowUps, findKeyWorkers, findAmounts]) find(letter);
    notations += performance.now() - found;
  }
  return { matching, notations };
}
