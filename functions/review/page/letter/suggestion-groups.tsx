import { CATEGORY_IN_WORDS } from '../../words.ts';
import { AmendForm } from './amend-form.tsx';
import { RejectForm } from './reject-form.tsx';
import { SuggestionCard } from './suggestion-card.tsx';
import type { LetterInHand } from './use-letter.ts';

/** The suggestions by category, with the form that is open on one of them. */
export function SuggestionGroups({ hand, canDecide }: { readonly hand: LetterInHand; readonly canDecide: boolean }) {
  const { form, current, active, actions } = hand;
  return (
    <>
      {hand.groups.map(({ category, suggestions }) => (
        <section key={category} class="group" aria-labelledby={`group-${category}`}>
          <h3 class="nhsuk-heading-s" id={`group-${category}`}>
            {CATEGORY_IN_WORDS[category]}
          </h3>
          {suggestions.map(({ number, suggestion }) => {
            const { id, display } = suggestion;
            const open = form !== null && form.kind !== 'add' && form.id === id ? form.kind : null;
            const decide = (decision: Parameters<Parameters<typeof RejectForm>[0]['onReject']>[0]) =>
              hand.decide(id, { kind: 'decide', suggestionId: id, decision });
            return (
              <SuggestionCard
                key={id}
                number={number}
                suggestion={suggestion}
                isCurrent={id === current}
                isPointedAt={id === active}
                canDecide={canDecide}
                actions={actions}
              >
                {open === 'reject' ? <RejectForm display={display} onReject={decide} onClose={hand.closeForm} /> : null}
                {open === 'amend' ? (
                  <AmendForm suggestion={suggestion} onAmend={decide} onClose={hand.closeForm} />
                ) : null}
              </SuggestionCard>
            );
          })}
        </section>
      ))}
    </>
  );
}
