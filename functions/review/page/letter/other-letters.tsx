import type { LetterRecord } from '../../api/contract.ts';
import { STATE_IN_WORDS, timeInWords } from '../../words.ts';
import { PageLink } from '../parts/page-link.tsx';
import { codedInWords } from '../words/acts.ts';
import { counted } from '../words/ages.ts';

/** The patient's other letters in this practice, with the codes already accepted on them. */
export function OtherLetters({ letters }: { readonly letters: LetterRecord['otherLetters'] }) {
  if (letters.length === 0) return null;
  return (
    <details class="nhsuk-details">
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">{`Of this patient: ${counted(letters.length, 'other letter')}`}</span>
      </summary>
      <ul class="nhsuk-details__text">
        {letters.map(({ letter, accepted }) => (
          <li key={letter.letterId}>
            <PageLink to={{ name: 'letter', letterId: letter.letterId }}>
              {`Received ${timeInWords(letter.receivedAt)} from ${letter.senderName ?? letter.sender ?? 'a sender not known'}`}
            </PageLink>
            {` (${STATE_IN_WORDS[letter.state].toLowerCase()})`}
            {accepted.length === 0 ? null : (
              <ul>
                {accepted.map((coded) => (
                  <li key={`${coded.category} ${coded.concept?.code ?? coded.display}`}>{codedInWords(coded)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
