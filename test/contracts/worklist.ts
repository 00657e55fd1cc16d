import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FindBy, FoundBy } from '../../functions/core/found-by.ts';
import { letterIdOfContent } from '../../functions/core/letter.ts';
import type { Worklist } from '../../functions/core/ports.ts';
import { ConceptId, SNOMED_CT } from '../../functions/core/sctid.ts';
import { type LetterView, type LetterViews, placeInList, type SuggestionView } from '../../functions/core/views.ts';

export interface OpenWorklist {
  readonly worklist: Worklist;
  close?(): Promise<void>;
}

/** What every Worklist promises, whatever it is made of. */
export function describeWorklist(name: string, open: () => Promise<OpenWorklist>): void {
  describe(`worklist: ${name}`, () => {
    let opened: OpenWorklist;
    let worklist: Worklist;
    beforeEach(async () => {
      opened = await open();
      worklist = opened.worklist;
    });
    afterEach(() => opened?.close?.());

    it('gives a letter with its suggestions in the order of the words they rest on', async () => {
      const views = viewsOf('a', { sequence: 3, state: 'ready' }, [4, 200, 30, 30]);
      await worklist.put(views);
      const got = await worklist.get(views.letter.letterId);
      expect(got?.letter).toEqual(views.letter);
      expect(got?.suggestions.map(({ evidence }) => evidence[0]!.start)).toEqual([4, 30, 30, 200]);
      expect(new Set(got?.suggestions)).toEqual(new Set(views.suggestions));
    });

    it('gives null for a letter it does not know', async () => {
      expect(await worklist.get(letterIdOfContent('unknown'))).toBeNull();
    });

    it('never goes back in sequence', async () => {
      const newer = viewsOf('a', { sequence: 4, state: 'superseded' }, [1]);
      await worklist.put(newer);
      await worklist.put(viewsOf('a', { sequence: 3, state: 'ready' }, [1, 2]));
      expect(await worklist.get(newer.letter.letterId)).toEqual(shown(newer));
      expect((await worklist.list({ practice: 'Y90001', state: 'ready' })).letters).toEqual([]);
    });

    it('ends with the newest view when all are written at once', async () => {
      const views = [1, 2, 3, 4, 5].map((sequence) => viewsOf('a', { sequence, state: 'ready' }, [sequence]));
      await Promise.all([...views].reverse().map((view) => worklist.put(view)));
      expect(await worklist.get(views[4]!.letter.letterId)).toEqual(shown(views[4]!));
    });

    it('forgets suggestions that a newer view no longer has', async () => {
      await worklist.put(viewsOf('a', { sequence: 3, state: 'ready' }, [1, 2, 3]));
      const newer = viewsOf('a', { sequence: 4, state: 'ready' }, [2]);
      await worklist.put(newer);
      expect(await worklist.get(newer.letter.letterId)).toEqual(shown(newer));
    });

    it('lists a practice’s letters in one state, oldest first', async () => {
      const at = (receivedAt: string) => ({ sequence: 3, state: 'ready' as const, receivedAt });
      const late = viewsOf('late', at('2026-03-02T00:00:00.000Z')).letter;
      const early = viewsOf('early', at('2026-03-01T00:00:00.000Z')).letter;
      for (const letter of [
        late,
        early,
        viewsOf('elsewhere', { sequence: 3, state: 'ready', practice: 'Y90002' }).letter,
        viewsOf('aside', { sequence: 2, state: 'quarantined', reason: 'damaged' }).letter,
      ])
        await worklist.put({ letter, suggestions: [], foundBy: [] });
      expect((await worklist.list({ practice: 'Y90001', state: 'ready' })).letters).toEqual([early, late]);
    });

    it('lists a letter under its newest state alone', async () => {
      await worklist.put(viewsOf('a', { sequence: 1, state: 'received' }));
      const { letter } = viewsOf('a', { sequence: 3, state: 'ready' });
      await worklist.put({ letter, suggestions: [], foundBy: [] });
      expect((await worklist.list({ practice: 'Y90001', state: 'received' })).letters).toEqual([]);
      expect((await worklist.list({ practice: 'Y90001', state: 'ready' })).letters).toEqual([letter]);
    });

    it('lists letters without a practice under "-"', async () => {
      const { letter } = viewsOf('nowhere', {
        sequence: 2,
        state: 'quarantined',
        practice: null,
        reason: 'misplaced-key',
      });
      await worklist.put({ letter, suggestions: [], foundBy: [] });
      expect((await worklist.list({ practice: '-', state: 'quarantined' })).letters).toEqual([letter]);
    });

    it('lists page by page, every letter once', async () => {
      const names = Array.from({ length: 7 }, (_, index) => `letter ${index}`);
      for (const one of names) await worklist.put(viewsOf(one, { sequence: 3, state: 'ready' }));
      const seen: LetterView[] = [];
      let next: string | undefined;
      do {
        const page = await worklist.list({ practice: 'Y90001', state: 'ready', limit: 3, ...(next ? { next } : {}) });
        expect(page.letters.length).toBeLessThanOrEqual(3);
        seen.push(...page.letters);
        next = page.next;
      } while (next !== undefined);
      expect(seen.map(({ letterId }) => letterId).sort()).toEqual(names.map((one) => letterIdOfContent(one)).sort());
    });

    it('counts a practice’s letters in one state, no further than it is told to', async () => {
      for (let index = 0; index < 5; index++)
        await worklist.put(viewsOf(`n ${index}`, { sequence: 3, state: 'ready' }));
      await worklist.put(viewsOf('aside', { sequence: 3, state: 'quarantined' }));
      const count = (most: number) => worklist.count({ practice: 'Y90001', state: 'ready', most });
      expect([await count(100), await count(5), await count(4)]).toEqual([5, 5, 4]);
      expect(await worklist.count({ practice: 'Y90002', state: 'ready', most: 10 })).toBe(0);
    });

    it('goes on behind any letter’s place, whether or not a page ended there', async () => {
      for (let index = 0; index < 6; index++)
        await worklist.put(viewsOf(`letter ${index}`, { sequence: 3, state: 'ready', receivedAt: dayOf(index) }));
      const { letters } = await worklist.list({ practice: 'Y90001', state: 'ready' });
      for (const [index, letter] of letters.entries()) {
        const rest = await worklist.list({ practice: 'Y90001', state: 'ready', next: placeInList(letter) });
        expect(rest).toEqual({ letters: letters.slice(index + 1) });
      }
    });

    it('lists a sender’s letters newest first, page by page, whatever became of them, and no other’s', async () => {
      const states = ['ready', 'quarantined', 'superseded', 'received', 'completed'] as const;
      for (const [index, state] of states.entries())
        await worklist.put(
          viewsOf(`sent ${index}`, { sequence: 3, state, receivedAt: dayOf(index), practice: `Y9000${index}` }),
        );
      await worklist.put(viewsOf('theirs', { sequence: 3, state: 'ready', sender: 'RZZ02' }));
      await worklist.put(viewsOf('nobody’s', { sequence: 2, state: 'quarantined', sender: null, practice: null }));
      const first = await worklist.ofSender({ sender: 'RZZ01', limit: 3 });
      expect(first.letters.map(({ state }) => state)).toEqual(['completed', 'received', 'superseded']);
      const second = await worklist.ofSender({ sender: 'RZZ01', limit: 3, next: first.next! });
      expect(second.letters.map(({ state }) => state)).toEqual(['quarantined', 'ready']);
      expect(second.next).toBeUndefined();
      expect((await worklist.ofSender({ sender: 'RZZ03' })).letters).toEqual([]);
    });

    it('finds what a practice completed on one day', async () => {
      const done = (name: string, completedAt: string, more: Partial<LetterView> = {}) =>
        viewsOf(name, { sequence: 9, state: 'completed', completedAt, ...more });
      const mine = [done('one', '2026-03-02T00:00:00.000Z'), done('two', '2026-03-02T23:59:59.999Z')];
      const others = [
        done('early', '2026-03-01T23:59:59.999Z'),
        done('late', '2026-03-03T00:00:00.000Z'),
        done('theirs', '2026-03-02T12:00:00.000Z', { practice: 'Y90002' }),
        viewsOf('open', { sequence: 3, state: 'ready' }),
      ];
      for (const views of [...mine, ...others]) await worklist.put(views);
      const found = await worklist.completedOn('Y90001', '2026-03-02');
      expect([...found].sort()).toEqual(mine.map(({ letter }) => letter.letterId).sort());
      expect(await worklist.completedOn('Y90001', '2026-03-04')).toEqual([]);
    });

    it('shows a sender a letter’s newest state alone', async () => {
      await worklist.put(viewsOf('a', { sequence: 3, state: 'ready' }));
      await worklist.put(viewsOf('a', { sequence: 2, state: 'received' }));
      const { letters } = await worklist.ofSender({ sender: 'RZZ01' });
      expect(letters.map(({ state }) => state)).toEqual(['ready']);
    });

    it('finds a patient’s letters, of one practice and no other', async () => {
      const patientHash = 'a'.repeat(64);
      const mine = viewsOf('mine', { sequence: 3, state: 'ready', patientHash }).letter;
      const theirs = viewsOf('theirs', { sequence: 3, state: 'ready', patientHash, practice: 'Y90002' }).letter;
      const nobodys = viewsOf('nobody', { sequence: 3, state: 'ready' }).letter;
      for (const letter of [mine, theirs, nobodys]) await worklist.put({ letter, suggestions: [], foundBy: [] });
      expect(await worklist.ofPatient('Y90001', patientHash)).toEqual([mine]);
      expect(await worklist.ofPatient('Y90001', 'b'.repeat(64))).toEqual([]);
    });

    it('finds more of a patient’s letters than fit into one page of an answer', async () => {
      const patientHash = 'c'.repeat(64);
      const long = { sequence: 3, state: 'ready' as const, patientHash, engineVersion: 'e'.repeat(300_000) };
      for (let index = 0; index < 5; index++) await worklist.put(viewsOf(`long ${index}`, long));
      expect(await worklist.ofPatient('Y90001', patientHash)).toHaveLength(5);
    });

    it('finds letters by what their events ever said, and says when it cannot promise to find them all', async () => {
      const found = (name: string, sequence: number, foundBy: readonly FoundBy[]) => ({
        ...viewsOf(name, { sequence, state: 'ready' }, [1]),
        foundBy,
      });
      const [concept, other] = (['254837009', '93796005'] as const).map(
        (value) => ({ kind: 'concept', value }) as const,
      );
      await worklist.put(found('a', 3, [concept!, did('ann', '2026-03-01')]));
      await worklist.put(found('a', 5, [concept!, did('ann', '2026-03-01'), other!, did('ann', '2026-03-04')]));
      await worklist.put(found('a', 4, [concept!, did('ann', '2026-03-01'), other!]));
      await worklist.put(found('b', 3, [other!, { kind: 'suggestion', value: '254837009' }, did('ann', '2026-03-02')]));
      expect(await worklist.findLetters(concept!)).toBeNull();
      await worklist.setFindable(true);
      const [a, b] = [letterIdOfContent('a'), letterIdOfContent('b')];
      const lettersBy = async (by: FindBy) => [...(await worklist.findLetters(by))!].sort();
      expect(await lettersBy(concept!)).toEqual([a]);
      expect(await lettersBy(other!)).toEqual([a, b].sort());
      expect(await lettersBy({ kind: 'suggestion', value: '254837009' })).toEqual([b]);
      expect(await lettersBy({ kind: 'patient', value: '254837009' })).toEqual([]);
      const ann = { kind: 'actor', value: 'ann' } as const;
      expect(await lettersBy(ann)).toEqual([a, b].sort());
      expect(await lettersBy({ ...ann, fromDay: '2026-03-02', toDay: '2026-03-03' })).toEqual([b]);
      expect(await lettersBy({ ...ann, fromDay: '2026-03-04' })).toEqual([a]);
      expect(await lettersBy({ ...ann, toDay: '2026-03-01' })).toEqual([a]);
      expect(await lettersBy({ kind: 'actor', value: 'an' })).toEqual([]);
      await worklist.setFindable(false);
      expect(await worklist.findLetters(ann)).toBeNull();
    });

    it('finds more letters than fit into one page of an answer, each once', async () => {
      await worklist.setFindable(true);
      const value = 'x'.repeat(900);
      const days = Array.from({ length: 700 }, (_, index) => new Date(index * 86_400_000).toISOString().slice(0, 10));
      for (const name of ['a', 'b']) {
        const views = viewsOf(name, { sequence: 3, state: 'ready' });
        await worklist.put({ ...views, foundBy: days.map((day) => did(value, day)) });
      }
      expect([...(await worklist.findLetters({ kind: 'actor', value }))!].sort()).toEqual(
        [letterIdOfContent('a'), letterIdOfContent('b')].sort(),
      );
    });

    it('gives a content to the first letter that claims it, practice by practice', async () => {
      const [first, second] = [letterIdOfContent('first'), letterIdOfContent('second')];
      const content = 'd'.repeat(64);
      expect(await worklist.claimContent('Y90001', content, first)).toBe(first);
      expect(await worklist.claimContent('Y90001', content, second)).toBe(first);
      expect(await worklist.claimContent('Y90001', content, first)).toBe(first);
      expect(await worklist.claimContent('Y90002', content, second)).toBe(second);
    });

    it('lets one of twenty racing claims win, and tells all of them which', async () => {
      const rivals = Array.from({ length: 20 }, (_, index) => letterIdOfContent(`rival ${index}`));
      const claims = await Promise.all(rivals.map((id) => worklist.claimContent('Y90001', 'e'.repeat(64), id)));
      expect(new Set(claims).size).toBe(1);
      expect(rivals).toContain(claims[0]);
    });

    it('counts the starts of a letter, anew when it has gone on', async () => {
      const counts: number[] = [];
      for (const sequence of [1, 1, 1, 2, 2])
        counts.push(await worklist.countStart(letterIdOfContent('counted'), sequence));
      expect(counts).toEqual([1, 2, 3, 1, 2]);
    });

    it('remembers where the sweep goes on, until it is told to forget', async () => {
      expect(await worklist.sweepCursor()).toBeNull();
      await worklist.saveSweepCursor('{"KeyMarker":"incoming/é"}');
      expect(await worklist.sweepCursor()).toBe('{"KeyMarker":"incoming/é"}');
      await worklist.saveSweepCursor(null);
      await worklist.saveSweepCursor(null);
      expect(await worklist.sweepCursor()).toBeNull();
    });
  });
}

