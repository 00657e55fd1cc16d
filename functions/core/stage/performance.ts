import { allMatches } from '../all-matches.ts';
import { isOfAKind } from './of-a-kind.ts';
import { arabic, readingAt, type StageReading, type Statement } from './reading.ts';

/** Performance status, WHO or ECOG: the same five steps. Of two values in a statement the later one counts: `was 1, now 3`; three are the scale. */
export function readPerformance(statement: Statement): StageReading[] {
  const { text } = statement;
  if (!/\bP\/?\.?S|perf|ECOG|WHO|Zubrod/i.test(text)) return [];
  const matches = allMatches(text, PERFORMANCE);
  if (matches.length >= 3) return [];
  return matches.flatMap((match) => {
    if (DEMANDED.test(text.slice(Math.max(0, match.index - 25), match.index))) return [];
    if (matches.length > 1 && EARLIER.test(text.slice(Math.max(0, match.index - 15), match.index))) return [];
    const { score, to } = match.groups as Record<string, string | undefined>;
    const end = match.index + match[0].trimEnd().length;
    if (isSomethingElse(match[0], text.slice(0, match.index), text.slice(end)) || isOfAKind(text, end)) return [];
    const later = LATER.exec(text.slice(end, end + 60));
    if (later !== null) {
      const at = end + later.index + later[0].lastIndexOf(later.groups!.score!);
      return [readingAt(statement, at, at + later.groups!.score!.length, 'ecog', arabic(later.groups!.score!))];
    }
    if (to !== undefined && /^\s?\/\s?[2-4]\b/.test(text.slice(end))) return [];
    if (score === '0' && (to === '4' || /^[\s,/]{1,3}\(?1\)?[\s,/]{1,3}\(?2\b/.test(text.slice(end)))) return [];
    if (KEYED.test(text.slice(end, end + 60))) return [];
    const value = to === undefined ? arabic(score!) : `${arabic(score!)}-${to}`;
    return [readingAt(statement, match.index, end, 'ecog', value)];
  });
}

/** As it is written, spoken, and misheard. */
const SCORE = String.raw`[0-4]|(?:nought|zero|one|won|two|too|three|four)\b`;
const PERFORMANCE = new RegExp(
  String.raw`\b(?:(?:ECOG|WHO|Zubrod)(?:\s*\/\s*(?:ECOG|WHO))?\s*(?:perf(?:ormance|\.)?(?:\s*(?:status|score))?|P\.?\/?S\b\.?|status|score|(?<=ECOG\s)grade)?|perf(?:ormance|\.)?\s*(?:status|score)|P\/S|P\.S\.|PS)\s*(?:\(?(?:ECOG|WHO|ECOG\/WHO|WHO\/ECOG)?(?:\s*PS)?\)?)\s*(?:(?:of|is|was|recorded as|estimated (?:at|as)|remains|has|(?:deteriorated|declined|improved|dropped|fallen|slipped|worsened|risen|gone|recovered|crept up)|(?:from\s+[0-4]\s+)?to|currently|now|today|at|around|about|approx(?:imately|\.)?|probably|good|~|:|=|-|–)\s*)*(?<score>${SCORE})(?:\s*(?:[-–/]|\b(?:to|or)\b)\s*(?<to>[1-4])(?!\s?(?:days?|weeks?|months?|years?|wks?)\b))?(?![\w%]|\.\d|\/\d)`,
  'gi',
);
/** `Performance status 0 - fully active; 1 - restricted`: what each means. */
const KEYED = /^\s?[-–:=]\s?[a-z][^;,]{0,30}[;,]\s*1\s?[-–:=]/i;
/** "Must be PS 0 or 1 for the study". */
const DEMANDED =
  /\b(?:must (?:be|have)|has to be|have to be|needs?(?: to be)?|requires?|required|at least|providing|provided)(?: an?)?\s$/i;
const EARLIER = /\b(?:was|were|usual(?:ly)?|normal(?:ly)?|baseline|previous(?:ly)?|from)\s$/i;
const LATER = new RegExp(
  String.raw`^(?:[^.;\d]{0,25}\b(?:now|today|currently)\s(?:(?:is|was|at|more like)\s)?(?:an?\s)?|\s{0,2}(?:-{1,2}>|→|=>)\s{0,2})(?<score>${SCORE})(?=[,.;)]|\s*$)`,
  'i',
);

/** A postscript, a relative clause, the grade of a brain tumour. */
function isSomethingElse(said: string, before: string, after: string): boolean {
  if (/^who/i.test(said) && !/^WHO/.test(said)) return true;
  if (
    /^PS\s?\d$/.test(said) &&
    /^\s(?:console|controller|games?\b|box(?:es)?|tins?|packs?|copies|forms?)\b/i.test(after)
  )
    return true;
  if (/^p\.s\.|^ps/i.test(said) && !/^PS/.test(said)) return !/^\s*(?:[,.;:)/(]|$|and\b|not\b)/.test(after);
  return (
    /^WHO\s*[0-4]$/i.test(said) &&
    (BRAIN.test(before) ||
      /^\s*(?:grade|class|glio|astro|menin|tumou?r|(?:analges\w+ |pain )?ladder|step|analges)/i.test(after))
  );
}
const BRAIN = /(?:astrocytoma|glio\w+|oligodendro\w+|ependymoma|meningioma|GBM)[^.;]{0,25}$/i;
