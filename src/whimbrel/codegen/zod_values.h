// SPDX-License-Identifier: Apache-2.0
// zod/values.ts: what generated schemas are made of.
#pragma once

#include <string_view>

namespace whimbrel::codegen {

constexpr std::string_view k_zod_values = R"(import { z } from "zod";

/** Digits and how many of them are behind the point; nothing of what is no finite number. */
function decimal(value: string | number | bigint): { digits: bigint; scale: number } | undefined {
  const parts = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?\s*$/i.exec(String(value));
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts ?? [];
  if (whole + fraction === "") return undefined;
  return { digits: BigInt(whole + fraction) * (sign === "-" ? -1n : 1n), scale: fraction.length - Number(exponent) };
}

function at(value: { digits: bigint; scale: number }, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

/** Exact: below, at or above 0; NaN where either is no finite number. */
function compare(one: string | number | bigint, other: string | number | bigint): number {
  const [a, b] = [decimal(one), decimal(other)];
  if (a === undefined || b === undefined) return Number.NaN;
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [at(a, scale), at(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

type Numeric = string | number | bigint;
type Refined<T> = z.ZodEffects<z.ZodType<T>, T, T>;
const refined = <T>(schema: z.ZodType<T>, holds: (value: T) => boolean, message: string): Refined<T> => schema.refine(holds, { message });

/** What a column makes of a number before it is compared: nothing, its scale, or what a real holds. */
type Kept = (value: Numeric) => Numeric;
export const same: Kept = (value) => value;
export const single: Kept = (value) => Math.fround(Number(value));
export const scaled =
  (scale: number): Kept =>
  (value) => {
    const number = decimal(value);
    if (number === undefined || number.scale <= scale) return value;
    const unit = 10n ** BigInt(number.scale - scale);
    const size = number.digits < 0n ? -number.digits : number.digits;
    const rounded = (size + unit / 2n) / unit;
    return `${number.digits < 0n ? -rounded : rounded}e${-scale}`;
  };

/** A bound holds of what is no finite number: the server judges that. */
export const less = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) >= 0), `must be less than ${than}`);
export const lessOrEqual = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) > 0), `must be less than or equal to ${than}`);
export const greater = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) <= 0), `must be greater than ${than}`);
export const greaterOrEqual = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) < 0), `must be greater than or equal to ${than}`);
export const oneOf = <T extends Numeric>(schema: z.ZodType<T>, values: readonly string[], kept = same) =>
  refined(schema, (value) => decimal(value) === undefined || values.some((each) => compare(kept(value), each) === 0), "is invalid");
export const noneOf = <T extends Numeric>(schema: z.ZodType<T>, values: readonly string[], kept = same) =>
  refined(schema, (value) => !values.some((each) => compare(kept(value), each) === 0), "is invalid");

/** Two columns of a row; of one that is absent, or NULL, nothing is asked. */
export const compared =
  (one: string, is: string, other: string, kept = same, otherKept = same) =>
  (row: Record<string, unknown>, context: z.RefinementCtx): void => {
    const [left, right] = [row[one], row[other]] as (Numeric | null | undefined)[];
    if (left === null || left === undefined || right === null || right === undefined) return;
    const order = compare(kept(left), otherKept(right));
    const refused: Record<string, boolean> = {
      "less than": order >= 0,
      "less than or equal to": order > 0,
      "greater than": order <= 0,
      "greater than or equal to": order < 0,
      "equal to": order !== 0 && !Number.isNaN(order),
      "not equal to": order === 0,
    };
    if (refused[is]) context.addIssue({ code: z.ZodIssueCode.custom, path: [one], message: `must be ${is} ${other}` });
  };

/** numeric(digits, scale): what is behind the scale is rounded away first. */
export const precision = <T extends Numeric>(schema: z.ZodType<T>, digits: number, scale: number) =>
  refined(
    schema,
    (value) => {
      const number = decimal(value);
      if (number === undefined) return true;
      const size = number.digits < 0n ? { ...number, digits: -number.digits } : number;
      const bound = { digits: 10n ** BigInt(digits + 1) - 5n, scale: scale + 1 };
      const common = Math.max(size.scale, bound.scale);
      return at(size, common) < at(bound, common);
    },
    `must have at most ${digits - scale} digit(s) before the decimal point`,
  );

export const integer = (least: number, most: number) =>
  z.number().int().gte(least, { message: `must be greater than or equal to ${least}` }).lte(most, { message: `must be less than or equal to ${most}` });
export const bigint = () =>
  lessOrEqual(
    greaterOrEqual(z.union([z.bigint(), z.number().int().safe(), z.string().regex(/^\s*[+-]?\d+\s*$/, { message: "is invalid" })]), "-9223372036854775808"),
    "9223372036854775807",
  );
export const numeric = () =>
  z.union([z.number(), z.string().refine((value) => decimal(value) !== undefined || /^\s*([+-]?inf(inity)?|nan)\s*$/i.test(value), { message: "is invalid" })]);

const characters = (value: string): number => [...value].length;
/** Text that PostgreSQL can hold: without a NUL. */
export const text = () => z.string().refine((value) => !value.includes("\0"), { message: "is invalid" });
/** Blanks beyond a type's length are cut off without a word. */
export const atMost = <T extends string>(schema: z.ZodType<T>, length: number) =>
  refined(schema, (value) => /^ *$/.test([...value].slice(length).join("")), `should be at most ${length} character(s)`);
export const notLonger = <T extends string>(schema: z.ZodType<T>, length: number) =>
  refined(schema, (value) => characters(value) <= length, `should be at most ${length} character(s)`);
export const atLeast = <T extends string>(schema: z.ZodType<T>, length: number) =>
  refined(schema, (value) => characters(value) >= length, `should be at least ${length} character(s)`);
export const notBlank = <T extends string>(schema: z.ZodType<T>) => refined(schema, (value) => !/^ *$/.test(value), "can't be blank");
export const among = <T extends string>(schema: z.ZodType<T>, values: readonly string[]) =>
  refined(schema, (value) => values.includes(value), "is invalid");
export const notAmong = <T extends string>(schema: z.ZodType<T>, values: readonly string[]) =>
  refined(schema, (value) => !values.includes(value), "is invalid");

/** Found in what the type keeps of the text, which are `length` characters; of what is not ASCII, where only that is known here, the server judges. */
const isFound = (value: string, pattern: RegExp, length: number, known: string): boolean | undefined =>
  known === "ascii" && /[^\x00-\x7f]/.test(value) ? undefined : pattern.test([...value].slice(0, length).join(""));
export const matches = <T extends string>(schema: z.ZodType<T>, pattern: RegExp, length = Infinity, known = "all") =>
  refined(schema, (value) => isFound(value, pattern, length, known) !== false, "has invalid format");
export const matchesNot = <T extends string>(schema: z.ZodType<T>, pattern: RegExp, length = Infinity, known = "all") =>
  refined(schema, (value) => isFound(value, pattern, length, known) !== true, "has invalid format");

/** Every form that PostgreSQL takes: with braces, without hyphens, in capitals. */
export const uuid = () => z.string().regex(/^(?:\{(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}\}|(?:[0-9a-f]{4}-?){7}[0-9a-f]{4})$/i, { message: "is invalid" });
export const moment = () => z.union([z.date(), text()]);
export const bytes = () => z.instanceof(Uint8Array);
/** A document as its text: JSON.stringify(…). */
export const json = () =>
  z.string().refine(
    (value) => {
      try {
        JSON.parse(value);
        return true;
      } catch {
        return false;
      }
    },
    { message: "is invalid" },
  );
)";

}  // namespace whimbrel::codegen
