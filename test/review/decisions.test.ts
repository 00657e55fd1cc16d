import { describe, expect, it } from 'vitest';
import { checkChain } from '../../functions/core/chain.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import type { EventStore } from '../../functions/core/ports.ts';
import type { LetterRecord } from '../../functions/review/api/contract.ts';
import { changedIn, LETTER, openReview, PEOPLE, problemIn, type World } from './world.ts';

const { ann, ben, both } = PEOPLE;
const ACCEPTED = { kind: 'accepted' } as const;
const REJECTED = { kind: 'rejected', reason: 'negated' } as const;
const CONFIRMED = { certainty: 'confirmed', temporality: 'current', subject: 'patient' } as const;
const CLL = { system: 'http://snomed.info/sct', code: '92814006', display: 'Chronic lymphocytic leukaemia' } as const;
const CHEMOTHERAPY = { system: 'http://snomed.info/sct', code: '367336001', display: 'Chemotherapy' } as const;

async function oneLetter(replaced: Parameters<typeof openReview>[0] = {}) {
  const world = await openReview(replaced);
  const letterId = await world.put('RZZ01/Y90001/a.txt', LETTER);
  return { world, letterId };
}
const decisionsIn = (chain: readonly LetterEvent[]) => chain.filter(({ type }) => type === 'suggestion-decided');
const stateOf = async (world: World, letterId: string) => (await world.letter(ann, letterId)).letter.state;

