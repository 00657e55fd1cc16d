import { describe, expect, it } from 'vitest';
import { appendEvent, checkChain } from '../../functions/core/chain.ts';
import type { Actor, Happening } from '../../functions/core/events.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import { compileLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { lastRun, replayRun } from '../../functions/core/replay-letter.ts';
import { reprocessLetter } from '../../functions/core/reprocess-letter.ts';
import { makeViews } from '../../functions/core/views.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';
import { NEXT_SMALL_ARTEFACT, SMALL_ARTEFACT } from '../support/small-lexicon.ts';

const OPERATOR: Actor = { kind: 'person', id: 'olga', role: 'operator' };
const REVIEWER: Actor = { kind: 'person', id: 'ada', role: 'reviewer' };
const next = compileLexicon(NEXT_SMALL_ARTEFACT);
const now = () => '2026-03-20T09:00:00.000Z';

/** One letter, read by the small lexicon, on which nobody has worked. */
async function oneLetter(body: string) {
  const history = await reviewedLetters({ seed: 9, letters: 1, texts: [body], untouched: true });
  const [letterId] = await letterIdsOf(history.events);
  const ports = { ...history, lexicon: next, now, log: () => {} };
  const add = (happening: Happening, actor = REVIEWER) => appendEvent(ports, letterId!, actor, () => happening);
  return { ...history, letterId: letterId!, ports, add, chain: () => history.events.read(letterId!) };
}

async function letterIdsOf(events: Awaited<ReturnType<typeof reviewedLetters>>['events']): Promise<LetterId[]> {
  const letterIds: LetterId[] = [];
  for await (const [first] of events.all()) letterIds.push(first!.letterId);
  return letterIds;
}

describe('a new run over a letter', () => {
  it('is one event in somebody’s name, says what is new, and keeps the chain whole', async () => {
    const { letterId, ports, chain, worklist } = await oneLetter('Carcinoma of the breast was found.');
    expect((await chain()).map(({ type }) => type)).toEqual(['letter-received', 'text-extracted', 'suggestions-made']);
    expect(await reprocessLetter(ports, letterId, OPERATOR)).toBe('reprocessed');
    const after = await chain();
    expect(() => checkChain(letterId, after)).not.toThrow();
    expect(after.at(-1)).toMatchObject({
      type: 'suggestions-made',
      actor: OPERATOR,
      data: { because: 'reprocessed', lexiconVersion: 'abcdef012345', suggestions: [{ display: expect.any(String) }] },
    });
    const { foundBy: _, ...shown } = makeViews(after)!;
    expect(await worklist.get(letterId)).toEqual(shown);
  });

  it('asked for twice is made once', async () => {
    const { letterId, ports, chain } = await oneLetter('Diagnosis: breast cancer.');
    expect(await reprocessLetter(ports, letterId, OPERATOR)).toBe('reprocessed');
    const length = (await chain()).length;
    expect(await reprocessLetter(ports, letterId, OPERATOR)).toBe('unchanged');
    expect(await chain()).toHaveLength(length);
  });

  it('leaves what was decided as it is, shows it beside, and asks nothing again', async () => {
    const { letterId, ports, add, chain } = await oneLetter('Diagnosis: invasive ductal carcinoma and CLL.');
    const [one] = makeViews(await chain())!.suggestions.filter(({ concept }) => concept?.code === '254837009');
    await add({
      type: 'suggestion-decided',
      data: { suggestionId: one!.id, basedOn: one!.touched, before: null, decision: { kind: 'accepted' } },
    });
    expect(await reprocessLetter(ports, letterId, OPERATOR)).toBe('reprocessed');
    const { suggestions } = makeViews(await chain())!;
    expect(suggestions.find(({ id }) => id === one!.id)).toMatchObject({
      decision: { kind: 'accepted' },
      dropped: true,
    });
    expect(suggestions.filter(({ decision }) => decision === undefined).map(({ display }) => display)).toEqual([
      'Chronic lymphocytic leukaemia',
    ]);
  });

  it('is not made over a completed letter until it is reopened', async () => {
    const { letterId, ports, add } = await oneLetter('Diagnosis: breast cancer.');
    await add({ type: 'letter-completed', data: { accepted: 0, rejected: 0 } });
    expect(await reprocessLetter(ports, letterId, OPERATOR)).toBe('completed');
    await add({ type: 'letter-reopened', data: {} });
    expect(await reprocessLetter(ports, letterId, OPERATOR)).toBe('reprocessed');
  });

  it('is not made over a superseded letter, nor over one that was never assessed', async () => {
    const { letterId, ports, add } = await oneLetter('Diagnosis: breast cancer.');
    await add({ type: 'letter-superseded', data: { by: '0f'.repeat(16) as LetterId, because: 'amended' } });
    expect(await reprocessLetter(ports, letterId, OPERATOR)).toBe('superseded');
    const empty = await oneLetter(' ');
    expect(await reprocessLetter(empty.ports, empty.letterId, OPERATOR)).toBe('not-assessed');
  });
});

describe('a recorded run, made again', () => {
  it('is the same, byte for byte, under the recorded lexicon', async () => {
    const { ports, chain } = await oneLetter('Diagnosis: breast cancer. No evidence of CLL.');
    const replayed = await replayRun(ports, lastRun(await chain())!, compileLexicon(SMALL_ARTEFACT));
    expect(replayed).toMatchObject({ same: true, more: [], fewer: [], other: [] });
  });

  it('shows what a new lexicon would change, and appends nothing', async () => {
    const { ports, chain } = await oneLetter('Invasive ductal carcinoma. CLL.');
    const before = await chain();
    const replayed = await replayRun(ports, lastRun(before)!, next);
    expect(replayed).toMatchObject({ same: false, more: [], fewer: [{ code: '254837009' }] });
    expect(await chain()).toEqual(before);
  });

  it('is the same under a lexicon that differs by its version alone', async () => {
    const { ports, chain } = await oneLetter('Diagnosis: CLL.');
    expect((await replayRun(ports, lastRun(await chain())!, next)).same).toBe(true);
  });

  it('refuses a text that is not the one the run was made over', async () => {
    const { ports, chain } = await oneLetter('Diagnosis: CLL.');
    const run = lastRun(await chain())!;
    const forged = { ...run, data: { ...run.data, textHash: 'f'.repeat(64) } };
    await expect(replayRun(ports, forged, next)).rejects.toThrow('text document');
  });
});