const dayOf = (index: number) => `2026-03-0${index + 1}T09:00:00.000Z`;

const shown = ({ letter, suggestions }: LetterViews) => ({ letter, suggestions });

const did = (value: string, day: string): FoundBy => ({ kind: 'actor', value, day });

function viewsOf(
  name: string,
  letter: Pick<LetterView, 'sequence' | 'state'> & Partial<LetterView>,
  starts: readonly number[] = [],
): LetterViews {
  const letterId = letterIdOfContent(name);
  return {
    letter: {
      letterId,
      sender: 'RZZ01',
      practice: 'Y90001',
      receivedAt: '2026-03-01T09:00:00.000Z',
      updatedAt: '2026-03-01T09:00:05.000Z',
      contentHash: null,
      patientHash: null,
      counts: {},
      diagnoses: [],
      decided: 0,
      held: 0,
      conflicts: 0,
      ...letter,
    },
    foundBy: [],
    suggestions: starts.map((start, index) => suggestionAt(letterId, letter.sequence, start, index)),
  };
}

/** Every other one without a code held, so that both kinds are kept. */
function suggestionAt(
  letterId: LetterView['letterId'],
  sequence: number,
  start: number,
  index: number,
): SuggestionView {
  const display = 'Malignant neoplasm of breast';
  return {
    letterId,
    sequence,
    origin: 'engine',
    touched: sequence,
    id: `at-${start}-${index}`,
    category: 'diagnosis',
    concept: index % 2 === 0 ? { system: SNOMED_CT, code: ConceptId.parse('254837009'), display } : null,
    display,
    assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' },
    evidence: [{ start, end: start + 5, section: 'diagnosis', rule: 'contract' }],
  };
}
