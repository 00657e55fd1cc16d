/** A language reference set of the release: which descriptions are preferred where. */
export interface LanguageRefset {
  readonly id: string;
  /** As the release calls it; empty where it does not. */
  readonly name: string;
  /** Active members. */
  readonly members: number;
}

/** Named for the wanted language reference set, which the release does not hold. */
export class NoSuchRefsetError extends Error {
  override readonly name = 'NoSuchRefsetError';
}

export function isLanguageRefsetName(term: string): boolean {
  return /language reference set|language refset/i.test(term);
}

/** Best first: the NHS realm's own for clinical terms, then any of the NHS realm, then British English in general. */
const BRITISH = [
  /(?:NHS|National Health Service|realm).*clinical/i,
  /NHS|National Health Service|realm/i,
  /Great Britain|United Kingdom|British|\bGB\b/i,
];

/**
 * The wanted set; else the British one, told by its name; else the only one there is; else none, since American preferred terms
 * must not pass for British ones.
 *
 * @throws NoSuchRefsetError when the wanted one is not in the release
 */
export function chooseLanguageRefset(refsets: readonly LanguageRefset[], wanted?: string): string | null {
  if (wanted !== undefined) {
    if (refsets.some(({ id }) => id === wanted)) return wanted;
    throw new NoSuchRefsetError(
      `the release has no language reference set ${wanted}; it has ${refsets.map(({ id, name }) => `${id} ${name}`).join(', ') || 'none'}`,
    );
  }
  for (const pattern of BRITISH) {
    const named = refsets.find(({ name }) => pattern.test(name));
    if (named !== undefined) return named.id;
  }
  return refsets.length === 1 ? refsets[0]!.id : null;
}