describe('a decision', () => {
  it('is one event, and is answered with the letter as it then stands', async () => {
    const { world, letterId } = await oneLetter();
    const breast = await world.suggestion(ann, letterId, /breast/);
    expect(breast.evidence[0]!.quote).toBe('breast cancer');
    const answer = await world.decide(ann, letterId, breast, ACCEPTED);
    expect(answer.status).toBe(200);
    const { letter, suggestions } = changedIn(answer);
    expect(letter).toMatchObject({ decided: 1, state: 'ready', practiceName: 'Elmfield Surgery' });
    expect(suggestions.find(({ id }) => id === breast.id)).toMatchObject({
      decision: ACCEPTED,
      decidedBy: 'ann',
      evidence: breast.evidence,
    });
    const chain = await world.events.read(letterId);
    checkChain(letterId, chain);
    expect(chain.at(-1)).toMatchObject({ actor: { kind: 'person', id: 'ann', role: 'reviewer' } });
    expect((await world.worklist.get(letterId))?.letter).toMatchObject({ decided: 1, sequence: chain.length });
  });

  it('sent twice is done once', async () => {
    const { world, letterId } = await oneLetter();
    const breast = await world.suggestion(ann, letterId, /breast/);
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.decide(ann, letterId, breast, ACCEPTED)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(decisionsIn(await world.events.read(letterId))).toHaveLength(1);
  });

  it('whose answer was lost is done when it is sent again, and once', async () => {
    let isLosing = true;
    const losing = (events: EventStore): EventStore => ({
      ...events,
      append: async (event) => {
        const outcome = await events.append(event);
        if (event.type === 'suggestion-decided' && isLosing) throw new Error('the answer did not arrive');
        return outcome;
      },
    });
    const { world, letterId } = await oneLetter({ events: losing });
    const breast = await world.suggestion(ann, letterId, /breast/);
    const lost = await world.decide(ann, letterId, breast, ACCEPTED);
    expect([lost.status, problemIn(lost).type]).toEqual([503, '/problems/not-done']);
    isLosing = false;
    expect((await world.decide(ann, letterId, breast, ACCEPTED)).status).toBe(200);
    expect(decisionsIn(await world.events.read(letterId))).toHaveLength(1);
  });

  it('that could not be stored is not acknowledged, and changes nothing', async () => {
    const failing = (events: EventStore): EventStore => ({
      ...events,
      append: async (event) => {
        if (event.type === 'suggestion-decided') throw new Error('the table does not answer');
        return events.append(event);
      },
    });
    const { world, letterId } = await oneLetter({ events: failing });
    const breast = await world.suggestion(ann, letterId, /breast/);
    expect((await world.decide(ann, letterId, breast, ACCEPTED)).status).toBe(503);
    expect(await world.suggestion(ann, letterId, /breast/)).not.toHaveProperty('decision');
  });

  it('stands although its view cannot be written, and answers as it stands', async () => {
    const failing = { fail: false };
    const { world, letterId } = await oneLetter({
      worklist: (list) => ({
        ...list,
        put: async (views) => {
          if (failing.fail) throw new Error('the table does not answer');
          await list.put(views);
        },
        ofPatient: async (...query) => {
          if (failing.fail) throw new Error('the table does not answer');
          return list.ofPatient(...query);
        },
      }),
    });
    const breast = await world.suggestion(ann, letterId, /breast/);
    failing.fail = true;
    const answer = await world.decide(ann, letterId, breast, ACCEPTED);
    expect(answer.status).toBe(200);
    expect(changedIn(answer).letter.decided).toBe(1);
    expect(world.logged).toContainEqual({ event: 'view.failed', letterId, error: 'Error' });
  });

  it('on a suggestion that another decided on meanwhile is a conflict, which says what happened', async () => {
    const { world, letterId } = await oneLetter();
    const seenByBoth = await world.suggestion(ann, letterId, /breast/);
    await world.decide(ben, letterId, seenByBoth, REJECTED);
    const answer = await world.decide(ann, letterId, seenByBoth, ACCEPTED);
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    const problem = problemIn(answer);
    expect(problem).toMatchObject({
      type: '/problems/changed-meanwhile',
      by: 'ben',
      at: expect.stringMatching(/Z$/),
      now: { id: seenByBoth.id, decision: REJECTED, decidedBy: 'ben' },
    });
    // A problem holds no words of the letter: she has them.
    expect(problem.now?.evidence.map(({ quote }) => quote)).toEqual(['']);
    // Having seen it, she may decide all the same.
    expect((await world.decide(ann, letterId, problem.now!, ACCEPTED)).status).toBe(200);
  });

  it('of the same kind by another person is a conflict too: theirs stands, and they are told whose', async () => {
    const { world, letterId } = await oneLetter();
    const seenByBoth = await world.suggestion(ann, letterId, /breast/);
    const answers = await Promise.all([ann, ben].map((who) => world.decide(who, letterId, seenByBoth, ACCEPTED)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is no conflict with another suggestion’s, nor with the letter being looked at', async () => {
    const { world, letterId } = await oneLetter();
    const [breast, cll] = [
      await world.suggestion(ann, letterId, /breast/),
      await world.suggestion(ben, letterId, /leukaemia/),
    ];
    const answers = await Promise.all([
      world.decide(ann, letterId, breast, ACCEPTED),
      world.decide(ben, letterId, cll, REJECTED),
      world.get(both, `/api/letters/${letterId}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    checkChain(letterId, await world.events.read(letterId));
  });

  it('is repeated late and refused: what was decided since is not undone by it', async () => {
    const { world, letterId } = await oneLetter();
    const breast = await world.suggestion(ann, letterId, /breast/);
    const accepted = changedIn(await world.decide(ann, letterId, breast, ACCEPTED)).suggestions.find(
      ({ id }) => id === breast.id,
    )!;
    await world.decide(ann, letterId, accepted, REJECTED);
    expect((await world.decide(ann, letterId, breast, ACCEPTED)).status).toBe(409);
  });

  it.each([
    [
      'to a concept of the lexicon, under its name there',
      { concept: { ...CLL, display: '<b>x</b>' }, display: '<b>x</b>' },
      200,
    ],
    ['to another date alone', { date: { value: '2024-04', precision: 'month', role: 'diagnosed' } }, 200],
    ['to a concept that the lexicon does not hold', { concept: { ...CLL, code: '106245002' } }, 400],
    ['to a concept of another category', { concept: CHEMOTHERAPY, display: CHEMOTHERAPY.display }, 400],
    ['to an idea that it does not hold', { concept: null, display: 'A thing of my own' }, 400],
    ['to what is no concept id', { concept: { ...CLL, code: '12345' } }, 400],
    ['to a value without an end', { value: 'x'.repeat(201) }, 400],
  ])('amends %s', async (_, changed, status) => {
    const { world, letterId } = await oneLetter();
    const breast = await world.suggestion(ann, letterId, /breast/);
    const { concept, display, assertion } = breast;
    const to = { concept, display, assertion, ...changed };
    const answer = await world.decide(ann, letterId, breast, { kind: 'amended', to });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('<b>');
    if (status !== 200 || concept === null) return;
    const amended = changedIn(answer).suggestions.find(({ id }) => id === breast.id)?.decision;
    const known = 'concept' in changed ? CLL : concept;
    expect(amended).toMatchObject({ to: { concept: known, display: known.display } });
  });

  it.each([
    ['a member that nobody knows', { basedOn: 3, decision: { kind: 'accepted', sure: true } }],
    [
      'a reason that only the service gives',
      { basedOn: 3, decision: { kind: 'accepted', because: 'accepted-before' } },
    ],
    ['a rejection without a reason', { basedOn: 3, decision: { kind: 'rejected' } }],
    ['no event that it is based on', { decision: ACCEPTED }],
    ['what is no decision', { basedOn: 3, decision: 'accepted' }],
  ])('with %s is not understood, and the answer repeats nothing of it', async (_, body) => {
    const { world, letterId } = await oneLetter();
    const { id } = await world.suggestion(ann, letterId);
    const secret = { ...body, 'Mrs Secret': 'of Secret Street' };
    for (const sent of [body, secret]) {
      const answer = await world.post(ann, `/api/letters/${letterId}/suggestions/${id}/decision`, sent);
      expect([answer.status, problemIn(answer).type]).toEqual([400, '/problems/invalid-request']);
      expect(answer.text).not.toContain('Secret');
    }
    expect(decisionsIn(await world.events.read(letterId))).toEqual([]);
  });

  it('in a body that is no JSON, of another type or too large is refused by name', async () => {
    const { world, letterId } = await oneLetter();
    const { id } = await world.suggestion(ann, letterId);
    const path = `/api/letters/${letterId}/suggestions/${id}/decision`;
    const typeOf = async (body: string) => {
      const answer = await world.ask(ann, 'POST', path, body);
      return `${answer.status} ${problemIn(answer).type}`;
    };
    expect(await typeOf('{"basedOn":3,')).toBe('400 /problems/malformed-json');
    expect(await typeOf(`{"basedOn":3,"x":"${'x'.repeat(70_000)}"}`)).toBe('413 /problems/too-large');
    const authorization = `Bearer ${await world.issuer.token(ann)}`;
    const asText = await world.app.request(`https://letters.example${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/plain' },
      body: JSON.stringify({ basedOn: 3, decision: ACCEPTED }),
    });
    expect(asText.status).toBe(415);
  });
});

describe('an undo', () => {
  it('brings back the decision before, or none, and is done once when it is sent twice', async () => {
    const { world, letterId } = await oneLetter();
    const undo = ({ id, touched }: { id: string; touched: number }) =>
      world.post(ann, `/api/letters/${letterId}/suggestions/${id}/undo`, { basedOn: touched });
    const now = () => world.suggestion(ann, letterId, /breast/);
    await world.decide(ann, letterId, await now(), ACCEPTED);
    await world.decide(ann, letterId, await now(), REJECTED);
    const rejected = await now();
    expect((await undo(rejected)).status).toBe(200);
    expect((await now()).decision).toEqual(ACCEPTED);
    expect((await undo(rejected)).status).toBe(200);
    expect((await now()).decision).toEqual(ACCEPTED);
    expect((await undo(await now())).status).toBe(200);
    const open = await now();
    expect(open.decision).toBeUndefined();
    expect(problemIn(await undo(open)).type).toBe('/problems/nothing-to-undo');
    expect(problemIn(await undo(rejected)).type).toBe('/problems/changed-meanwhile');
  });
});

describe('a code added by hand', () => {
  const added = { category: 'diagnosis', coded: { concept: CLL, display: 'mine', assertion: CONFIRMED } } as const;
  const letterOf = async (text: string) => {
    const world = await openReview();
    return { world, letterId: await world.put('RZZ01/Y90001/a.txt', text) };
  };
  const TEXT = 'Diagnosis: breast cancer. She has the blood disorder.';

  it('rests on the words selected, is accepted, and goes when it is undone', async () => {
    const { world, letterId } = await letterOf(TEXT);
    const body = { ...added, evidence: [{ start: 34, end: 52 }] };
    const add = () => world.post(ann, `/api/letters/${letterId}/codes`, body);
    const answers = [await add(), await add()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const mine = await world.suggestion(ann, letterId, /leukaemia/);
    expect(mine).toMatchObject({ origin: 'reviewer', concept: CLL, display: CLL.display, decision: ACCEPTED });
    expect(mine.evidence[0]!.quote).toBe('the blood disorder');
    expect((await world.typesOf(letterId)).filter((type) => type === 'code-added')).toHaveLength(1);
    const undone = await world.post(ann, `/api/letters/${letterId}/suggestions/${mine.id}/undo`, {
      basedOn: mine.touched,
    });
    expect(changedIn(undone).suggestions.map(({ display }) => display)).toEqual(['Malignant neoplasm of breast']);
  });

  it.each([
    ['behind the letter’s end', [{ start: 40, end: 4000 }], 'evidence-outside-the-letter'],
    ['of no length', [{ start: 5, end: 5 }], 'evidence-outside-the-letter'],
    ['that are none', [], 'evidence-missing'],
  ])('on words %s is refused', async (_, evidence, name) => {
    const { world, letterId } = await letterOf(TEXT);
    const answer = await world.post(ann, `/api/letters/${letterId}/codes`, { ...added, evidence });
    expect(problemIn(answer).type).toBe(`/problems/${name}`);
  });

  it('stands in its own category alone, and so does what a suggestion is amended to', async () => {
    const { world, letterId } = await letterOf(TEXT);
    const evidence = [{ start: 34, end: 52 }];
    const add = (body: object) => world.post(ann, `/api/letters/${letterId}/codes`, { ...added, ...body, evidence });
    const chemotherapy = { ...added.coded, concept: CHEMOTHERAPY };
    for (const wrong of [{ category: 'treatment' }, { coded: chemotherapy }])
      expect(problemIn(await add(wrong)).type).toBe('/problems/other-category');
    expect((await add({ category: 'treatment', coded: chemotherapy })).status).toBe(200);
    const to = { ...chemotherapy, display: CHEMOTHERAPY.display };
    const amended = await world.decide(ann, letterId, await world.suggestion(ann, letterId, /breast/), {
      kind: 'amended',
      to,
    });
    expect(problemIn(amended).type).toBe('/problems/other-category');
    const date = { value: '2024', precision: 'year', role: 'performed' } as const;
    const mine = await world.suggestion(ann, letterId, /Chemotherapy/);
    expect((await world.decide(ann, letterId, mine, { kind: 'amended', to: { ...to, date } })).status).toBe(200);
  });

  it('that is suggested already is a conflict, and the suggestion is shown', async () => {
    const { world, letterId } = await letterOf(LETTER);
    const answer = await world.post(ann, `/api/letters/${letterId}/codes`, {
      ...added,
      evidence: [{ start: 0, end: 5 }],
    });
    expect([answer.status, problemIn(answer).type]).toEqual([409, '/problems/already-suggested']);
    expect(problemIn(answer).now).toMatchObject({ concept: CLL });
  });
});

describe('completing', () => {
  it('waits until everything is decided, and ends and begins again what can be decided', async () => {
    const { world, letterId } = await oneLetter();
    const post = (end: string) => world.post(ann, `/api/letters/${letterId}/${end}`);
    expect(problemIn(await post('complete'))).toMatchObject({
      type: '/problems/undecided-suggestions',
      status: 409,
      undecided: 2,
    });
    const breast = await world.suggestion(ann, letterId, /breast/);
    await world.decide(ann, letterId, breast, ACCEPTED);
    expect(problemIn(await post('complete')).undecided).toBe(1);
    await world.decide(ann, letterId, await world.suggestion(ann, letterId, /leukaemia/), REJECTED);
    expect([(await post('complete')).status, (await post('complete')).status]).toEqual([200, 200]);
    expect(await stateOf(world, letterId)).toBe('completed');
    const decided = await world.suggestion(ann, letterId, /breast/);
    expect(problemIn(await world.decide(ann, letterId, decided, REJECTED)).type).toBe('/problems/letter-completed');
    // The double submit of a decision from before is still answered as done.
    expect((await world.decide(ann, letterId, breast, ACCEPTED)).status).toBe(200);
    expect(problemIn(await world.post(ben, `/api/letters/${letterId}/complete`)).type).toBe(
      '/problems/letter-completed',
    );
    expect([(await post('reopen')).status, (await post('reopen')).status]).toEqual([200, 200]);
    expect(await stateOf(world, letterId)).toBe('ready');
    expect((await world.typesOf(letterId)).filter((type) => type.startsWith('letter-re')).length).toBe(2);
    expect((await world.decide(ann, letterId, decided, REJECTED)).status).toBe(200);
    expect(problemIn(await post('reopen')).type).toBe('/problems/letter-not-completed');
  });

  it('is not for a letter that is replaced, set aside or not read', async () => {
    const world = await openReview();
    await world.put('RZZ01/Y90001/a.txt', LETTER);
    const twice = await world.put('RZZ01/Y90001/again.txt', LETTER);
    const aside = await world.put('RZZ01/Y90001/locked.pdf', 'x', { outcome: 'unreadable', reason: 'encrypted' });
    const why = async (letterId: string) => problemIn(await world.post(ann, `/api/letters/${letterId}/complete`)).type;
    expect(await why(twice)).toBe('/problems/letter-superseded');
    expect(await why(aside)).toBe('/problems/letter-quarantined');
  });
});

describe('accepting as before', () => {
  const acceptAll = ({ suggestions }: LetterRecord) => ({
    suggestions: suggestions.map(({ id, touched }) => ({ id, basedOn: touched })),
  });

  it('takes what was accepted on an earlier letter of this patient in this practice, and nothing else', async () => {
    const world = await openReview();
    const earlier = await world.put('RZZ01/Y90001/1.txt', LETTER);
    const elsewhere = await world.put('RZZ01/Y90002/1.txt', LETTER);
    const later = await world.put('RZZ01/Y90001/2.txt', `${LETTER}Seen again.`);
    await world.decide(ann, earlier, await world.suggestion(ann, earlier, /breast/), ACCEPTED);
    await world.decide(both, elsewhere, await world.suggestion(both, elsewhere, /leukaemia/), ACCEPTED);

    const record = await world.letter(ann, later);
    const before = Object.fromEntries(
      record.suggestions.map(({ display, acceptedBefore }) => [display, acceptedBefore]),
    );
    expect(before).toEqual({
      'Malignant neoplasm of breast': earlier,
      'Chronic lymphocytic leukaemia': undefined,
    });
    expect(record.otherLetters).toMatchObject([
      { letter: { letterId: earlier }, accepted: [{ category: 'diagnosis' }] },
    ]);

    const all = await world.post(ann, `/api/letters/${later}/accept-as-before`, acceptAll(record));
    expect(problemIn(all).type).toBe('/problems/not-accepted-before');
    expect(decisionsIn(await world.events.read(later))).toEqual([]);

    const [breast] = record.suggestions.filter(({ acceptedBefore }) => acceptedBefore !== undefined);
    const one = { suggestions: [{ id: breast!.id, basedOn: breast!.touched }] };
    const answers = [
      await world.post(ann, `/api/letters/${later}/accept-as-before`, one),
      await world.post(ann, `/api/letters/${later}/accept-as-before`, one),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(decisionsIn(await world.events.read(later))).toMatchObject([
      { data: { decision: { kind: 'accepted', because: 'accepted-before' } } },
    ]);
    expect(changedIn(answers[1]!).suggestions.find(({ id }) => id === breast!.id)).toMatchObject({
      acceptedBefore: earlier,
    });
  });

  it('forgets what was undone, and never looks at a later letter', async () => {
    const world = await openReview();
    const earlier = await world.put('RZZ01/Y90001/1.txt', LETTER);
    const later = await world.put('RZZ01/Y90001/2.txt', `${LETTER}Seen again.`);
    await world.decide(ann, later, await world.suggestion(ann, later, /breast/), ACCEPTED);
    expect((await world.suggestion(ann, earlier, /breast/)).acceptedBefore).toBeUndefined();
    await world.decide(ann, earlier, await world.suggestion(ann, earlier, /leukaemia/), ACCEPTED);
    const cll = await world.suggestion(ann, earlier, /leukaemia/);
    expect((await world.suggestion(ann, later, /leukaemia/)).acceptedBefore).toBe(earlier);
    await world.post(ann, `/api/letters/${earlier}/suggestions/${cll.id}/undo`, { basedOn: cll.touched });
    expect((await world.suggestion(ann, later, /leukaemia/)).acceptedBefore).toBeUndefined();
  });
});
