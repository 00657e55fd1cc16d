/**
 * Every NHS number written in `text` (ten digits, as 3 3 4 or together) that is not from the 999 range kept for
 * tests, or whose check digit is wrong. None should be: these letters are about nobody.
 */
export function unfitNhsNumbers(text: string): string[] {
  const written = text.match(/(?<![\d-])\d{3} ?\d{3} ?\d{4}(?![\d-])/g) ?? [];
  return written.filter((number) => !isTestNumber(number.replaceAll(' ', '')));
}

/** Modulus 11 over the first nine digits, weights 10 to 2 (NHS Data Dictionary, NHS NUMBER). */
function isTestNumber(digits: string): boolean {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const checkDigit = (11 - (sum % 11)) % 11;
  return digits.startsWith('999') && checkDigit === Number(digits[9]);
}
