import type { Conflict, Stage, Suggestion } from '../answer.ts';
import { isOfThePatientNow } from './assertion.ts';
import { differentNumbers } from './other-patients.ts';

/** Readings that cannot both hold, for a person to resolve. */
export function findConflicts(text: string, stages: readonly Stage[], suggestions: readonly Suggestion[]): Conflict[] {
  const held = firstOfEach(stages).filter(({ assertion }) => isOfThePatientNow(assertion));
  return [
    ...twoPatients(text),
    ...metastasisAgainstGroup(held),
    ...twoValues(held),
    ...figoElsewhere(text, held, suggestions),
  ];
}

/** Two NHS numbers: a letter about, or filed under, somebody else as well. */
function twoPatients(text: string): Conflict[] {
  const between = differentNumbers(text);
  return between.length === 0 ? [] : [{ kind: 'more-than-one-nhs-number', between }];
}

/** `M0` beside stage IV, or `M1` beside stage I to III. */
function metastasisAgainstGroup(stages: readonly Stage[]): Conflict[] {
  const group = stages.filter(({ system }) => system === 'group');
  return stages
    .filter(({ axis }) => axis === 'M')
    .flatMap((m) =>
      group
        .filter(
          ({ value }) =>
            (m.value.startsWith('0') && value.startsWith('IV')) ||
            (m.value.startsWith('1') && /^(?:0|I{1,3})[A-C]?\d?$/.test(value)),
        )
        .map((stage) => ({ kind: 'm-category-and-stage-group', between: [spanOf(m), spanOf(stage)] })),
    );
}

/** The same axis with the same prefix read twice with different values: two tumours, a change, or an error. */
function twoValues(stages: readonly Stage[]): Conflict[] {
  const first = new Map<string, Stage>();
  const conflicts: Conflict[] = [];
  for (const stage of stages) {
    if (stage.axis === null && stage.system !== 'figo' && stage.system !== 'group') continue;
    const key = `${stage.system}|${stage.axis}|${stage.prefix}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, stage);
    else if (!before.value.startsWith(stage.value) && !stage.value.startsWith(before.value))
      conflicts.push({ kind: 'two-values-for-one-stage', between: [spanOf(before), spanOf(stage)] });
  }
  return conflicts;
}

/** FIGO stages cancers of women's genital tract; beside a cancer elsewhere alone it is a slip. */
function figoElsewhere(text: string, stages: readonly Stage[], suggestions: readonly Suggestion[]): Conflict[] {
  const figo = stages.find(({ system }) => system === 'figo');
  const primary = suggestions.filter(({ category }) => category === 'diagnosis');
  if (figo === undefined || primary.length === 0) return [];
  const gynaecological = /ovar|endometri|cervi|uter|vulv|vagin|fallopian|peritone|trophoblast|choriocarcinoma/i;
  if (primary.some(({ display }) => gynaecological.test(display)) || gynaecological.test(text)) return [];
  const { start, end } = primary[0]!.evidence[0]!;
  return [{ kind: 'figo-without-gynaecological-cancer', between: [spanOf(figo), { start, end }] }];
}

/** The first of each distinct reading: a stage repeated a hundred times conflicts once. */
function firstOfEach(stages: readonly Stage[]): Stage[] {
  const seen = new Set<string>();
  return stages.filter(({ system, axis, prefix, value, assertion }) => {
    const reading = [system, axis, prefix, value, assertion.certainty, assertion.subject].join('|');
    if (seen.has(reading)) return false;
    seen.add(reading);
    return true;
  });
}

function spanOf({ start, end }: Stage): { start: number; end: number } {
  return { start, end };
}
