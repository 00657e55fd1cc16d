import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/** Under care of palliative care service. */
const UNDER_PALLIATIVE_CARE = '201511000000105';
const HEAD_LINES = 3;
const LONGEST_HEAD = 400;
/** As a name: in capitals, and nothing said of it. */
const TEAM =
  /\b(?:(?:Community|Specialist|Hospital|Home|COMMUNITY|SPECIALIST|HOSPITAL)\s){0,3}(?:Palliative (?:Care|Medicine)|PALLIATIVE (?:CARE|MEDICINE))(?=\s*(?:$|[,|–-]|\s(?:Team|Service|Department|Unit|TEAM|SERVICE|DEPARTMENT)|\s{2}))/;
/** A line that names whom the letter goes to. */
const TO_THEM = /\b(?:dear|to|cc|copy|attention|fao|from the gp)\b\s*:?/i;
/** They have let the patient go, never took them on, or write of a death. */
const NO_LONGER =
  /\bdischarged from (?:our|the|this) (?:caseload|service|team|care)|\bnot (?:been )?(?:accepted|taken) on(?:to)? (?:our |the )?caseload|\b(?:has|have) (?:sadly )?died\b|notification of (?:a )?death|\bdied (?:peacefully|here|on|at)\b|advice (?:record|call|line only)/i;

/**
 * A letter that a palliative care team writes tells by its head that the patient is under their care: "Community Palliative Medicine,
 * Border Hospice Service". Letterheads are matched for nothing else.
 */
export function findPalliativeWriters({ text, tokens, mentions }: LetterRead): Mention[] {
  if (text.length <= LONGEST_HEAD) return [];
  const head = text.slice(0, LONGEST_HEAD).split('\n', HEAD_LINES);
  let start = 0;
  for (const line of head) {
    const team = TEAM.exec(line);
    if (team !== null && !TO_THEM.test(line.slice(0, team.index)) && !NO_LONGER.test(text)) {
      const at = start + team.index;
      const from = tokens.findIndex((token) => token.start >= at);
      let to = from;
      while (to < tokens.length && tokens[to]!.end <= at + team[0].length) to++;
      const isKnown = mentions.some(({ meaning }) => meaning.layer === 'concept' && KNOWN.has(meaning.target));
      if (from === -1 || to === from || isKnown) return [];
      const sentence = { from, to, section: 'letter' };
      const meaning = { layer: 'concept', target: UNDER_PALLIATIVE_CARE, category: 'care-plan' } as const;
      return [{ from, to, meaning, phrase: 'a letter of a palliative care team', sentence }];
    }
    start += line.length + 1;
  }
  return [];
}

/** What the letter says itself of who looks after the patient. */
const KNOWN = new Set([UNDER_PALLIATIVE_CARE, '103735009', '395670002', '850951000000107']);
