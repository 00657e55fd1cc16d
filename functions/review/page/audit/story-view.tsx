import { useState } from 'preact/hooks';
import { select } from '../../../core/trace/select.ts';
import type { LetterStory } from '../../api/audit-contract.ts';
import { STATE_IN_WORDS, timeInWords } from '../../words.ts';
import { Failed, Notice, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Select } from '../parts/select.tsx';
import { Title } from '../parts/title.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { FoundExport } from './found-export.tsx';
import { type About, aboutInWords, reasonInWords } from './in-words.ts';
import { ReadAgain } from './read-again.tsx';
import { codesOf, type Run, runsOf } from './runs.ts';
import { Timeline } from './timeline.tsx';
import { Verification } from './verification.tsx';

/** A letter's life, or one suggestion's from its words to its export, with the words of the letter. */
export function StoryView({ letterId }: { readonly letterId: string }) {
  const page = usePage();
  const [asked, again] = useAsked(() => page.calls.story(letterId), [letterId]);
  return (
    <>
      <p>
        <PageLink to={{ name: 'audit' }}>Back to the search</PageLink>
        {' · '}
        <PageLink to={{ name: 'letter', letterId }}>The letter</PageLink>
        {' · '}
        <PageLink to={{ name: 'history', letterId }}>Events as stored</PageLink>
      </p>
      <Title words="Story of a letter" />
      <p class="story-says">{`Letter ${letterId}`}</p>
      {asked.kind === 'asking' ? <Waiting what="the story" /> : null}
      {asked.kind === 'failed' ? <Failed why={asked.why} onAgain={again} /> : null}
      {asked.kind === 'here' ? <Story story={asked.value} /> : null}
    </>
  );
}

function Story({ story }: { readonly story: LetterStory }) {
  const [suggestionId, setSuggestionId] = useState('');
  const { letterId, state, practice, textProblem, lines } = story;
  const shown = suggestionId === '' ? lines : select(lines, { suggestionId });
  return (
    <>
      <p>{`${STATE_IN_WORDS[state]}; practice ${practice ?? 'not known'}.`}</p>
      {textProblem === null ? null : (
        <Notice title="The text is missing or was altered">
          <p>{`${textProblem}. Its words are not shown.`}</p>
        </Notice>
      )}
      <Verification letterId={letterId} />
      <ReadAgain letterId={letterId} />
      <Runs runs={runsOf(lines)} />
      <section aria-labelledby="timeline">
        <h2 class="nhsuk-heading-s" id="timeline">
          What happened
        </h2>
        <Select
          label="Follow one code"
          value={suggestionId}
          options={[['', 'All of the letter'], ...codesOf(lines)]}
          onChoose={setSuggestionId}
        />
        <Timeline lines={shown} />
        <FoundExport question={suggestionId === '' ? { letterId } : { letterId, suggestionId }} />
      </section>
    </>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  if (runs.length < 2) return null;
  return (
    <section aria-labelledby="runs">
      <h2 class="nhsuk-heading-s" id="runs">
        What each new reading changed
      </h2>
      {runs.map(({ sequence, at, lexiconVersion, difference }) =>
        difference === null ? null : (
          <div key={sequence}>
            <h3 class="nhsuk-heading-xs">
              {`Event ${sequence}, ${timeInWords(at)}${lexiconVersion === undefined ? '' : `, lexicon ${lexiconVersion}`}`}
            </h3>
            <Changed name="Came" items={difference.came.map(nameOf)} />
            <Changed
              name="Went"
              items={difference.went.map(({ about, heldFor }) =>
                heldFor === undefined ? nameOf(about) : `${nameOf(about)}, now held back: ${reasonInWords(heldFor)}`,
              )}
            />
            <Changed name="Stayed" items={difference.stayed.map(nameOf)} />
          </div>
        ),
      )}
    </section>
  );
}

const nameOf = (about: About) => aboutInWords(about).replace(/^Suggested: /, '');

function Changed({ name, items }: { readonly name: string; readonly items: readonly string[] }) {
  return <p>{`${name}: ${items.length === 0 ? 'none' : items.join('; ')}.`}</p>;
}
