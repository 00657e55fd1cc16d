import type { Answer, Coverage } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { findPatient } from '../patient.ts';
import type { Page } from '../text-document.ts';
import { withChemoradiotherapy } from './chemoradiotherapy.ts';
import { findConflicts } from './conflicts.ts';
import { findDates, type WrittenDate } from './dates.ts';
import { findFindings } from './findings.ts';
import { impliedByStage } from './implied-by-stage.ts';
import { letterDateOf } from './letter-date.ts';
import { bySentence } from './letter-read.ts';
import { findMentions } from './mentions.ts';
import { withoutOwnAbbreviations } from './own-abbreviations.ts';
import { findParts } from './parts.ts';
import { plainText } from './plain-text.ts';
import { findSentences } from './sentences.ts';
import { findStages } from './stage-findings.ts';
import { withPastStages } from './stages-of-the-past.ts';
import { modifiersBySentence } from './statement-modifiers.ts';
import { suggest } from './suggest.ts';

export interface LetterText {
  readonly id: string;
  readonly text: string;
  /** Absent where the text came without pages: then it is one page. */
  readonly pages?: readonly Page[];
}

/**
 * Reads a letter and suggests codes: the same text, lexicon and engine give the same answer, byte for byte. Pure; takes
 * time linear in the length of the text.
 */
export function assessLetter({ id, text: written, pages }: LetterText, lexicon: Lexicon): Answer {
  const text = plainText(written);
  const tokens = lexicon.prepare(text);
  const parts = findParts(text, tokens, lexicon);
  const sentences = findSentences(text, tokens, parts);
  const named = withoutOwnAbbreviations(findMentions(tokens, sentences, lexicon), tokens);
  const mentions = withChemoradiotherapy(named, tokens, lexicon);
  const dates = findDates(text);
  const letter = {
    id,
    text,
    written,
    tokens,
    sentences,
    mentions,
    mentionsIn: bySentence(mentions),
    modifiersIn: modifiersBySentence(text, tokens, lexicon),
    dates,
    latestYear: latestYearOf(dates),
    writtenOn: letterDateOf(text, dates),
    lexicon,
  };
  const said = findFindings(letter);
  const stages = withPastStages(findStages(letter, said), said, letter);
  const findings = [...said, ...stages.findings, ...impliedByStage(said, stages.findings, letter)];
  const { suggestions, held } = suggest(letter, findings);
  const somethingSeen = suggestions.length > 0 || held.length > 0 || stages.stages.length > 0;
  return {
    id,
    outcome: somethingSeen ? 'assessed' : 'nothing-recognised',
    lexiconVersion: lexicon.version,
    engineVersion: lexicon.engineVersion,
    coverage: coverageOf(text, pages),
    patient: findPatient(text),
    suggestions,
    held,
    stages: stages.stages,
    conflicts: findConflicts(text, stages.stages, suggestions),
  };
}

/** From dates to the day, where there are any: plans for years ahead are made by the month. */
function latestYearOf(dates: readonly WrittenDate[]): number {
  const exact = dates.filter(({ precision }) => precision === 'day');
  return (exact.length > 0 ? exact : dates).reduce(
    (latest, { value }) => Math.max(latest, Number(value.slice(0, 4))),
    0,
  );
}

function coverageOf(
  text: string,
  pages: readonly Page[] = [{ start: 0, end: text.length, readable: text.trim() !== '' }],
): Coverage {
  return { pages: pages.length, pagesRead: pages.filter((page) => page.readable).length, characters: text.length };
}
