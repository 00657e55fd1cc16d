import { useState } from 'preact/hooks';
import type { QuarantineAction } from '../../../core/happenings/operator.ts';
import type { LetterEntry } from '../../api/contract.ts';
import { reasonInWords, timeInWords } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { TextField } from '../parts/select.tsx';
import { Title } from '../parts/title.tsx';
import { useAsked, whyInWords } from '../parts/use-asked.ts';
import { ageInWords } from '../words/ages.ts';

/** What could not be read, and what an operator can do about each. */
export function QuarantineView() {
  const page = usePage();
  const [from, setFrom] = useState<string>();
  const [asked, again] = useAsked(() => page.calls.quarantine(from), [from]);
  return (
    <>
      <Title words="Letters set aside" />
      <p>Each of these stopped for a reason that trying again by itself cannot mend. A person has to look.</p>
      {asked.kind === 'asking' ? <Waiting what="the letters" /> : null}
      {asked.kind === 'failed' ? <Failed why={asked.why} onAgain={again} /> : null}
      {asked.kind === 'here' && asked.value.letters.length === 0 ? <p>No letter is set aside.</p> : null}
      {asked.kind === 'here' ? (
        <>
          <ul class="set-aside">
            {asked.value.letters.map((letter) => (
              <SetAside key={letter.letterId} letter={letter} onDone={again} />
            ))}
          </ul>
          {asked.value.next === undefined ? null : (
            <Button onPress={() => setFrom(asked.value.next)}>Further letters</Button>
          )}
        </>
      ) : null}
    </>
  );
}

const ACTIONS: readonly { readonly action: QuarantineAction; readonly words: string; readonly does: string }[] = [
  { action: 'released', words: 'Release', does: 'To the practice’s worklist, to be coded from the original by hand.' },
  { action: 'sent-again', words: 'Read again', does: 'From the start, as if it had just come.' },
  { action: 'returned', words: 'Return to sender', does: 'The sender sees your note in the letter’s receipt.' },
];

function SetAside({ letter, onDone }: { readonly letter: LetterEntry; readonly onDone: () => void }) {
  const page = usePage();
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string>();
  const about = `letter received ${timeInWords(letter.receivedAt)}`;

  async function decide(action: QuarantineAction, words: string): Promise<void> {
    if (action === 'returned' && note.trim() === '')
      return setProblem('Write a note: the sender has to know what to do');
    const decision = { action, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    const answer = page.noted(await page.calls.decideQuarantine(letter.letterId, decision));
    if (answer.kind !== 'ok') return setProblem(whyInWords(answer));
    page.say(`${words}: ${about}. Stored.`);
    onDone();
  }

  return (
    <li class="card">
      <h2 class="nhsuk-heading-s">{reasonInWords(letter)}</h2>
      <p>
        {`From ${letter.senderName ?? letter.sender ?? 'a sender not known'}, for ${letter.practiceName ?? letter.practice ?? 'a practice not known'}. Received ${timeInWords(letter.receivedAt)}, ${ageInWords(letter.receivedAt, Date.now())} ago.`}
      </p>
      {letter.returned ? <p>Returned to its sender.</p> : null}
      {page.state.get().me?.roles.includes('operator') !== true ? null : (
        <>
          <TextField label="Note" hint="Nothing about the patient." value={note} error={problem} onInput={setNote} />
          <div class="actions">
            {ACTIONS.map(({ action, words, does }) => (
              <div key={action} class="action">
                <Button onPress={() => void decide(action, words)} about={about}>
                  {words}
                </Button>
                <span class="nhsuk-hint">{does}</span>
              </div>
            ))}
          </div>
        </>
      )}
    </li>
  );
}
