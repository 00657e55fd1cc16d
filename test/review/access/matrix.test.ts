import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, LETTER, openReview, type Person, problemIn, UNREADABLE, type World } from '../world.ts';

/** What is asked for belongs to the first practice and sender, to others, or to nobody. */
type Target = 'own' | 'foreign' | 'absent';
const TARGETS: readonly Target[] = ['own', 'foreign', 'absent'];

const person = (sub: string, ...groups: string[]): Person => ({ sub, groups });
/** `own` is Y90001 and RZZ01, `foreign` Y90002 and RZZ02. */
const PRINCIPALS: readonly Person[] = [
  person('reviewer', 'reviewer:Y90001'),
  person('second-reviewer', 'reviewer:Y90001'),
  person('other-reviewer', 'reviewer:Y90002'),
  person('reviewer-of-both', 'reviewer:Y90001', 'reviewer:Y90002'),
  person('reviewer-of-none-served', 'reviewer:Y99999'),
  person('auditor', 'auditor'),
  person('operator', 'operator'),
  person('sender', 'sender:RZZ01'),
  person('other-sender', 'sender:RZZ02'),
  person('reviewer-and-auditor', 'reviewer:Y90001', 'auditor'),
  person('reviewer-and-sender', 'reviewer:Y90001', 'sender:RZZ02'),
  person('operator-and-sender', 'operator', 'sender:RZZ01'),
  person('in-no-group'),
  person(
    'in-groups-that-say-nothing',
    'reviewer',
    'reviewer:',
    'reviewer:*',
    'Auditor',
    'auditors',
    'admin',
    'sender:',
  ),
  person('in-groups-that-almost-say-it', 'reviewer:y90001', 'xreviewer:Y90001', 'reviewer:Y90001 ', 'operator:Y90001'),
];

const reads = ({ groups }: Person, practice: string) =>
  groups.includes('auditor') || reviews({ sub: '', groups }, practice);
const reviews = ({ groups }: Person, practice: string) => groups.includes(`reviewer:${practice}`);
const isOperator = ({ groups }: Person) => groups.includes('operator');
const isAuditor = ({ groups }: Person) => groups.includes('auditor');
const isReviewer = ({ groups }: Person) => groups.some((group) => /^reviewer:[A-Z0-9]{3,10}$/.test(group));
const readsAnything = (who: Person) => isReviewer(who) || who.groups.includes('auditor');
const sends = ({ groups }: Person, sender: string) => groups.includes(`sender:${sender}`);

const PRACTICE = { own: 'Y90001', foreign: 'Y90002', absent: 'Y90009' } as const;
const SENDER = { own: 'RZZ01', foreign: 'RZZ02', absent: 'RZZ09' } as const;

interface Operation {
  readonly path: (target: Target) => string;
  readonly body?: (target: Target) => unknown;
  readonly may: (who: Person, target: Target) => boolean;
  /** Answers the same for what is foreign as for what is absent, and says so otherwise than by a problem. */
  readonly findsNothing?: true;
}

