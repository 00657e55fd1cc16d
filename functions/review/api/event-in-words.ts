import type { LetterEvent } from '../../core/events.ts';
import type { Decision } from '../../core/happenings/review.ts';
import { REASON_IN_WORDS } from '../../core/quarantine-words.ts';

/** What an event means, for people: never words of the letter. `chain` is the letter's, for the names of its codes. */
export function eventInWords(event: LetterEvent, chain: readonly LetterEvent[]): string {
  const named = (suggestionId: string) => nameOf(suggestionId, chain);
  switch (event.type) {
    case 'letter-received':
      return `Arrived from ${event.data.sender ?? 'an unknown sender'} for ${event.data.practice ?? 'an unknown practice'}.`;
    case 'letter-quarantined':
      return `Set aside. ${REASON_IN_WORDS[event.data.reason]}`;
    case 'text-extracted': {
      const { pages, pagesRead } = event.data.coverage;
      return `Text read: ${pagesRead} of ${counted(pages, 'page')}.`;
    }
    case 'suggestions-made': {
      const { suggestions, held, lexiconVersion, because } = event.data;
      const again = because === undefined ? '' : ' again, by a later lexicon or engine';
      return `Assessed${again}: ${counted(suggestions.length, 'suggestion')}, ${held.length} held back (lexicon ${lexiconVersion}).`;
    }
    case 'letter-superseded':
      return event.data.because === 'duplicate'
        ? `The same file had come before: letter ${event.data.by} stands for it.`
        : `Replaced by an amended version: letter ${event.data.by}.`;
    case 'quarantine-decided':
      return `${QUARANTINE_IN_WORDS[event.data.action]}${noted(event.data.note)}`;
    case 'letter-opened':
      return OPENED_IN_WORDS[event.data.what];
    case 'suggestion-decided':
      return `${decisionInWords(event.data.decision)} ${named(event.data.suggestionId)}${ending(event.data.decision)}`;
    case 'decision-undone':
      return `Took back event ${event.data.undoes} on ${named(event.data.suggestionId)}.`;
    case 'code-added':
      return `Added ${named(event.data.suggestionId)}.`;
    case 'letter-completed':
      return `Completed: ${event.data.accepted} accepted, ${event.data.rejected} rejected.`;
    case 'letter-reopened':
      return `Opened again.${noted(event.data.note)}`;
    case 'letter-exported':
      return `Exported as ${event.data.format}: ${counted(event.data.codes, 'code')}.`;
    case 'access-refused':
      return `Asked for without the right to it, and refused (${event.data.asked}).`;
    default:
      event satisfies never;
      return '';
  }
}

const QUARANTINE_IN_WORDS = {
  released: 'Released to the practice, to be coded from the original by hand.',
  'sent-again': 'Sent through once more, from the start.',
  returned: 'Returned to its sender.',
} as const;

const OPENED_IN_WORDS = {
  letter: 'Opened.',
  ahead: 'Loaded ahead, before it was turned to.',
  original: 'Original file opened.',
} as const;

function decisionInWords(decision: Decision): string {
  return { accepted: 'Accepted', rejected: 'Rejected', amended: 'Amended' }[decision.kind];
}

function ending(decision: Decision): string {
  if (decision.kind === 'accepted')
    return decision.because === undefined ? '.' : ', as on an earlier letter of this patient.';
  if (decision.kind === 'rejected') return `: ${decision.reason.replaceAll('-', ' ')}.${noted(decision.note)}`;
  const { display, concept } = decision.to;
  return ` to ${display}${concept === null ? '' : ` (${concept.code})`}.${noted(decision.note)}`;
}

/** The code as it was suggested or added last, by its lexicon's name. */
function nameOf(suggestionId: string, chain: readonly LetterEvent[]): string {
  for (const event of chain.toReversed()) {
    if (event.type === 'code-added' && event.data.suggestionId === suggestionId) return inWords(event.data.coded);
    if (event.type !== 'suggestions-made') continue;
    const suggestion = event.data.suggestions.find(({ id }) => id === suggestionId);
    if (suggestion !== undefined) return inWords(suggestion);
  }
  return `suggestion ${suggestionId}`;
}

const inWords = ({ display, concept }: { display: string; concept: { code: string } | null }) =>
  `${display}${concept === null ? '' : ` (${concept.code})`}`;

const noted = (note: string | undefined) => (note === undefined ? '' : ` Note: ${note}`);
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
