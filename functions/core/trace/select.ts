import type { EventType, LetterEvent } from '../events.ts';
import type { About, StoryLine } from './story.ts';

/** What an auditor asks for; what is absent is not asked about. Several together must all hold. */
export interface Question {
  readonly suggestionId?: string;
  readonly code?: string;
  /** A line of the lexicon, as evidence names it. */
  readonly rule?: string;
  readonly lexiconVersion?: string;
  readonly actorId?: string;
  readonly patientHash?: string;
  readonly types?: readonly EventType[];
  /** From and including. */
  readonly from?: string;
  /** Up to and not including. */
  readonly until?: string;
}

/** Whether a letter can have anything to do with the question: cheap, and asked before its text is fetched. */
export function mayConcern(chain: readonly LetterEvent[], question: Question): boolean {
  const { patientHash, actorId, from, until, types } = question;
  const isOfPatient = ({ type, data }: LetterEvent) => type === 'text-extracted' && data.patientHash === patientHash;
  if (patientHash !== undefined && !chain.some(isOfPatient)) return false;
  return chain.some(
    ({ actor, at, type }) =>
      (actorId === undefined || actor.id === actorId) &&
      (from === undefined || at >= from) &&
      (until === undefined || at < until) &&
      (types === undefined || types.includes(type)),
  );
}

/**
 * The lines of a letter's story that answer the question. Asked about codes, a letter that has none of them says nothing,
 * and one that has keeps its frame: the document, the text, who opened, completed and exported it.
 */
export function select(story: readonly StoryLine[], question: Question): readonly StoryLine[] {
  const { actorId, from, until, types } = question;
  const ids = asksAboutCodes(question) ? idsIn(story, question) : null;
  if (ids?.size === 0) return [];
  return story
    .map((line) =>
      ids === null ? line : { ...line, about: line.about.filter(({ suggestionId }) => ids.has(suggestionId)) },
    )
    .filter(
      (line) =>
        (ids === null || line.about.length > 0 || !ABOUT_CODES.has(line.type)) &&
        (actorId === undefined || line.actor.id === actorId) &&
        (from === undefined || line.at >= from) &&
        (until === undefined || line.at < until) &&
        (types === undefined || types.includes(line.type)),
    );
}

const ABOUT_CODES: ReadonlySet<EventType> = new Set(['suggestion-decided', 'decision-undone', 'code-added']);

const asksAboutCodes = ({ suggestionId, code, rule, lexiconVersion }: Question) =>
  [suggestionId, code, rule, lexiconVersion].some((asked) => asked !== undefined);

/** Evidence names the phrase it was found by and what stood around it: `phrase: breast cancer; no evidence of (negated)`. */
function names(rule: string, asked: string): boolean {
  return rule === asked || rule.split('; ').some((part) => part === asked || part.replace(/^[a-z-]+: /, '') === asked);
}

/** Every suggestion that ever was what is asked for, also before it was amended, held or dropped. */
function idsIn(story: readonly StoryLine[], { suggestionId, code, rule, lexiconVersion }: Question): Set<string> {
  const fits = (about: About) =>
    (suggestionId === undefined || about.suggestionId === suggestionId) &&
    (code === undefined || about.code === code) &&
    (rule === undefined || about.words.some((words) => names(words.rule, rule))) &&
    (lexiconVersion === undefined || about.lexiconVersion === lexiconVersion);
  return new Set(story.flatMap(({ about }) => about.filter(fits).map((one) => one.suggestionId)));
}
