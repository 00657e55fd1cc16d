import { Category } from '../../core/answer.ts';
import { dateInWords, type ExportedCode, type ExportedLetter } from './exported-letter.ts';

const HEADINGS: Readonly<Record<Category, string>> = {
  diagnosis: 'Diagnosis',
  stage: 'Stage',
  treatment: 'Treatment',
  'care-plan': 'Care plan',
  'family-history': 'Family history',
  screening: 'Screening',
  referral: 'Referral',
  status: 'Status',
};

/** The coded summary in plain text, to be pasted into a GP system. */
export function toSummary(letters: readonly ExportedLetter[]): string {
  return letters.map(summaryOf).join('\n\n');
}

function summaryOf({ letter, completedAt, practiceName, senderName, patient, codes }: ExportedLetter): string {
  const blocks = Category.options.flatMap((category) => {
    const lines = codes.filter((code) => code.category === category).map((code) => `- ${lineOf(code)}`);
    return lines.length === 0 ? [] : [[`${HEADINGS[category]}:`, ...lines].join('\n')];
  });
  const head = [
    `Letter ${letter.letterId} from ${senderName} to ${practiceName}, received ${letter.receivedAt.slice(0, 10)}`,
    ...(patient.nhsNumber?.valid ? [`NHS number ${patient.nhsNumber.value}`] : []),
    `Review completed ${completedAt.slice(0, 10)}`,
  ];
  return [...head, ...(blocks.length === 0 ? ['No code was accepted.'] : blocks), ''].join('\n');
}

function lineOf({ concept, display, assertion, value, date }: ExportedCode): string {
  const said = [
    assertion.subject === 'patient' ? '' : assertion.subject,
    assertion.certainty === 'confirmed' ? '' : assertion.certainty,
    assertion.temporality === 'current' ? '' : assertion.temporality,
    value ?? '',
    date === undefined ? '' : `${date.role} ${dateInWords(date)}`,
  ].filter((part) => part !== '');
  const code = concept === null ? 'no code held' : `SNOMED CT ${concept.code}`;
  return [`${oneLine(concept?.display ?? display)} (${code})`, ...said.map(oneLine)].join(', ');
}

/** A line stays one line, whatever was typed into it. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
