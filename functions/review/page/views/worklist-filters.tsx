import { CATEGORY_IN_WORDS } from '../../words.ts';
import { usePage } from '../parts/page-context.ts';
import { Select } from '../parts/select.tsx';
import { useAsked } from '../parts/use-asked.ts';
import type { FullQuery } from '../state/view.ts';

/** Narrows the worklist at once; each choice is an address of its own. */
export function WorklistFilters({ query }: { readonly query: FullQuery }) {
  const page = usePage();
  const { me, queue } = page.state.get();
  const [groups] = useAsked(page.calls.groups, []);
  const senders = new Map(
    (queue?.letters ?? []).flatMap(({ sender, senderName }) =>
      sender === null ? [] : [[sender, senderName ?? sender]],
    ),
  );
  if (query.sender !== undefined && !senders.has(query.sender)) senders.set(query.sender, query.sender);
  const narrow = (to: Partial<Record<keyof FullQuery, string>>) => {
    const { next: _, ...first } = query;
    const chosen = Object.entries({ ...first, ...to }).filter(([, value]) => value !== '');
    page.go({ name: 'worklist', query: Object.fromEntries(chosen) }, 'replace');
  };
  return (
    <search class="filters" aria-label="Narrow the worklist">
      {(me?.practices.length ?? 0) < 2 ? null : (
        <Select
          label="Practice"
          value={query.practice}
          options={me!.practices.map(({ ods, name }) => [ods, name])}
          onChoose={(practice) => narrow({ practice })}
        />
      )}
      <Select
        label="With"
        value={query.category ?? ''}
        options={[['', 'any category'], ...Object.entries(CATEGORY_IN_WORDS)]}
        onChoose={(category) => narrow({ category })}
      />
      <Select
        label="Tumour group"
        value={query.group ?? ''}
        options={[['', 'any'], ...(groups.kind === 'here' ? groups.value.groups : []).map(twice)]}
        onChoose={(group) => narrow({ group })}
      />
      <Select
        label="From"
        value={query.sender ?? ''}
        options={[['', 'any sender'], ...senders]}
        onChoose={(sender) => narrow({ sender })}
      />
      <Select
        label="Conflicts"
        value={query.conflicts ?? ''}
        options={[
          ['', 'with or without'],
          ['true', 'with conflicts'],
        ]}
        onChoose={(conflicts) => narrow({ conflicts })}
      />
    </search>
  );
}

const twice = (group: string): [string, string] => [group, group.replaceAll('-', ' ')];
