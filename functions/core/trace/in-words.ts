import type { Actor, LetterEvent } from '../events.ts';
import type { Decision } from '../happenings/review.ts';
import { REASON_IN_WORDS } from '../quarantine-words.ts';

/** What an event says, as a sentence whose subject is its actor. Names no patient and no file. */
export function inWords(event: LetterEvent): string {
  switch (event.type) {
    case 'letter-received': {
      const { object, sizeBytes, contentHash, sender, practice } = event.data;
      const size = sizeBytes === null ? 'whose size is not known' : `of ${sizeBytes} bytes`;
      return `received document version ${object.versionId} ${size}, SHA-256 ${contentHash ?? 'not known'}, from ${sender ?? 'no known sender'} for ${practice ?? 'no known practice'}`;
    }
    case 'text-extracted': {
      const { coverage, extractor, textHash } = event.data;
      return `read ${coverage.pagesRead} of ${coverage.pages} pages, ${coverage.characters} characters, with ${extractor.name} ${extractor.version}; the text's SHA-256 is ${textHash}`;
    }
    case 'letter-quarantined':
      return `set the letter aside (${event.data.reason}): ${REASON_IN_WORDS[event.data.reason]}`;
    case 'quarantine-decided':
      return `${QUARANTINE_ENDS[event.data.action]}${noted(event.data.note)}`;
    case 'suggestions-made': {
      const { suggestions, held, lexiconVersion, engineVersion, because } = event.data;
      const again = because === undefined ? '' : ' in a new run';
      return `suggested ${suggestions.length} codes and held back ${held.length}${again}, with lexicon ${lexiconVersion} and engine ${engineVersion}`;
    }
    case 'letter-superseded':
      return event.data.because === 'duplicate'
        ? `took it for the same as letter ${event.data.by}, byte for byte`
        : `replaced it by its amended version, letter ${event.data.by}`;
    case 'letter-opened':
      return OPENED[event.data.what];
    case 'suggestion-decided': {
      const { before, decision } = event.data;
      const instead = before === null ? '' : `; before that it was ${decisionInWords(before, '')}`;
      return `${decisionInWords(decision, ' a suggestion')}, seen as event ${event.data.basedOn} had left it${instead}`;
    }
    case 'decision-undone':
      return `took back what event ${event.data.undoes} had decided`;
    case 'code-added':
      return `added a code that was not suggested, on ${event.data.evidence.length} places of the letter`;
    case 'letter-completed':
      return `completed the letter: ${event.data.accepted} codes taken, ${event.data.rejected} rejected`;
    case 'letter-reopened':
      return `opened the completed letter for work again${noted(event.data.note)}`;
    case 'letter-exported': {
      const { format, scope, codes, contentHash } = event.data;
      return `was given ${codes} codes as ${format}, ${scope === 'day' ? 'with the other letters of a day' : 'alone'}; SHA-256 of what was handed over ${contentHash}`;
    }
    case 'access-refused':
      return `asked for ${event.data.asked} without the right to it, and was told there is none`;
    default:
      return event satisfies never;
  }
}

/** `ada (reviewer)`, `the service (extract)` */
export function actorInWords({ kind, id, role }: Actor): string {
  return kind === 'service' ? `the service (${id})` : `${id} (${role ?? 'no role'})`;
}

function decisionInWords(decision: Decision, what: string): string {
  switch (decision.kind) {
    case 'accepted':
      return `accepted${what}${decision.because === undefined ? '' : ' (as in an earlier letter of this patient)'}`;
    case 'rejected':
      return `rejected${what} (${decision.reason})${noted(decision.note)}`;
    case 'amended':
      return `amended${what} to ${decision.to.concept?.code ?? 'no code'} ${decision.to.display}${noted(decision.note)}`;
    default:
      return decision satisfies never;
  }
}

const noted = (note: string | undefined) => (note === undefined ? '' : `, noting: ${JSON.stringify(note)}`);

const QUARANTINE_ENDS = {
  released: 'released the letter to its practice, to be coded from the original by hand',
  'sent-again': 'sent the letter through once more, from the start',
  returned: 'returned the letter to its sender',
};

const OPENED = {
  letter: 'opened the letter',
  ahead: 'was sent the letter ahead of turning to it',
  original: 'opened the original document',
};