/** Every operation of the service, and who may do it: written down here a second time, on purpose. */
function operations(letters: Record<Target, string>, setAside: Record<Target, string>): Record<string, Operation> {
  const onLetter = (
    end: string,
    may: (who: Person, practice: string) => boolean,
    body?: unknown,
    of = letters,
  ): Operation => ({
    path: (target) => `/api/letters/${of[target]}${end}`,
    may: (who, target) => target !== 'absent' && may(who, PRACTICE[target]),
    ...(body === undefined ? {} : { body: () => body }),
  });
  const anywhere = (path: string, may: (who: Person) => boolean, body?: unknown): Operation => ({
    path: () => path,
    may,
    ...(body === undefined ? {} : { body: () => body }),
  });
  return {
    'GET /api/me': anywhere('/api/me', () => true),
    'GET /api/groups': anywhere('/api/groups', readsAnything),
    'GET /api/worklist': {
      path: (target) => `/api/worklist?practice=${PRACTICE[target]}&state=ready`,
      may: (who, target) => target !== 'absent' && reads(who, PRACTICE[target]),
    },
    'POST /api/search': {
      path: () => '/api/search',
      body: (target) => ({ letterId: letters[target] }),
      may: readsAnything,
      findsNothing: true,
    },
    'GET /api/letters/{letterId}': onLetter('', reads),
    'GET /api/letters/{letterId}/original': onLetter('/original', reads),
    'GET /api/letters/{letterId}/history': onLetter('/history', reads),
    'GET /api/letters/{letterId}/story': onLetter('/story', isAuditor),
    'GET /api/letters/{letterId}/verification': onLetter('/verification', isAuditor),
    'GET /api/letters/{letterId}/replay': onLetter('/replay', isAuditor),
    'POST /api/audit/checks': anywhere('/api/audit/checks', isAuditor, {}),
    'POST /api/audit/replay': anywhere('/api/audit/replay', isAuditor, {}),
    'POST /api/audit/search': {
      path: () => '/api/audit/search',
      body: (target) => ({ letterId: letters[target] }),
      may: isAuditor,
      findsNothing: true,
    },
    'POST /api/audit/exports': {
      path: () => '/api/audit/exports',
      body: (target) => ({ letterId: letters[target], format: 'csv' }),
      may: isAuditor,
      findsNothing: true,
    },
    'GET /api/decisions': anywhere('/api/decisions?by=phrase', (who) => isOperator(who) || isAuditor(who)),
    'POST /api/letters/{letterId}/suggestions/{suggestionId}/decision': onLetter(
      '/suggestions/none/decision',
      reviews,
      {
        basedOn: 3,
        decision: { kind: 'accepted' },
      },
    ),
    'POST /api/letters/{letterId}/suggestions/{suggestionId}/undo': onLetter('/suggestions/none/undo', reviews, {
      basedOn: 3,
    }),
    'POST /api/letters/{letterId}/codes': onLetter('/codes', reviews, {
      category: 'diagnosis',
      coded: {
        concept: null,
        display: 'nothing that the lexicon knows',
        assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' },
      },
      evidence: [],
    }),
    'POST /api/letters/{letterId}/accept-as-before': onLetter('/accept-as-before', reviews, {
      suggestions: [{ id: 'none', basedOn: 3 }],
    }),
    'POST /api/letters/{letterId}/complete': onLetter('/complete', reviews, {}),
    'POST /api/letters/{letterId}/reopen': onLetter('/reopen', reviews, {}),
    'POST /api/letters/{letterId}/exports': onLetter('/exports', reviews, { format: 'text' }),
    'POST /api/exports': {
      path: () => '/api/exports',
      body: (target) => ({ practice: PRACTICE[target], day: '2026-07-01', format: 'text' }),
      may: (who, target) => target !== 'absent' && reviews(who, PRACTICE[target]),
    },
    'POST /api/concepts': anywhere('/api/concepts', readsAnything, { words: 'breast' }),
    'GET /api/quarantine': anywhere('/api/quarantine', (who) => isOperator(who) || who.groups.includes('auditor')),
    'POST /api/letters/{letterId}/quarantine': onLetter('/quarantine', isOperator, { action: 'returned' }, setAside),
    'GET /api/receipts': {
      path: (target) => `/api/receipts?sender=${SENDER[target]}`,
      may: (who, target) =>
        isOperator(who) || who.groups.includes('auditor') || (target !== 'absent' && sends(who, SENDER[target])),
    },
  };
}

const DENIED = ['/problems/not-allowed', '/problems/not-found'];
const isDenied = (answer: Answer) => answer.status >= 400 && DENIED.includes(problemIn(answer).type);

