import type { Assertion, Evidence, Held, LetterDate, Suggestion } from '../answer.ts';
import { sha256 } from '../canonical-json.ts';
import { ConceptId, SNOMED_CT } from '../sctid.ts';
import type { Span } from '../span.ts';
import { effectOf } from './effect.ts';
import type { Finding, LetterRead } from './letter-read.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import type { Meant } from './meant.ts';
import { settle } from './settle.ts';

/** Most pieces of evidence kept for one suggestion: the first ones; a letter that repeats itself needs no more. */
const MOST_EVIDENCE = 20;

/**
 * Turns findings into suggestions: one per concept and assertion with all its evidence, the more specific hiding the more general.
 * What was seen and is not suggested is held, with the reason.
 */
export function suggest(letter: LetterRead, findings: readonly Finding[]): { suggestions: Suggestion[]; held: Held[] } {
  const meant = findings.map((finding): Meant => ({ finding, meaning: meaningOf(finding, letter.lexicon) }));
  const settled = settle(meant, letter);
  const suggestions = grouped(
    settled.filter(({ meaning }) => meaning.held === null),
    letter,
  );
  const held = grouped(
    settled.filter(({ meaning }) => meaning.held !== null),
    letter,
  ) as Held[];
  return { suggestions, held };
}

/** Each with its reason, where it is held. */
function grouped(meant: readonly Meant[], letter: LetterRead): (Suggestion | Held)[] {
  const groups: Meant[][] = [];
  const byTarget = new Map<string, Meant[][]>();
  for (const one of meant) {
    const ofTarget = byTarget.get(one.meaning.target) ?? [];
    const group = ofTarget.find(([first]) => meansTheSame(first!.meaning, one.meaning));
    if (group !== undefined) {
      group.push(one);
      continue;
    }
    ofTarget.push([one]);
    byTarget.set(one.meaning.target, ofTarget);
    groups.push(ofTarget.at(-1)!);
  }
  return groups.map((group) => suggestionOf(group, letter));
}

function meansTheSame(one: Meaning, other: Meaning): boolean {
  const [a, b] = [one.assertion, other.assertion];
  return (
    one.category === other.category &&
    one.held === other.held &&
    a.certainty === b.certainty &&
    a.temporality === b.temporality &&
    a.subject === b.subject
  );
}

function suggestionOf(group: readonly Meant[], letter: LetterRead): Suggestion | Held {
  const { category, target, assertion, held } = group[0]!.meaning;
  const concept = letter.lexicon.concepts.get(target);
  const value = group.find(({ finding }) => finding.value !== undefined)?.finding.value;
  const display = concept?.display ?? target.replace(/^unheld:/, '');
  const date = bestDate(group);
  const effect = held === null ? effectOf(target, category, assertion, letter.lexicon) : null;
  // One field after the other: to spread what has some of them is slow.
  const suggestion: Partial<Held> = {
    id: suggestionId(letter.id, category, target, assertion),
    category,
    concept: /^\d/.test(target) ? { system: SNOMED_CT, code: conceptIdOf(target), display } : null,
    display,
    assertion,
  };
  if (value !== undefined) suggestion.value = value;
  if (date !== null) suggestion.date = date;
  if (effect !== null) suggestion.effect = effect;
  suggestion.evidence = evidenceOf(group, letter.written);
  if (held !== null) suggestion.reason = held;
  return suggestion as Suggestion | Held;
}

/** Checked once each: a lexicon holds few of them, and letters name the same ones. */
function conceptIdOf(target: string): ConceptId {
  const known = checked.get(target);
  if (known !== undefined) return known;
  const id = ConceptId.parse(target);
  checked.set(target, id);
  return id;
}
const checked = new Map<string, ConceptId>();

/** Depends on letter, category, concept and assertion alone, so that a replay gives the same one. */
export function suggestionId(letterId: string, category: string, target: string, assertion: Assertion): string {
  const { certainty, subject, temporality } = assertion;
  // Canonical JSON, its members in order; what is one of a few words needs no escaping.
  const about = `{"certainty":"${certainty}","subject":"${subject}","temporality":"${temporality}"}`;
  return sha256(`[${JSON.stringify(letterId)},"${category}",${JSON.stringify(target)},${about}]`).slice(0, 24);
}

function evidenceOf(group: readonly Meant[], text: string): Evidence[] {
  if (group.length === 1 && group[0]!.finding.evidence.length === 1)
    return [quoted(group[0]!.finding, group[0]!.finding.evidence[0]!, text)];
  const seen = new Set<string>();
  const evidence: Evidence[] = [];
  for (const { finding } of group)
    for (const { start, end } of finding.evidence) {
      const place = `${start}-${end}`;
      if (seen.has(place) || evidence.length === MOST_EVIDENCE) continue;
      seen.add(place);
      evidence.push(quoted(finding, { start, end }, text));
    }
  return evidence.sort((a, b) => a.start - b.start || a.end - b.end);
}

function quoted({ section, rule }: Finding, { start, end }: Span, text: string): Evidence {
  return { start, end, quote: text.slice(start, end), section, rule };
}

/** The most precise date said; among equals the earliest in time for a diagnosis, the first said for others. */
function bestDate(group: readonly Meant[]): LetterDate | null {
  const rank = { day: 3, month: 2, year: 1 } as const;
  let best: LetterDate | null = null;
  for (const { finding } of group) {
    if (finding.date === undefined) continue;
    const { date, role } = finding.date;
    const candidate: LetterDate = { value: date.value, precision: date.precision, role };
    if (best === null || better(candidate, best)) best = candidate;
  }
  return best;

  function better(a: LetterDate, b: LetterDate): boolean {
    if ((a.role === 'mentioned') !== (b.role === 'mentioned')) return b.role === 'mentioned';
    return rank[a.precision] > rank[b.precision];
  }
}
