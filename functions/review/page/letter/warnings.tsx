import type { LetterRecord } from '../../api/contract.ts';
import { conflictInWords, coverageInWords, reasonInWords, timeInWords } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { conflictId } from './marks.ts';

/** What a reviewer must know before deciding anything on this letter. */
export function Warnings({ record, onShow }: { readonly record: LetterRecord; readonly onShow: (of: string) => void }) {
  const { letter, pages, conflicts, likelyDuplicates, patient, text } = record;
  const unread = coverageInWords(pages);
  return (
    <>
      {letter.state === 'quarantined' ? <Notice title="Set aside for a person">{reasonInWords(letter)}</Notice> : null}
      {letter.byHand === undefined ? null : (
        <Notice title="To be coded by hand">
          {`${reasonInWords({ reason: letter.byHand })} Nothing is suggested for it: add the codes from the original.`}
        </Notice>
      )}
      {letter.supersededBy === undefined ? null : (
        <Notice title="Replaced">
          Another letter stands in place of this one:{' '}
          <PageLink to={{ name: 'letter', letterId: letter.supersededBy }}>open that letter</PageLink>.
        </Notice>
      )}
      {unread === null ? null : <Notice title="Not everything could be read">{unread}</Notice>}
      {patient.nhsNumber?.valid === false ? (
        <Notice title="Check the patient">
          The NHS number in this letter is not a valid one. Make sure whose letter this is.
        </Notice>
      ) : null}
      {likelyDuplicates.length === 0 ? null : (
        <Notice title="This letter may have come before">
          <ul class="nhsuk-list">
            {likelyDuplicates.map(({ letterId, receivedAt, senderName, sender, state }) => (
              <li key={letterId}>
                <PageLink to={{ name: 'letter', letterId }}>
                  {`The same text, received ${timeInWords(receivedAt)} from ${senderName ?? sender ?? 'a sender not known'}`}
                </PageLink>
                {state === 'completed' ? ' (completed)' : ''}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {conflicts.length === 0 ? null : (
        <Notice
          title={
            conflicts.length === 1 ? 'The letter contradicts itself' : 'The letter contradicts itself in several places'
          }
        >
          <p>These cannot both hold. Nothing was resolved: decide from the letter.</p>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {conflicts.map((conflict, index) => (
              <li key={conflictId(index)}>
                {`${conflictInWords(conflict, text ?? '')} `}
                <Button
                  look="link"
                  about={conflictInWords(conflict, text ?? '')}
                  onPress={() => onShow(conflictId(index))}
                >
                  Show in the letter
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