describe('who may ask for what', () => {
  let world: World;
  let table: Record<string, Operation>;

  beforeAll(async () => {
    world = await openReview();
    const put = async (name: string, content: string) => ({
      own: await world.put(`RZZ01/Y90001/${name}`, content),
      foreign: await world.put(`RZZ02/Y90002/${name}`, content),
      absent: '0'.repeat(32),
    });
    const letters = await put('letter.txt', LETTER);
    const setAside = {
      own: await world.put('RZZ01/Y90001/locked.pdf', 'locked', UNREADABLE),
      foreign: await world.put('RZZ02/Y90002/locked.pdf', 'locked too', UNREADABLE),
      absent: '0'.repeat(32),
    };
    table = operations(letters, setAside);
  });

  it('knows every operation that the service answers under /api/, and no other', () => {
    const asked = world.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(table).sort());
  });

  it.each(PRINCIPALS)('$sub: as the table says, and a foreign thing as an absent one', async (who) => {
    for (const [name, operation] of Object.entries(table)) {
      const [method = ''] = name.split(' ');
      const answers = {} as Record<Target, Answer>;
      for (const target of TARGETS) {
        const answer = await world.ask(who, method, operation.path(target), operation.body?.(target));
        answers[target] = answer;
        if (operation.may(who, target)) expect([name, target, isDenied(answer)]).toEqual([name, target, false]);
        else expect([name, target, answer.status]).toEqual([name, target, problemIn(answer).status]);
        if (!operation.may(who, target)) expect([name, target, isDenied(answer)]).toEqual([name, target, true]);
        expect(answer.status, `${name} ${target}`).toBeLessThan(500);
      }
      if (operation.findsNothing === undefined && !operation.may(who, 'foreign'))
        expect(answers.foreign, name).toEqual({ ...answers.absent, json: expect.any(Function) });
    }
  });

  it.each(PRINCIPALS)(
    '$sub: finds by search what they may read, and a foreign letter as an absent one',
    async (who) => {
      const search = table['POST /api/search']!;
      const ask = async (target: Target) => (await world.ask(who, 'POST', '/api/search', search.body!(target))).text;
      if (!readsAnything(who)) return expect(await ask('foreign')).toBe(await ask('absent'));
      const isFound = async (target: Target) => (await ask(target)).includes('"letterId"');
      for (const target of ['own', 'foreign'] as const)
        expect(await isFound(target)).toBe(reads(who, PRACTICE[target]));
      if (!reads(who, 'Y90002')) expect(await ask('foreign')).toBe(await ask('absent'));
    },
  );

  it('nobody who is not signed in is answered at all', async () => {
    for (const [name, operation] of Object.entries(table)) {
      const [method = ''] = name.split(' ');
      const bodies = await Promise.all(
        TARGETS.map(async (target) => {
          const response = await world.app.request(`https://letters.example${operation.path(target)}`, { method });
          expect([name, response.status]).toEqual([name, 401]);
          return response.text();
        }),
      );
      expect(new Set(bodies).size).toBe(1);
    }
  });

  it('a letter that was asked for without the right to it says by whom, once in ten minutes', async () => {
    const letterId = await world.put('RZZ02/Y90002/asked-for.txt', `${LETTER} asked for`);
    const other = PRINCIPALS[0]!;
    const refusals = async () =>
      (await world.events.read(letterId)).filter(({ type }) => type === 'access-refused').map(({ actor }) => actor);
    for (const path of ['', '/history', '/original']) await world.get(other, `/api/letters/${letterId}${path}`);
    expect(await refusals()).toEqual([{ kind: 'person', id: 'reviewer', role: 'reviewer' }]);
    await world.get(person('sender', 'sender:RZZ01'), `/api/letters/${letterId}`);
    world.pass(601);
    await world.get(other, `/api/letters/${letterId}`);
    expect((await refusals()).map(({ id }) => id)).toEqual(['reviewer', 'sender', 'reviewer']);
  });

  it('a refusal that cannot be noted is answered all the same, and no otherwise', async () => {
    const broken = await openReview({
      events: (events) => ({
        ...events,
        append: async (event) => {
          if (event.type === 'access-refused') throw new Error('the table does not answer');
          return events.append(event);
        },
      }),
    });
    const letterId = await broken.put('RZZ02/Y90002/a.txt', LETTER);
    const foreign = await broken.get(PRINCIPALS[0]!, `/api/letters/${letterId}`);
    const absent = await broken.get(PRINCIPALS[0]!, `/api/letters/${'0'.repeat(32)}`);
    expect(foreign.text).toBe(absent.text);
    expect(broken.logged).toContainEqual({ event: 'request.failed', route: 'letter', error: 'Error' });
  });
});
