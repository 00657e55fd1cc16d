import { useState } from 'preact/hooks';
import type { LetterReplay } from '../../api/checks-contract.ts';
import { Button } from '../parts/button.tsx';
import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { useAsked } from '../parts/use-asked.ts';
import { letterReplayInWords } from './checked.ts';

/** Whether the service would suggest the same for this letter today: asked for, since it reads the letter again. */
export function ReadAgain({ letterId }: { readonly letterId: string }) {
  const [isAsked, ask] = useState(false);
  return (
    <section aria-labelledby="read-again">
      <h2 class="nhsuk-heading-s" id="read-again">
        Would it suggest the same today?
      </h2>
      {isAsked ? <Result letterId={letterId} /> : <Button onPress={() => ask(true)}>Read it again</Button>}
    </section>
  );
}

function Result({ letterId }: { readonly letterId: string }) {
  const page = usePage();
  const [asked, again] = useAsked(() => page.calls.replay(letterId), [letterId]);
  if (asked.kind === 'asking') return <Waiting what="what it says today" />;
  if (asked.kind === 'failed') return <Failed why={asked.why} onAgain={again} />;
  const { replayed } = asked.value;
  return (
    <>
      <p>{letterReplayInWords(asked.value)}</p>
      {replayed === null || replayed.same ? null : (
        <>
          <Changes name="New" changes={replayed.more} />
          <Changes name="No longer" changes={replayed.fewer} />
          <Changes name="Otherwise" changes={replayed.other} />
        </>
      )}
    </>
  );
}

type Change = NonNullable<LetterReplay['replayed']>['more'][number];

function Changes({ name, changes }: { readonly name: string; readonly changes: readonly Change[] }) {
  const names = changes.map(({ code, display }) => `${display}${code === null ? '' : ` (${code})`}`);
  return <p>{`${name}: ${names.length === 0 ? 'none' : names.join('; ')}.`}</p>;
}
