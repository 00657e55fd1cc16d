import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type LetterView, placeInList, type SuggestionView, worklistOf } from '../core/views.ts';
import { completedKey, letterKey, receiptKey, suggestionKey } from './dynamo-tables.ts';

/** Views as they are stored: their keys, what an index finds them by, and the view itself as JSON. */

export type Item = Record<string, AttributeValue>;

export function receiptItem(letter: LetterView, sender: string): Item {
  return {
    ...toAttributes(receiptKey(sender, placeInList(letter))),
    sequence: { N: String(letter.sequence) },
    view: { S: JSON.stringify(letter) },
  };
}

export function completedItem({ letterId, sequence }: LetterView, practice: string, completedAt: string): Item {
  return {
    ...toAttributes(completedKey(practice, completedAt.slice(0, 10), letterId)),
    sequence: { N: String(sequence) },
  };
}

/** A letter's view as it is stored: for whoever writes many at once. */
export function letterItem(letter: LetterView, found: number): Item {
  const practice = worklistOf(letter);
  return {
    ...toAttributes(letterKey(letter.letterId)),
    sequence: { N: String(letter.sequence) },
    practiceState: { S: `${practice}#${letter.state}` },
    receivedAtLetter: { S: placeInList(letter) },
    ...(letter.patientHash === null ? {} : { practicePatient: { S: `${practice}#${letter.patientHash}` } }),
    found: { N: String(found) },
    view: { S: JSON.stringify(letter) },
  };
}

export function suggestionItem(suggestion: SuggestionView): Item {
  return {
    ...toAttributes(suggestionKey(suggestion.letterId, suggestion.id)),
    sequence: { N: String(suggestion.sequence) },
    view: { S: JSON.stringify(suggestion) },
  };
}

export function toAttributes(key: { pk: string; sk: string }): { pk: AttributeValue; sk: AttributeValue } {
  return { pk: { S: key.pk }, sk: { S: key.sk } };
}
