import * as z from 'zod';

/**
 * Whether `text` is a SNOMED CT concept identifier: 6 to 18 digits, no leading zero, partition `00` (international)
 * or `10` (extension), and a Verhoeff check digit (SNOMED CT Release File Specification, "SCTID").
 */
export function isConceptId(text: string): boolean {
  return /^[1-9][0-9]{5,17}$/.test(text) && /^(00|10)$/.test(text.slice(-3, -1)) && verhoeff(text) === 0;
}

/** Text, never a number: identifiers reach 18 digits and a JavaScript number does not. */
export const ConceptId = z.string().refine(isConceptId, 'not a SNOMED CT concept identifier').brand('ConceptId');
export type ConceptId = z.infer<typeof ConceptId>;

export const SNOMED_CT = 'http://snomed.info/sct';

function verhoeff(digits: string): number {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    check = DIHEDRAL[check]![PERMUTATION[i % 8]![digit]!]!;
  }
  return check;
}

const DIHEDRAL = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const PERMUTATION = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];
