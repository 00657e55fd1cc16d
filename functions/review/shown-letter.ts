import { shareOfLinesKept } from '../core/amendment.ts';
import type { LetterEvent } from '../core/events.ts';
import type { Lexicon } from '../core/lexicon/lexicon.ts';
import { findPatient } from '../core/patient.ts';
import { findParts } from '../core/reading/parts.ts';
import { plainText } from '../core/reading/plain-text.ts';
import { acceptedBefore, type OtherLetter } from '../core/review/accepted-before.ts';
import { letterOf } from '../core/review/open-letter.ts';
import type { Span } from '../core/span.ts';
import type { Changed, LetterEntry, LetterRecord } from './api/contract.ts';
import { letterEntry } from './api/letter-entry.ts';
import type { ReviewPorts } from './ports.ts';
import type { Surroundings } from './surroundings.ts';

/** A letter and its suggestions as its events leave them, with the words they point at cut from its text. */
export function letterNow(
  { directory }: Pick<ReviewPorts, 'directory'>,
  chain: readonly LetterEvent[],
  { document, others }: Surroundings,
): Changed {
  const { letter, suggestions } = letterOf(chain);
  const before = acceptedBefore(letter, suggestions, others);
  return {
    letter: letterEntry(letter, directory),
    suggestions: suggestions.map((suggestion) => {
      const earlier = before.get(suggestion.id);
      const shown = { ...suggestion, evidence: withWords(suggestion.evidence, document?.text ?? '') };
      return earlier === undefined ? shown : { ...shown, acceptedBefore: earlier };
    }),
  };
}

/** All that a reviewer is shown of a letter. */
export async function letterRecord(
  ports: ReviewPorts,
  chain: readonly LetterEvent[],
  surroundings: Surroundings,
): Promise<LetterRecord> {
  const { document, others } = surroundings;
  const text = document?.text ?? null;
  const made = chain.findLast((event) => event.type === 'suggestions-made')?.data;
  const first = chain[0];
  return {
    ...letterNow(ports, chain, surroundings),
    storedAs: first?.type === 'letter-received' ? first.data.object.key : '',
    text,
    pages: document?.pages ?? [],
    sections: text === null ? [] : sectionsOf(text, ports.lexicon),
    patient: text === null ? {} : findPatient(text),
    held: (made?.held ?? []).map((held) => ({ ...held, evidence: withWords(held.evidence, text ?? '') })),
    stages: made?.stages ?? [],
    conflicts: made?.conflicts ?? [],
    otherLetters: others.map(({ letter, accepted }) => ({
      letter: letterEntry(letter, ports.directory),
      accepted: [...accepted],
    })),
    likelyDuplicates: text === null ? [] : await likelyDuplicates(ports, text, others),
  };
}

function withWords<E extends Span>(evidence: readonly E[], text: string): (E & { quote: string })[] {
  return evidence.map((place) => ({ ...place, quote: text.slice(place.start, place.end) }));
}

/** Stretches under one heading; what stands under none is left out. */
function sectionsOf(written: string, lexicon: Lexicon): LetterRecord['sections'] {
  const text = plainText(written);
  const sections: LetterRecord['sections'] = [];
  for (const { section: name, start, end } of findParts(text, lexicon.prepare(text), lexicon)) {
    const last = sections.at(-1);
    if (last?.name === name && text.slice(last.end, start).trim() === '') last.end = end;
    else sections.push({ start, end, name });
  }
  return sections.filter(({ name }) => name !== 'letter');
}

/** Texts are read one by one, so only the patient's newest letters are compared. */
const MOST_COMPARED = 10;
/** Share of either text's lines that the other has: a reference or a page number may differ. */
const ALIKE = 0.95;

async function likelyDuplicates(
  ports: Pick<ReviewPorts, 'texts' | 'directory'>,
  text: string,
  others: readonly OtherLetter[],
): Promise<LetterEntry[]> {
  const compared = others.slice(0, MOST_COMPARED).map(async ({ letter }) => {
    if (letter.textHash === undefined) return [];
    const other = await ports.texts.get(letter.letterId, letter.textHash).catch(() => null);
    const alike = other !== null && isAlike(text, other.text);
    return alike ? [letterEntry(letter, ports.directory)] : [];
  });
  return (await Promise.all(compared)).flat();
}

function isAlike(one: string, other: string): boolean {
  return shareOfLinesKept(one, other) >= ALIKE && shareOfLinesKept(other, one) >= ALIKE;
}
