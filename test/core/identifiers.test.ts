import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json, sha256 } from '../../functions/core/canonical-json.ts';
import { isFolderMarker, letterIdOf, letterIdOfTextKey, routeOf, textKeyOf } from '../../functions/core/letter.ts';
import { isNhsNumber } from '../../functions/core/nhs-number.ts';
import { isConceptId } from '../../functions/core/sctid.ts';

describe('a SNOMED CT concept id', () => {
  it.each(['254837009', '94222008', '863741000000108', '15956341000119105'])('%s is one', (id) => {
    expect(isConceptId(id)).toBe(true);
  });

  it.each([
    ['254837008', 'the check digit is wrong'],
    ['254837012', 'its partition is of a description'],
    ['25483', 'it is too short'],
    ['0254837009', 'it begins with a zero'],
    ['863741000000000', 'a spreadsheet rounded it'],
    ['12345678901234567890', 'it has twenty digits'],
    ['254837009 ', 'it ends in a blank'],
    ['', 'it is empty'],
  ])('%s is none: %s', (id) => {
    expect(isConceptId(id)).toBe(false);
  });
});

describe('an NHS number', () => {
  it.each(['9990000018', '9990000026'])('%s is valid', (number) => expect(isNhsNumber(number)).toBe(true));
  it.each(['9990000019', '999000001', '99900000180', '999000001X', '9990000000'])('%s is not', (number) =>
    expect(isNhsNumber(number)).toBe(false),
  );
});

describe('canonical JSON (RFC 8785)', () => {
  it.each<[string, Json, string]>([
    ['sorts members by code unit', { b: 1, a: 2, '\u20ac': 3, A: 4 }, '{"A":4,"a":2,"b":1,"€":3}'],
    ['writes numbers as ECMAScript does', [1e21, 0.1, -0, 100], '[1e+21,0.1,0,100]'],
    ['escapes what JSON must escape, and nothing more', 'é"\\\n\u0007/', '"é\\"\\\\\\n\\u0007/"'],
    ['leaves out what is undefined', { a: undefined, b: null }, '{"b":null}'],
    ['goes into lists and objects', [{ z: [], y: {} }], '[{"y":{},"z":[]}]'],
  ])('%s', (_, value, expected) => expect(canonicalJson(value)).toBe(expected));

  it.each<[string, Json]>([
    ['a number that is not finite', Number.NaN],
    ['a lone surrogate', '\ud800'],
    ['undefined in a list', [undefined as unknown as Json]],
  ])('refuses %s', (_, value) => expect(() => canonicalJson(value)).toThrow(TypeError));
});

describe('a letter', () => {
  const object = { bucket: 'letters', key: 'incoming/RZZ01/Y90001/a.pdf', versionId: 'v1' };

  it('has the same id for the same object version, and another for another', () => {
    expect(letterIdOf(object)).toBe(letterIdOf({ ...object }));
    const ids = [
      object,
      { ...object, versionId: 'v2' },
      { ...object, key: `${object.key}x` },
      { ...object, bucket: 'b' },
    ].map(letterIdOf);
    expect(new Set(ids).size).toBe(4);
  });

  it('cannot share its id with a letter whose parts are cut elsewhere', () => {
    expect(letterIdOf({ bucket: 'a', key: 'bc', versionId: 'd' })).not.toBe(
      letterIdOf({ bucket: 'ab', key: 'c', versionId: 'd' }),
    );
  });

  it.each([
    ['incoming/RZZ01/Y90001/letter.pdf', { sender: 'RZZ01', practice: 'Y90001' }],
    ['incoming/rzz01/y90001/Ärzte brief+1.pdf', { sender: 'RZZ01', practice: 'Y90001' }],
    ['incoming/RZZ01/letter.pdf', null],
    ['incoming/RZZ01/Y90001/deeper/letter.pdf', null],
    ['incoming/RZZ01/Y90001/', null],
    ['outgoing/RZZ01/Y90001/letter.pdf', null],
    ['letter.pdf', null],
    ['incoming/../Y90001/letter.pdf', null],
  ])('under %s is for %o', (key, route) => expect(routeOf(key)).toEqual(route));

  it('is not what a console draws a folder with', () => {
    expect(isFolderMarker({ key: 'incoming/RZZ01/' }, 0)).toBe(true);
    expect(isFolderMarker({ key: 'incoming/RZZ01/' }, 5)).toBe(false);
    expect(isFolderMarker({ key: 'incoming/RZZ01/Y90001/empty.pdf' }, 0)).toBe(false);
  });

  it('is found again from the key of its text', () => {
    const letterId = letterIdOf(object);
    expect(letterIdOfTextKey(textKeyOf(letterId, sha256('x')))).toBe(letterId);
    expect(() => letterIdOfTextKey('texts/x.json')).toThrow();
  });
});
