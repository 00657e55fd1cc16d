import type { Category } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Context } from './context.ts';
import { isDrug } from './drug-names.ts';
import type { Sentence } from './sentences.ts';

/** What a span is taken to be: of a category of the lexicon, or a finding. */
export type ExplainedAs = { readonly category: Category; readonly lasting: boolean } | 'finding';

/**
 * What the lexicon knows of the words: a tumour or a treatment it names at their end, as in "hormone treatment with letrozole", or a
 * procedure by the form of its last words. All else is a finding.
 */
export function explainedAs(
  { from, to }: { readonly from: number; readonly to: number },
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): ExplainedAs {
  for (let at = from; at < to; at++)
    for (const { end, values } of lexicon.terms.matchesAt(tokens, at))
      for (const { meaning, exact, guard } of values) {
        if (meaning.layer !== 'concept' || end > to || guard !== '') continue;
        if (
          exact !== null &&
          exact !==
            tokens
              .slice(at, end)
              .map(({ raw }) => raw)
              .join('')
        )
          continue;
        if (meaning.category === 'diagnosis') return { category: 'diagnosis', lasting: false };
        if (meaning.category === 'treatment' && end === to)
          return { category: 'treatment', lasting: !isEvent(lexicon.concepts.get(meaning.target)?.mdsItem ?? '') };
      }
  if (isImaging({ from, to }, tokens)) return { category: 'treatment', lasting: false };
  for (let at = from; at < to; at++)
    if (
      PROCEDURES.test(tokens[at]!.norm) &&
      (at === to - 1 || /^(?:of|for|to|under|\d{4})$/.test(tokens[at + 1]!.norm))
    )
      return { category: 'treatment', lasting: false };
  const named =
    to - from <= LONGEST_DRUG && !tokens.slice(from, to).some(({ word }) => /^(?:to|from|with|by)$/.test(word));
  return named && isDrug(tokens[to - 1]!.norm) ? { category: 'treatment', lasting: true } : 'finding';
}

/** "CT head", "MRI of the spine", "chest x-ray": not "CT findings". */
function isImaging(
  { from, to }: { readonly from: number; readonly to: number },
  tokens: readonly MatchToken[],
): boolean {
  if (to - from > LONGEST_DRUG) return false;
  const words = tokens.slice(from, to).map(({ norm }) => norm);
  return (
    (IMAGING.test(words[0]!) || (words[0] === 'x' && words[1] === 'ray')) && !words.some((word) => OF_A_SCAN.test(word))
  );
}
const IMAGING =
  /^(?:ct|ctpa|mri|mrcp|uss|ultrasound|echo|echocardiogram|pet|doppler|dexa|dxa|xray|xr|cxr|axr|ecg|ekg|eeg|emg|spirometry|holter|endoscopy|ogd|ercp|angiography)$/;
const OF_A_SCAN =
  /^(?:findings?|changes?|evidence|appearances?|results?|reports?|proven|confirmed|abnormalit(?:y|ies)|shows?|showed|normal|positive|negative|criteria|features?|signs?|lesions?|is|was|of what)$/;

const LONGEST_DRUG = 5;

/** What is said of a treatment that is told as an event: one of long ago is the past, one that was not given is nothing of the past. */
export function asEvent(
  said: Context,
  { from, to, sentence }: { readonly from: number; readonly to: number; readonly sentence: Sentence },
  tokens: readonly MatchToken[],
): Context {
  const { certainty, temporality } = said.assertion;
  if (isTurnedDown(to, sentence, tokens) || isNeverReached({ from, to }, sentence, tokens))
    return { ...said, assertion: { ...said.assertion, certainty: 'negated', temporality: 'current' } };
  if (
    certainty === 'negated' &&
    said.modifiers.some(({ rule }) => /^(?:never|no previous|no prior|no history)\b/.test(rule.trigger))
  )
    return { ...said, assertion: { ...said.assertion, temporality: 'historical' } };
  // "Has opted not to have surgery"; but "no operation is planned".
  const turnedDown =
    said.categories.has('declined') ||
    said.modifiers.some(({ rule }) => rule.category === 'planned' && rule.trigger.startsWith('to '));
  if (certainty === 'negated' && (temporality === 'hypothetical' || (temporality === 'planned' && turnedDown)))
    return { ...said, assertion: { ...said.assertion, temporality: 'current' } };
  if (temporality === 'current' && certainty === 'confirmed' && wasTried(to, sentence, tokens))
    return { ...said, assertion: { ...said.assertion, temporality: 'historical' } };
  if (temporality !== 'completed') return said;
  if (/^(?:requested|awaited|pending|ordered|arranged|booked|scheduled|planned)$/.test(tokens[to]?.word ?? ''))
    return { ...said, assertion: { ...said.assertion, temporality: 'planned' } };
  if (certainty === 'confirmed' && isOfThisStay(sentence, tokens)) return said;
  const past =
    sentence.section === 'past-history' ||
    said.categories.has('historical') ||
    tokens.slice(sentence.from, sentence.to).some(({ word }, i, all) => isLongAgo(word, all[i + 1]?.word ?? '')) ||
    isYear(tokens[to - 1]?.raw ?? '');
  if (!past && certainty === 'confirmed') return said;
  return { ...said, assertion: { ...said.assertion, temporality: past ? 'historical' : 'current' } };
}

