import type { Directory } from '../core/directory.ts';
import { Layout, organisationInWords } from './layout.tsx';
import type { LetterRecord } from './letter-record.ts';
import { LetterText } from './letter-text.tsx';
import { HeldList, StageTable, SuggestionList } from './suggestion-list.tsx';
import {
  conflictInWords,
  coverageInWords,
  nothingSuggestedInWords,
  reasonInWords,
  STATE_IN_WORDS,
  timeInWords,
} from './words.ts';

/** One letter: what was made of it beside its own words. */
export function LetterPage({ record, directory }: { record: LetterRecord; directory: Directory }) {
  const { letter, document, suggestions, held, stages, conflicts } = record;
  const sender = organisationInWords(directory, letter.sender);
  return (
    <Layout title={`${STATE_IN_WORDS[letter.state]}: letter from ${sender}, ${timeInWords(letter.receivedAt)}`}>
      <p>
        <a href={letter.practice === null ? '/?practice=-' : `/?practice=${letter.practice}`}>Back to the worklist</a>
      </p>
      <h1>{`Letter from ${sender}`}</h1>
      <Facts record={record} directory={directory} />
      <Warnings record={record} />
      {document === null ? null : (
        <div class="columns">
          <div class="column">
            <h2>Suggestions</h2>
            {suggestions.length === 0 ? <p>{whyNoneInWords(record)}</p> : <SuggestionList suggestions={suggestions} />}
            {stages.length === 0 ? null : <StageTable stages={stages} text={document.text} />}
            {conflicts.length === 0 ? null : (
              <>
                <h2>Conflicts</h2>
                <p>The letter says these, and they cannot both hold. Nothing was resolved.</p>
                <ul>
                  {conflicts.map((conflict) => (
                    <li>{conflictInWords(conflict, document.text)}</li>
                  ))}
                </ul>
              </>
            )}
            {held.length === 0 ? null : <HeldList held={held} />}
          </div>
          <div class="column">
            <h2>The letter</h2>
            <LetterText document={document} suggestions={suggestions} />
          </div>
        </div>
      )}
    </Layout>
  );
}

/** Nothing suggested, and nothing looked for, are different things. */
function whyNoneInWords({ letter, document }: LetterRecord): string {
  if (letter.lexiconVersion !== undefined) return nothingSuggestedInWords(document?.pages ?? []);
  if (letter.state === 'received') return 'Suggestions have not been made yet.';
  return 'No suggestions were made for this letter.';
}

function Facts({ record: { letter, object }, directory }: { record: LetterRecord; directory: Directory }) {
  return (
    <dl class="facts">
      <dt>State</dt>
      <dd>
        <strong class={`state state-${letter.state}`}>{STATE_IN_WORDS[letter.state]}</strong>
      </dd>
      <dt>For</dt>
      <dd>{organisationInWords(directory, letter.practice)}</dd>
      <dt>Received</dt>
      <dd>{timeInWords(letter.receivedAt)}</dd>
      <dt>Stored as</dt>
      <dd class="key">{object.key}</dd>
      {letter.lexiconVersion === undefined ? null : (
        <>
          <dt>Made with</dt>
          <dd>{`lexicon ${letter.lexiconVersion}, engine ${letter.engineVersion}`}</dd>
        </>
      )}
    </dl>
  );
}

/** What a reader must know before anything else. */
function Warnings({ record: { letter, document } }: { record: LetterRecord }) {
  const unread = document === null ? null : coverageInWords(document.pages);
  return (
    <>
      {letter.state === 'quarantined' ? <p class="warning">{reasonInWords(letter)}</p> : null}
      {letter.supersededBy === undefined ? null : (
        <p class="warning">
          {'Another letter stands in place of this one: '}
          <a href={`/letters/${letter.supersededBy}`}>open that letter</a>.
        </p>
      )}
      {unread === null ? null : <p class="warning">{unread}</p>}
    </>
  );
}
