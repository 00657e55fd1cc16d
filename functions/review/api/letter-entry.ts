import { type Directory, organisationName } from '../../core/directory.ts';
import type { LetterView } from '../../core/views.ts';
import type { LetterEntry } from './contract.ts';

/** A letter with its organisations by name. */
export function letterEntry(letter: LetterView, directory: Directory): LetterEntry {
  const nameOf = (ods: string | null) => (ods === null ? null : organisationName(directory, ods));
  return { ...letter, practiceName: nameOf(letter.practice), senderName: nameOf(letter.sender) };
}