/** "Was considered but not pursued", "offered, but declined". */
function isTurnedDown(from: number, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < Math.min(sentence.to, from + FARTHEST_ANSWER); i++) {
    const { raw, word } = tokens[i]!;
    if (/^[.;(]$/.test(raw) || (raw === ':' && i > from) || /^(?:for|if|unless|he|she|they|until)$/.test(word))
      return false;
    if (/^(?:withheld|refused|declined|rejected|omitted)$/.test(word)) return tokens[i - 1]?.word !== 'not';
    if (word === 'held' && /^(?:was|were|being|been)$/.test(tokens[i - 1]?.word ?? '')) return true;
    if (word === 'not' && NOT_TAKEN_UP.test(tokens[i + 1]?.word ?? '')) return true;
  }
  return false;
}
/** "Left before the CT could be done", "absconded before bloods were taken". */
function isNeverReached(
  { from, to }: { readonly from: number; readonly to: number },
  sentence: Sentence,
  tokens: readonly MatchToken[],
): boolean {
  let before = from - 1;
  while (before > sentence.from && /^(?:the|an?|any|his|her|their)$/.test(tokens[before]!.word)) before--;
  if (before < sentence.from || tokens[before]!.word !== 'before') return false;
  if (tokens.slice(to, Math.min(sentence.to, to + 2)).some(({ word }) => word === 'could')) return true;
  return tokens.slice(sentence.from, before).some(({ word }) => LEFT.test(word));
}
const LEFT = /^(?:left|absconded|discharged|walked|ama|died|transferred|dna)$/;

/** "Lithium was tried in 2015": not "started in 2015". */
function wasTried(to: number, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  const behind = tokens.slice(to, Math.min(sentence.to, to + FARTHEST_ANSWER));
  return (
    behind.some(({ word }) => /^(?:tried|trialled|used|taken|given|stopped|discontinued)$/.test(word)) &&
    behind.some(({ word }, i) => isLongAgo(word, behind[i + 1]?.word ?? '')) &&
    !behind.some(({ word }) => word === 'since')
  );
}
const FARTHEST_ANSWER = 7;
const NOT_TAKEN_UP =
  /^(?:pursued|given|done|started|performed|needed|required|undertaken|indicated|appropriate|wanted|accepted|attempted|offered|commenced|felt|deemed|thought|taken|carried)$/;

function isLongAgo(word: string, next: string): boolean {
  return (
    isYear(word) ||
    /^(?:aged|childhood|previous|prior|previously)$/.test(word) ||
    (word === 'at' && /^\d{1,2}$/.test(next)) ||
    (/^(?:years?|yrs|decades)$/.test(word) && /^(?:ago|back|previously|earlier)$/.test(next))
  );
}

/** "POD1", "post-op day 2". */
export function isOfThisStay({ from, to }: Sentence, tokens: readonly MatchToken[]): boolean {
  return tokens
    .slice(from, to)
    .some(({ word }, i, all) => /^pod\d{1,2}$/.test(word) || (word === 'pod' && /^[#\d]/.test(all[i + 1]?.raw ?? '')));
}

function isYear(word: string): boolean {
  return /^(?:19[3-9]|20[0-4])\d$/.test(word);
}

function isEvent(item: string): boolean {
  return item === 'surgery' || item === 'radiotherapy';
}

/** Procedures, tests and care by the endings and words their names are made of. */
const PROCEDURES =
  /(?:ectomy|otomy|ostomy|oscopy|plasty|pexy|centesis|desis|rrhaphy|graphy)$|^(?:surgery|operation|replacement|transplant|transplantation|graft|cabg|biopsy|mri|ct|ultrasound|scan|xray|ray|physiotherapy|vaccination|vaccine|jab|immunisation|insertion|transfusion|dialysis|drain|puncture|thrombolysis|intubation|catheterisation|catheterization|angiogram|stent|stenting|ablation|cardioversion|rehabilitation|decompression|repair|fixation|amputation|admission|referral|resection|excision|bypass|pacemaker|cast|debridement|endoscopy|echocardiogram|extraction|section|injection|injections|infusion|chemotherapy|radiotherapy|irrigation|lavage|embolisation|embolization|induction|implantation|fusion|nephrostomy|epidural|appy|orif|turp|turbt|tavi|whipple|whipples|hartmann|hartmanns|discectomy|csection|lscs|delivery|ventouse)$/;
